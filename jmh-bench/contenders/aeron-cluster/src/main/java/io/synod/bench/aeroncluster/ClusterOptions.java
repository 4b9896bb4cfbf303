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
package io.synod.bench.aeroncluster;

import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.NoOpLock;

import io.synod.bench.aeron.OneThreadDriver;
import io.synod.bench.system.ClusterSetup;

/** Every option of Aeron Cluster that is set, and why. */
final class ClusterOptions
{
    private static final int CONSENSUS_PORT = 1;
    private static final int LOG_PORT = 2;
    private static final int CATCH_UP_PORT = 3;
    private static final int ARCHIVE_PORT = 4;

    // As fast as it stably goes. With a member dead an election always lasts its whole timeout.
    private static final int HEARTBEAT_MS = 20;
    private static final int TIMEOUT_MS = 300;
    private static final int ELECTION_MS = 100;
    private static final int STATUS_MS = 10;

    private static final String LOCAL_CONTROL_CHANNEL = "aeron:ipc?term-length=64k";
    private static final String REPLICATION_CHANNEL = "aeron:udp?endpoint=127.0.0.1:0";
    private static final int FORCE_EACH_WRITE = 2;

    private final ClusterSetup setup;
    private final int memberId;
    private final MediaDriver.Context driver;

    ClusterOptions(final ClusterSetup setup, final int memberId)
    {
        this.setup = setup;
        this.memberId = memberId;
        driver = OneThreadDriver.context(setup, memberId)
            // The archive of the leader is one of those that have to hear the log.
            .spiesSimulateConnection(true);
    }

    static String endpoint(final ClusterSetup setup, final int seatId, final int offset)
    {
        return "127.0.0.1:" + (setup.port(seatId) + offset);
    }

    static String channel(final ClusterSetup setup)
    {
        return "aeron:udp?term-length=" + termLength(setup) + "|mtu=" + setup.mtuLength();
    }

    private static String termLength(final ClusterSetup setup)
    {
        return setup.options().getOrDefault("aeron-cluster.term", "16m");
    }

    static String ingressEndpoints(final ClusterSetup setup)
    {
        return IntStream.range(0, setup.members())
            .mapToObj(id -> id + "=" + endpoint(setup, id, 0))
            .collect(Collectors.joining(","));
    }

    private String clusterMembers()
    {
        return IntStream.range(0, setup.members())
            .mapToObj(id -> id + "," + endpoint(setup, id, 0) + "," + endpoint(setup, id, CONSENSUS_PORT) + "," +
                endpoint(setup, id, LOG_PORT) + "," + endpoint(setup, id, CATCH_UP_PORT) + "," +
                endpoint(setup, id, ARCHIVE_PORT))
            .collect(Collectors.joining("|"));
    }

    MediaDriver.Context driver()
    {
        return driver;
    }

    Archive.Context archive()
    {
        return new Archive.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .archiveDir(new File(setup.directoryOf(memberId).toFile(), "archive"))
            // With the driver's files, which go at each start: a member that was killed can come back at once.
            .markFileDir(new File(driver.aeronDirectoryName()))
            .controlChannel("aeron:udp?endpoint=" + endpoint(setup, memberId, ARCHIVE_PORT))
            .localControlChannel(LOCAL_CONTROL_CHANNEL)
            .replicationChannel(REPLICATION_CHANNEL)
            .archiveClientContext(new AeronArchive.Context().controlResponseChannel(REPLICATION_CHANNEL))
            .recordingEventsEnabled(false)
            .controlTermBufferSparse(true)
            .fileSyncLevel(syncLevel(setup))
            .catalogFileSyncLevel(syncLevel(setup))
            .errorHandler(printing("archive"));
    }

    private static int syncLevel(final ClusterSetup setup)
    {
        return setup.isForced() ? FORCE_EACH_WRITE : 0;
    }

    private AeronArchive.Context archiveClient()
    {
        return new AeronArchive.Context()
            .lock(NoOpLock.INSTANCE)
            .controlRequestChannel(LOCAL_CONTROL_CHANNEL)
            .controlResponseChannel(LOCAL_CONTROL_CHANNEL)
            .aeronDirectoryName(driver.aeronDirectoryName());
    }

    ConsensusModule.Context consensusModule()
    {
        final ConsensusModule.Context context = new ConsensusModule.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .clusterMemberId(memberId)
            .clusterMembers(clusterMembers())
            .clusterDir(new File(setup.directoryOf(memberId).toFile(), "cluster"))
            .markFileDir(new File(driver.aeronDirectoryName()))
            .archiveContext(archiveClient())
            .ingressChannel(channel(setup))
            .egressChannel(channel(setup))
            .logChannel(channel(setup))
            .replicationChannel(REPLICATION_CHANNEL)
            .fileSyncLevel(syncLevel(setup))
            .errorHandler(printing("consensus module"));
        if (setup.failOver() == ClusterSetup.FailOver.FAST)
        {
            context
                .leaderHeartbeatIntervalNs(TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MS))
                .leaderHeartbeatTimeoutNs(TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS))
                .electionTimeoutNs(TimeUnit.MILLISECONDS.toNanos(ELECTION_MS))
                .electionStatusIntervalNs(TimeUnit.MILLISECONDS.toNanos(STATUS_MS));
        }
        return context;
    }

    ClusteredServiceContainer.Context service(final EchoService service)
    {
        return new ClusteredServiceContainer.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .clusterDir(new File(setup.directoryOf(memberId).toFile(), "cluster"))
            .markFileDir(new File(driver.aeronDirectoryName()))
            .archiveContext(archiveClient())
            .clusteredService(service)
            .errorHandler(printing("service"))
            .idleStrategySupplier(() -> new ServiceIdle(service));
    }

    Aeron.Context client()
    {
        return new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
            .driverTimeoutMs(driver.driverTimeoutMs())
            .clientName("consensus-module");
    }

    private static ErrorHandler printing(final String part)
    {
        return error ->
        {
            System.err.println(part);
            error.printStackTrace();
        };
    }

    static String describe(final ClusterSetup setup)
    {
        return "media driver, archive and consensus module on one thread (INVOKER), which yields when idle; the " +
            "service on another, which yields on the leader and backs off to 100 us on followers; client and its " +
            "driver on one thread; UDP unicast, MTU " + setup.mtuLength() + ", terms of " + termLength(setup) +
            ", windows and socket buffers of 2 MiB; fileSyncLevel " + syncLevel(setup) + " (archive, catalogue, " +
            "cluster); one answer per command" + (setup.failOver() == ClusterSetup.FailOver.FAST ?
            "; leader heartbeat every " + HEARTBEAT_MS + " ms, timeout " + TIMEOUT_MS + " ms, election timeout " +
            ELECTION_MS + " ms, election status every " + STATUS_MS + " ms" : "; timeouts as they come");
    }
}
