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
package io.synod.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.Subscription;
import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Three members in one process, over real sockets and files. */
@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class SynodNodeTest
{
    private static final int COMMANDS = 2000;

    @TempDir
    private Path directory;

    @Test
    void allMembersReadWhatAnyOfThemAppends()
    {
        try (TestCluster cluster = new TestCluster(directory, 3, null);
            Appender appender = cluster.node(1).newAppender())
        {
            final long[] expected = { 1 };
            TestCluster.append(appender, 1, COMMANDS, (requestId, sequence, durability) ->
            {
                assertEquals(expected[0], requestId);
                assertEquals(expected[0]++, sequence);
                assertEquals(Acknowledged.WRITTEN, durability);
                assertEquals(sequence, appender.outcomeOf(requestId));
            });
            final List<Long> all = LongStream.rangeClosed(1, COMMANDS).boxed().toList();
            for (int i = 0; i < 3; i++)
            {
                assertEquals(all, TestCluster.read(cluster.node(i), COMMANDS));
                assertNull(cluster.node(i).fault());
            }
        }
    }

    @Test
    void aMemberThatLeavesHandsOverAndComesBackToAllThatHappened()
    {
        try (TestCluster cluster = new TestCluster(directory, 3, null))
        {
            final int leader = cluster.leader();
            final int other = (leader + 1) % 3;
            try (Appender appender = cluster.node(other).newAppender())
            {
                TestCluster.append(appender, 1, COMMANDS, TestCluster.NOBODY);

                // when: the leader leaves, commands go on, and it comes back
                cluster.stop(leader);
                TestCluster.append(appender, COMMANDS + 1, COMMANDS, TestCluster.NOBODY);
                assertNotEquals(leader, appender.leaderMemberId());
                cluster.start(leader);
                TestCluster.append(appender, 2 * COMMANDS + 1, COMMANDS, TestCluster.NOBODY);
            }
            final List<Long> all = LongStream.rangeClosed(1, 3 * COMMANDS).boxed().toList();
            for (int i = 0; i < 3; i++)
            {
                assertEquals(all, TestCluster.read(cluster.node(i), 3 * COMMANDS));
            }
        }
    }

    @Test
    void aRemoteClientAppendsAndReadsCommandsOfAnyLength()
    {
        try (TestCluster cluster = new TestCluster(directory, 3, null);
            SynodClient client = SynodClient.connect(ClientConfig.defaults(cluster.members())))
        {
            final int[] lengths = { 0, 1, 1407, 1408, 65_536, 1 << 20 };
            final Appender appender = client.newAppender();
            final UnsafeBuffer command = new UnsafeBuffer(new byte[(1 << 20) + 1]);
            command.setMemory(0, command.capacity(), (byte)7);
            final int[] acked = { 0 };
            for (final int length : lengths)
            {
                TestCluster.await("room for " + length, () ->
                {
                    appender.poll((requestId, sequence, durability) -> acked[0]++);
                    return appender.offer(command, 0, length) > 0;
                });
            }
            TestCluster.await("all acknowledged", () ->
            {
                appender.poll((requestId, sequence, durability) -> acked[0]++);
                return acked[0] == lengths.length;
            });
            assertEquals(Appender.TOO_LONG, appender.offer(command, 0, (1 << 20) + 1));

            final int[] read = { 0 };
            final Subscription subscription = client.subscribe(1, (sequence, timeNs, session, buffer, offset, length) ->
            {
                assertEquals(lengths[read[0]++], length);
                assertEquals(read[0], sequence);
                assertTrue(length == 0 || buffer.getByte(offset + length - 1) == 7);
            });
            TestCluster.await("all read", () ->
            {
                subscription.poll(1);
                return read[0] == lengths.length;
            });
        }
    }

    @Test
    void anyThreadCanAppendAndWaitForTheSequence() throws Exception
    {
        try (TestCluster cluster = new TestCluster(directory, 3, null))
        {
            final List<CompletableFuture<Long>> futures = new ArrayList<>();
            for (int i = 0; i < 100; i++)
            {
                futures.add(cluster.node(i % 3).append(new byte[]{ (byte)i }));
            }
            final Set<Long> sequences = new TreeSet<>();
            for (final CompletableFuture<Long> future : futures)
            {
                sequences.add(future.get(30, TimeUnit.SECONDS));
            }
            assertEquals(LongStream.rangeClosed(1, 100).boxed().toList(), List.copyOf(sequences));
            final ExecutionException refusal = assertThrows(
                ExecutionException.class, () -> cluster.node(0).append(new byte[(1 << 20) + 1]).get());
            assertTrue(refusal.getCause().getMessage().contains("maxCommandLength=1048576"));
        }
    }

    @Test
    void aWipedDirectoryIsAStrangerAndIsToldSo()
    {
        try (TestCluster cluster = new TestCluster(directory, 3, null))
        {
            cluster.stop(2);
            final NodeConfig config = cluster.config(2);
            final SynodNode wiped = SynodNode.launch(new NodeConfig(2, config.members(), directory.resolve("wiped"),
                config.clusterName(), config.timing(), config.limits(), 0, config.durability(),
                config.segmentLength(), config.transport(), config.sessionTimeoutNs(), 10, IdleMode.BACKOFF));
            try (wiped)
            {
                TestCluster.await("it is told", () -> wiped.fault() != null);
                assertTrue(wiped.fault() instanceof ConfigException, () -> wiped.fault().toString());
                assertTrue(wiped.fault().getMessage().contains("was lost or replaced"));
            }
        }
    }

    @Test
    void badConfigurationIsRefusedBeforeAnythingIsOpened()
    {
        final Path nothing = directory.resolve("nothing");
        final NodeConfig good = NodeConfig.defaults(0, "0=127.0.0.1:1,1=127.0.0.1:2", nothing);
        assertRefused("memberId=7", () -> NodeConfig.defaults(7, "0=127.0.0.1:1,1=127.0.0.1:2", nothing));
        assertRefused("segmentLength=5000", () -> good.withSegmentLength(5000));
        assertRefused("sessionTimeout=1ns", () -> good.withSessionTimeoutNs(1));
        assertRefused("peerTermLength", () -> good.withTransport(good.transport().withPeerTermLength(1 << 20)));
        assertRefused("clusterName", () -> good.withClusterName(""));
        assertTrue(Files.notExists(nothing));
    }

    private static void assertRefused(final String what, final Executable making)
    {
        final ConfigException refusal = assertThrows(ConfigException.class, making);
        assertTrue(refusal.getMessage().contains(what), refusal::getMessage);
    }
}
