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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.agrona.CloseHelper;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Member;

/** A server as a child of this process. It dies with it, by whatever death. */
final class EtcdMember implements Member
{
    private static final int PEER_PORT = 1;
    private static final int DEFAULT_HEARTBEAT_MS = 100;
    private static final int DEFAULT_ELECTION_MS = 1_000;
    private static final int FAST_HEARTBEAT_MS = 20;
    private static final int FAST_ELECTION_MS = 300;
    /** The pipe to its input ends when this process does. */
    private static final String DIES_WITH_ITS_INPUT = "\"$@\" & server=$!; cat > /dev/null; kill -9 $server";

    private final Process process;
    private final EtcdStatus status;

    private EtcdMember(final Process process, final EtcdStatus status)
    {
        this.process = process;
        this.status = status;
    }

    static EtcdMember start(final ClusterSetup setup, final int memberId) throws IOException
    {
        final Path directory = Files.createDirectories(setup.directoryOf(memberId));
        final String peers = IntStream.range(0, setup.members())
            .mapToObj(id -> name(id) + "=" + url(setup, id, PEER_PORT))
            .collect(Collectors.joining(","));
        final Process process = new ProcessBuilder(
            "/bin/sh", "-c", DIES_WITH_ITS_INPUT, "sh", EtcdContender.program(setup),
            "--name", name(memberId),
            "--data-dir", directory.resolve("etcd").toString(),
            "--listen-client-urls", url(setup, memberId, 0),
            "--advertise-client-urls", url(setup, memberId, 0),
            "--listen-peer-urls", url(setup, memberId, PEER_PORT),
            "--initial-advertise-peer-urls", url(setup, memberId, PEER_PORT),
            "--initial-cluster", peers,
            "--heartbeat-interval", Integer.toString(heartbeatMs(setup)),
            "--election-timeout", Integer.toString(electionMs(setup)),
            "--log-level", "error")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("etcd.log").toFile())
            .start();
        return new EtcdMember(process, new EtcdStatus(url(setup, memberId, 0)));
    }

    static String url(final ClusterSetup setup, final int memberId, final int offset)
    {
        return "http://127.0.0.1:" + (setup.port(memberId) + offset);
    }

    private static String name(final int memberId)
    {
        return "member-" + memberId;
    }

    static int heartbeatMs(final ClusterSetup setup)
    {
        return setup.failOver() == ClusterSetup.FailOver.FAST ? FAST_HEARTBEAT_MS : DEFAULT_HEARTBEAT_MS;
    }

    static int electionMs(final ClusterSetup setup)
    {
        return setup.failOver() == ClusterSetup.FailOver.FAST ? FAST_ELECTION_MS : DEFAULT_ELECTION_MS;
    }

    @Override
    public boolean isLeader()
    {
        return status.isLeader();
    }

    @Override
    public void close()
    {
        // What reads its input ends with it.
        CloseHelper.quietClose(process.getOutputStream());
        try
        {
            process.waitFor(1, TimeUnit.MINUTES);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
