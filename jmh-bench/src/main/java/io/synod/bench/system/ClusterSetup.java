/*
 * Copyright 2026 The Synod Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.synod.bench.system;

import java.nio.file.Path;
import java.util.Map;

/**
 * What all contenders are asked to be: the same for all of one comparison.
 *
 * @param members     of the cluster, all on this machine; an odd number.
 * @param firstPort   of the ports that are free for it: member i may have those from {@link #port} on, 20 of them.
 * @param directory   for all that it writes; member i takes {@link #directoryOf}.
 * @param isForced    whether a command is acknowledged when a majority has forced it to disk, or when a majority has
 *                    written it.
 * @param mtuLength   bytes of a datagram, for those that send datagrams.
 * @param failOver    how soon a dead leader is found.
 * @param options     more of them, by name, for the contender that knows them.
 */
public record ClusterSetup(
    int members,
    int firstPort,
    Path directory,
    boolean isForced,
    int mtuLength,
    FailOver failOver,
    Map<String, String> options)
{
    /** Ports for each member. */
    public static final int PORTS = 20;

    /** How soon a dead leader is found. */
    public enum FailOver
    {
        /** As it comes. */
        DEFAULT,
        /** As soon as the system can be asked to. */
        FAST
    }

    /**
     * The first of a member's ports, on the loopback address.
     *
     * @param memberId from 0 on; {@code members} gives ports for the client.
     * @return the port.
     */
    public int port(final int memberId)
    {
        return firstPort + memberId * PORTS;
    }

    /**
     * Where a member may write.
     *
     * @param memberId from 0 on.
     * @return a directory that may not exist yet.
     */
    public Path directoryOf(final int memberId)
    {
        return directory.resolve(Integer.toString(memberId));
    }
}
