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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Appender;
import io.synod.Subscription;
import io.synod.journal.Durability;
import io.synod.journal.JournalInspection;
import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ends that come at a bad time, and what is opened again after one. */
@Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class ClosingTest
{
    private static final int WAITING = 1 << 12;
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[8]);

    private final String members = TestCluster.membersOn(TestCluster.freePorts(1));
    private SynodNode node;

    @TempDir
    private Path directory;

    @BeforeEach
    void launches()
    {
        node = SynodNode.launch(NodeConfig.defaults(0, members, directory.resolve("member"))
            .withSegmentLength(4 << 20)
            .withDurability(Durability.WRITTEN));
    }

    @AfterEach
    void closes()
    {
        node.close();
    }

    private SynodClient newClient()
    {
        return SynodClient.connect(ClientConfig.defaults(members));
    }

    @Test
    void anInterruptedThreadClosesTheNodeInOrder()
    {
        Thread.currentThread().interrupt();
        node.close();
        assertTrue(Thread.interrupted(), "the caller's interrupt is the caller's");
        try (JournalInspection journal = JournalInspection.open(directory.resolve("member").resolve("journal")))
        {
            assertTrue(journal.isClosed());
        }
    }

    @Test
    void anInterruptBeforeTheNodeIsClosedDoesNotReachItsThreads() throws InterruptedException
    {
        closeInterrupted(1, 0);
    }

    @Test
    void anInterruptWhileTheNodeIsClosedDoesNotReachItsThreads() throws InterruptedException
    {
        closeInterrupted(0, 3);
    }

    /** In the midst of a write an interrupt counts as a fault of the disk; a handler that waits shows it each time. */
    private void closeInterrupted(final int timesBefore, final int timesMeanwhile) throws InterruptedException
    {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final AtomicBoolean isReached = new AtomicBoolean();
        final AtomicBoolean isKept = new AtomicBoolean();
        try (TestCluster cluster = new TestCluster(directory, 1, i -> (command, reply) ->
        {
            begun.countDown();
            awaitQuietly(goOn);
            isReached.set(Thread.interrupted());
        }))
        {
            try (Appender appender = cluster.node(0).newAppender())
            {
                TestCluster.append(appender, 1, 1, TestCluster.NOBODY);
            }
            begun.await();
            final Thread closer = new Thread(() ->
            {
                for (int i = 0; i < timesBefore; i++)
                {
                    Thread.currentThread().interrupt();
                }
                cluster.node(0).close();
                isKept.set(Thread.interrupted());
            }, "closer");
            closer.start();
            TestCluster.await("it waits", () ->
                closer.getState() == Thread.State.WAITING || closer.getState() == Thread.State.TIMED_WAITING);
            for (int i = 0; i < timesMeanwhile; i++)
            {
                // More than once: first it waits for the replica's thread, then for that of the state machine.
                closer.interrupt();
                closer.join(100);
            }
            closer.join(100);
            assertFalse(isReached.get(), "the state machine was interrupted");
            assertTrue(closer.isAlive(), "the state machine is at work");
            goOn.countDown();
            closer.join();
            assertFalse(isReached.get(), "the state machine was interrupted");
            assertTrue(isKept.get(), "the caller's interrupt is the caller's");
        }
    }

    @Test
    void aClientWhosePartOfTheDriverEndedGoesOnInItsSession()
    {
        final List<Long> read = new ArrayList<>();
        try (SynodClient client = newClient())
        {
            final Appender appender = client.newAppender();
            final Subscription subscription = client.subscribe(
                1, (sequence, timeNs, session, buffer, offset, length) -> read.add(buffer.getLong(offset)));
            TestCluster.append(appender, 1, 10, TestCluster.NOBODY);
            TestCluster.await("read", () -> subscription.poll(100) >= 0 && read.size() == 10);
            for (int i = 11; i <= 20; i++)
            {
                COMMAND.putLong(0, i);
                appender.offer(COMMAND, 0, 8);
            }

            // when: their parts of the driver end, as those of a thread that stood still for too long
            assertEnds(() -> appender.poll(TestCluster.NOBODY));
            assertEnds(() -> subscription.poll(100));

            // then: once each, and in order
            TestCluster.await("acknowledged", () ->
            {
                appender.poll(TestCluster.NOBODY);
                return appender.inFlight() == 0;
            });
            TestCluster.append(
                appender, 21, 10, (requestId, sequence, durability) -> assertEquals(requestId, sequence));
            TestCluster.await("read on", () -> subscription.poll(100) >= 0 && read.size() >= 30);
            assertEquals(LongStream.rangeClosed(1, 30).boxed().toList(), read);
        }
    }

    private static void assertEnds(final Runnable poll)
    {
        Thread.currentThread().interrupt();
        try
        {
            assertThrows(AgentTerminationException.class, () -> TestCluster.await("ended", () ->
            {
                poll.run();
                return false;
            }));
        }
        finally
        {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void anAppenderOfANodeThatHasEndedSaysSo()
    {
        final Appender appender = node.newAppender();
        TestCluster.append(appender, 1, 1, TestCluster.NOBODY);
        node.close();

        assertEquals(Appender.CLOSED, appender.offer(COMMAND, 0, 8));
        assertEquals(0, appender.poll(TestCluster.NOBODY));
        assertThrows(IllegalStateException.class, node::newAppender);
        assertThrows(IllegalStateException.class, () -> node.subscribe(1, (s, t, c, b, o, l) -> COMMAND.putLong(0, s)));
        assertThrows(IllegalStateException.class, () -> node.append(new byte[8]));
    }

    @Test
    void anAppenderIsClosedByAnotherThreadWhileItIsPolled() throws InterruptedException
    {
        for (int i = 0; i < 3; i++)
        {
            final SynodClient client = newClient();
            final Appender appender = client.newAppender();
            TestCluster.append(appender, 1, 1, TestCluster.NOBODY);
            final Thread closer = new Thread(client::close, "closer");
            closer.start();
            TestCluster.await("closed", () ->
            {
                appender.poll(TestCluster.NOBODY);
                return appender.offer(COMMAND, 0, 8) == Appender.CLOSED;
            });
            closer.join();
            assertEquals(Appender.CLOSED, appender.obstacle());
            assertThrows(IllegalStateException.class, client::newAppender);
        }
    }

    @Test
    void aHandlerMayCloseItsOwnClient()
    {
        final SynodClient client = newClient();
        final Appender appender = client.newAppender();
        final Subscription subscription = client.subscribe(1, (s, t, c, b, o, l) -> client.close());
        TestCluster.append(appender, 1, 2, TestCluster.NOBODY);

        final int[] polled = { 0 };
        TestCluster.await("handed over", () -> (polled[0] = subscription.poll(1)) == 1);

        assertEquals(0, subscription.poll(1));
        assertEquals(Appender.CLOSED, appender.offer(COMMAND, 0, 8));
    }

    @Test
    void aHandlerThatClosesWhatAnotherThreadIsClosingDoesNotWait() throws InterruptedException
    {
        final SynodClient client = newClient();
        final Appender appender = client.newAppender();
        final Thread closer = new Thread(client::close, "closer");
        final int[] acked = { 0 };
        TestCluster.append(appender, 1, 1, (requestId, sequence, durability) ->
        {
            closer.start();
            TestCluster.await("it waits for this handler", () -> !client.isOpen());
            client.close();
            acked[0]++;
        });
        closer.join();

        assertEquals(1, acked[0]);
        assertEquals(Appender.CLOSED, appender.obstacle());
    }

    @Test
    void whoClosesAClientWaitsForTheHandlerThatHasClosedIt() throws InterruptedException
    {
        final SynodClient client = newClient();
        waitsForTheHandler(client.newAppender(), client::close);
    }

    @Test
    void whoClosesANodeWaitsForTheHandlerThatHasClosedIt() throws InterruptedException
    {
        waitsForTheHandler(node.newAppender(), node::close);
    }

    private static void waitsForTheHandler(final Appender appender, final Runnable close) throws InterruptedException
    {
        // given: it is closed by a handler, whose line is still open
        final CountDownLatch closed = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final Thread poller = new Thread(() ->
            TestCluster.append(appender, 1, 1, (requestId, sequence, durability) ->
            {
                close.run();
                closed.countDown();
                awaitQuietly(goOn);
            }), "poller");
        poller.start();
        closed.await();

        final Thread closer = new Thread(close, "closer");
        closer.start();
        closer.join(200);
        assertTrue(closer.isAlive(), "the handler's line is open");
        goOn.countDown();
        closer.join();
        poller.join();
    }

    @Test
    void whatWouldWaitForItselfIsRefused() throws Exception
    {
        // given: a handler of a subscription, and what a future does
        final List<String> refusals = new ArrayList<>();
        final Subscription subscription = node.subscribe(1, (s, t, c, b, o, l) ->
            refusals.add(assertThrows(IllegalStateException.class, node::close).getMessage()));
        final CountDownLatch hold = new CountDownLatch(1);
        final CompletableFuture<Void> closing = node.append(new byte[8]).thenRun(() -> awaitQuietly(hold))
            .thenRun(node::close);
        hold.countDown();

        final Throwable refusal = assertThrows(ExecutionException.class, closing::get).getCause();
        assertInstanceOf(IllegalStateException.class, refusal);
        TestCluster.await("read", () -> subscription.poll(1) == 1);
        assertTrue(refusals.get(0).contains("inside a handler"), refusals::toString);

        // then: the node goes on
        assertEquals(2, node.append(new byte[8]).get());
    }

    private static void awaitQuietly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSubscriptionThatItsHandlerClosesIsWaitedFor() throws Exception
    {
        // given: it is closed in its handler, which goes on reading
        final CountDownLatch closed = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final Subscription[] subscription = new Subscription[1];
        final long[] read = new long[1];
        subscription[0] = node.subscribe(1, (s, t, c, buffer, offset, length) ->
        {
            subscription[0].close();
            closed.countDown();
            awaitQuietly(goOn);
            read[0] = buffer.getByte(offset);
        });
        final CompletableFuture<Long> appended = node.append(new byte[]{ 5 });
        final Thread reader = new Thread(() ->
            TestCluster.await("read", () -> subscription[0].poll(1) == 1), "reader");
        reader.start();
        closed.await();
        assertEquals(1, appended.get());

        // when
        final Thread closer = new Thread(node::close, "closer");
        closer.start();
        closer.join(200);
        assertTrue(closer.isAlive(), "the journal is being read");
        goOn.countDown();
        reader.join();
        closer.join();

        // then
        assertEquals(5, read[0]);
        assertEquals(0, subscription[0].poll(1));
    }

    @Test
    void whoWaitsForRoomHearsOfTheEnd() throws Exception
    {
        // given: nobody is at the address, and as many wait as may
        final SynodClient client = SynodClient.connect(
            ClientConfig.defaults(TestCluster.membersOn(TestCluster.freePorts(1))));
        final List<CompletableFuture<Long>> futures = new ArrayList<>();
        for (int i = 0; i < WAITING; i++)
        {
            futures.add(client.append(new byte[8]));
        }
        final CompletableFuture<CompletableFuture<Long>> last = new CompletableFuture<>();
        final Thread blocked = new Thread(() ->
        {
            try
            {
                last.complete(client.append(new byte[8]));
            }
            catch (final InterruptedException ex)
            {
                last.completeExceptionally(ex);
            }
        }, "blocked");
        blocked.start();
        TestCluster.await("blocked", () -> blocked.getState() == Thread.State.WAITING);

        client.close();

        futures.add(last.get());
        for (final CompletableFuture<Long> future : futures)
        {
            assertInstanceOf(
                IllegalStateException.class, assertThrows(ExecutionException.class, future::get).getCause());
        }
    }

    @Test
    void whoAppendsWhenAFutureIsDoneDoesNotWaitForRoom() throws Exception
    {
        final List<CompletableFuture<Long>> futures = new ArrayList<>();
        try (SynodClient client = newClient())
        {
            for (int i = 0; i < 3 * WAITING; i++)
            {
                futures.add(client.append(new byte[8]).thenCompose(sequence -> append(client)));
            }
            for (final CompletableFuture<Long> future : futures)
            {
                assertNotNull(future.get());
            }
        }
    }

    private static CompletableFuture<Long> append(final SynodClient client)
    {
        try
        {
            return client.append(new byte[8]);
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    @Test
    void whyAFutureCouldNotBeginIsTold() throws InterruptedException
    {
        try (SynodClient client = SynodClient.connect(
            ClientConfig.defaults(members).withResponseHost("192.0.2.77")))
        {
            final CompletableFuture<Long> future = client.append(new byte[8]);
            final Throwable refusal = assertThrows(ExecutionException.class, future::get).getCause();
            assertInstanceOf(ConfigException.class, refusal.getCause());
            assertTrue(refusal.getMessage().contains("192.0.2.77"), refusal::getMessage);
        }
    }
}
