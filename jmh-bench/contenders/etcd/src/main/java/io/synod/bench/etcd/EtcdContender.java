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
package io.synod.bench.etcd;

import java.nio.file.Files;
import java.nio.file.Path;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;
import io.synod.bench.system.Member;

/** etcd, a server beside each member process, and the Java client. */
public final class EtcdContender implements Contender
{
    /** Names the program where it is elsewhere. */
    private static final String PROGRAM = "etcd.program";
    private static final String USUAL_PROGRAM = "/usr/bin/etcd";

    @Override
    public String name()
    {
        return Files.isExecutable(Path.of(USUAL_PROGRAM)) ? "etcd" : "etcd-not-installed";
    }

    @Override
    public String settings(final ClusterSetup setup)
    {
        return "asynchronous put of one key, client connected to the leader; heartbeat every " +
            EtcdMember.heartbeatMs(setup) + " ms, election timeout " + EtcdMember.electionMs(setup) +
            " ms; every command is forced to disk: " + (setup.isForced() ?
            "as asked" : "it cannot do without, so its directory should be in memory");
    }

    static String program(final ClusterSetup setup)
    {
        return setup.options().getOrDefault(PROGRAM, USUAL_PROGRAM);
    }

    @Override
    public Member startMember(final ClusterSetup setup, final int memberId) throws Exception
    {
        return EtcdMember.start(setup, memberId);
    }

    @Override
    public Client connect(final ClusterSetup setup) throws Exception
    {
        return EtcdClient.connect(setup);
    }
}
