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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.agrona.CloseHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Subscription;
import io.synod.transport.aeron.DriverMode;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.aeron.TransportDriver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many clients read from one member, and one of them never does: neither the others nor those that append notice. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SubscribersTest
{
    private static final int SUBSCRIPTIONS = 50;
    /** Commands a second; 0 for as many as the cluster takes: then readers and members share the processors. */
    private static final int PACE = Integer.getInteger("synod.pace", 1000);
    private static final int MAX_IN_FLIGHT = 1024;
    private static final int LENGTH = 64;
    private static final long TURN_NS = Boolean.getBoolean("synod.long") ? 20_000_000_000L : 2_000_000_000L;
    private static final double LEAST_RATIO = 0.7;
    private static final int LIMIT = 100;
    /** Nobody is stuck who reads so many more within the deadline. */
    private static final long STEP = 10_000;

    @TempDir
    private Path directory;

    @Test
    void oneThatNeverReadsHoldsUpNobody()
    {
        // given: one media driver for all of these clients, as a machine with many of them has it
        final TransportConfig transport = TransportConfig.defaults().withCommandsTermLength(256 << 10);
        try (ProcessCluster cluster = ProcessCluster.start(directory, 3);
            Load load = new Load(ClientConfig.defaults(cluster.members())).with(MAX_IN_FLIGHT, PACE, LENGTH).start();
            TransportDriver driver = TransportDriver.launch(
                transport.withDriverMode(DriverMode.SHARED), error ->
                {
                    // What went wrong shows in what is read.
                }))
        {
            load.mark();
            ProcessCluster.await("the session is answered", load::isEachAckedSinceMark);
            final double rateAlone = load.rate(TURN_NS);
            final ClientConfig config = ClientConfig.defaults(cluster.member(cluster.follower()))
                .withTransport(transport.withExternalDriver(driver.directory()));
            try (Readers readers = new Readers(config))
            {
                readers.awaitAllServed();
                final double rateWith = load.rate(TURN_NS, readers::poll);
                load.settle();
                final long length = cluster.awaitEven();
                final long behind = length - readers.poll();
                final long settledNs = System.nanoTime();
                awaitThrough(length, "all but one", readers::poll);
                final double lateSeconds = (System.nanoTime() - settledNs) / 1e9;
                readers.checkSilent(length);
                System.out.printf("%d subscriptions, one never polled, at %s: %.0f commands/s without, %.0f with " +
                    "them; %d behind at the end, even after %.1f s, %d commands%n", SUBSCRIPTIONS,
                    PACE > 0 ? PACE + " commands/s" : "full speed", rateAlone, rateWith, behind, lateSeconds, length);
                assertTrue(PACE == 0 || rateWith > LEAST_RATIO * rateAlone, () -> rateWith + " after " + rateAlone);
            }
            Orders.check(cluster, load);
        }
    }

    /** However much there is to read, no step of it takes longer than the deadline. */
    private static void awaitThrough(final long length, final String who, final LongSupplier readThrough)
    {
        for (long through = readThrough.getAsLong(); through < length; through = readThrough.getAsLong())
        {
            final long next = Math.min(length, through + STEP);
            ProcessCluster.await(who + ": read through " + next + " of " + length, () ->
                readThrough.getAsLong() >= next);
        }
    }

    /** All of one member's; the first reads nothing after it was served once. */
    private static final class Readers implements AutoCloseable
    {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private final SynodClient client;

        private Readers(final ClientConfig config)
        {
            client = SynodClient.connect(config);
            for (int i = 0; i < SUBSCRIPTIONS; i++)
            {
                final long[] last = { 0 };
                subscriptions.add(client.subscribe(1, (sequence, timeNs, sessionId, buffer, offset, length) ->
                {
                    assertEquals(++last[0], sequence);
                    assertEquals(last[0], LoadSession.numberOf(buffer.getLong(offset)));
                }));
            }
        }

        private void awaitAllServed()
        {
            ProcessCluster.await(() -> served() + " are served, and not all", () ->
            {
                poll();
                subscriptions.get(0).poll(1);
                return served() == SUBSCRIPTIONS;
            });
        }

        private long served()
        {
            return subscriptions.stream().filter(subscription -> subscription.nextSequence() > 1).count();
        }

        /** The least that any but the first has read through. */
        private long poll()
        {
            long least = Long.MAX_VALUE;
            for (int i = 1; i < SUBSCRIPTIONS; i++)
            {
                subscriptions.get(i).poll(LIMIT);
                least = Math.min(least, subscriptions.get(i).nextSequence() - 1);
            }
            return least;
        }

        /** It stands where it stood: its turn comes, when it reads again. */
        private void checkSilent(final long length)
        {
            final Subscription silent = subscriptions.get(0);
            assertTrue(silent.nextSequence() <= length, () -> silent.nextSequence() + " is behind " + length);
            awaitThrough(length, "the silent one", () ->
            {
                silent.poll(LIMIT);
                return silent.nextSequence() - 1;
            });
        }

        @Override
        public void close()
        {
            CloseHelper.closeAll(client);
        }
    }
}
