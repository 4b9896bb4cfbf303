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

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Appender;
import io.synod.journal.Durability;
import io.synod.role.Limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client that is refused is told. */
@Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class ClientRefusalsTest
{
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[16 << 10]);

    private final String members = TestCluster.membersOn(TestCluster.freePorts(1));
    private final Queue<Future<Long>> attempts = new ConcurrentLinkedQueue<>();
    private SynodNode node;

    @TempDir
    private Path directory;

    private NodeConfig config()
    {
        return NodeConfig.defaults(0, members, directory.resolve("member"))
            .withSegmentLength(4 << 20)
            .withDurability(Durability.WRITTEN);
    }

    @AfterEach
    void closes()
    {
        node.close();
    }

    private static void awaitObstacle(final Appender appender, final long obstacle)
    {
        TestCluster.await("obstacle " + obstacle, () ->
        {
            appender.poll(TestCluster.NOBODY);
            return appender.obstacle() == obstacle;
        });
        assertEquals(obstacle == 0, appender.isConnected());
    }

    private void assertNextIsRefused(final long obstacle, final String option) throws InterruptedException
    {
        try (SynodClient first = SynodClient.connect(ClientConfig.defaults(members));
            SynodClient second = SynodClient.connect(ClientConfig.defaults(members)))
        {
            final Appender served = first.newAppender();
            awaitObstacle(served, 0);

            final Appender refused = second.newAppender();
            awaitObstacle(refused, obstacle);
            assertEquals(obstacle, refused.offer(COMMAND, 0, 8));
            final CompletableFuture<Long> future = second.append(new byte[8]);
            final ExecutionException error = assertThrows(ExecutionException.class, future::get);
            assertTrue(error.getCause().getMessage().contains(option), () -> error.getCause().toString());

            served.close();
            awaitObstacle(refused, 0);
        }
    }

    @Test
    void aClientAboveTheLimitOfConnectionsIsToldWhichOptionItIs() throws InterruptedException
    {
        node = SynodNode.launch(config().withMaxConnections(1));
        assertNextIsRefused(Appender.CONNECTION_LIMIT, "maxConnections");
    }

    @Test
    void aClientAboveTheLimitOfSessionsIsToldWhichOptionItIs() throws InterruptedException
    {
        final Limits limits = config().limits();
        node = SynodNode.launch(config().withLimits(new Limits(
            limits.windowSlots(), limits.windowBytes(), limits.maxBatchLength(), limits.maxCommandLength(), 1,
            limits.rememberedRequests(), limits.fetchSlots(), limits.decidedMarkSlots())));
        assertNextIsRefused(Appender.SESSION_LIMIT, "limits.maxSessions");
    }

    /** Who tries again as soon as it is refused must not keep the client from noticing that there is room by now. */
    @Test
    void aFutureThatIsTriedAgainWhenItIsRefusedSucceedsInTheEnd() throws Exception
    {
        node = SynodNode.launch(config().withMaxConnections(1));
        try (SynodClient first = SynodClient.connect(ClientConfig.defaults(members));
            SynodClient second = SynodClient.connect(ClientConfig.defaults(members)))
        {
            final Appender served = first.newAppender();
            awaitObstacle(served, 0);
            final CompletableFuture<Long> tried = new CompletableFuture<>();
            final CountDownLatch refused = new CountDownLatch(10);
            tryUntilTaken(second, tried, refused);
            TestCluster.await("refused often", () ->
            {
                served.poll(TestCluster.NOBODY);
                return refused.getCount() == 0;
            });

            served.close();
            assertEquals(1, tried.get());
        }
    }

    private void tryUntilTaken(
        final SynodClient client, final CompletableFuture<Long> tried, final CountDownLatch refused)
    {
        try
        {
            attempts.add(client.append(new byte[8]).whenComplete((final Long sequence, final Throwable reason) ->
            {
                if (reason == null)
                {
                    tried.complete(sequence);
                }
                else
                {
                    refused.countDown();
                    tryUntilTaken(client, tried, refused);
                }
            }));
        }
        catch (final InterruptedException ex)
        {
            tried.completeExceptionally(ex);
        }
    }

    @Test
    void aCommandThatFitsNoFrameOfTheClientIsRefusedAndTheNextGoesOn() throws Exception
    {
        node = SynodNode.launch(config());
        final ClientConfig defaults = ClientConfig.defaults(members);
        final int limit = (64 << 10) / 8 - 60;
        try (SynodClient client = SynodClient.connect(
            defaults.withTransport(defaults.transport().withRequestTermLength(64 << 10))))
        {
            final Appender appender = client.newAppender();
            awaitObstacle(appender, 0);
            assertEquals(limit, appender.maxCommandLength());
            assertEquals(Appender.TOO_LONG, appender.offer(COMMAND, 0, limit + 1));
            assertEquals(1, appender.offer(COMMAND, 0, limit));
            TestCluster.await("acknowledged", () ->
            {
                appender.poll(TestCluster.NOBODY);
                return appender.outcomeOf(1) == 1;
            });

            final CompletableFuture<Long> refused = client.append(new byte[limit + 1]);
            final CompletableFuture<Long> next = client.append(new byte[limit]);
            assertEquals(2, next.get());
            final String message = assertThrows(ExecutionException.class, refused::get).getCause().getMessage();
            assertTrue(message.contains((limit + 1) + " bytes") && message.contains("=" + limit), message);
            assertTrue(message.contains("transport.requestTermLength"), message);
        }
    }
}
