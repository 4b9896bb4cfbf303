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
    private static final int RATE_PER_SECOND = Integer.getInteger("synod.rate", 1000);
    private static final int LENGTH = 64;
    private static final long TURN_NS = Boolean.getBoolean("synod.long") ? 20_000_000_000L : 2_000_000_000L;
    private static final double LEAST_RATIO = 0.7;
    private static final int LIMIT = 100;

    @TempDir
    private Path directory;

    @Test
    void oneThatNeverReadsHoldsUpNobody()
    {
        // given: one media driver for all of these clients, as a machine with many of them has it
        final TransportConfig transport = TransportConfig.defaults().withCommandsTermLength(256 << 10);
        try (ProcessCluster cluster = ProcessCluster.start(directory, 3);
            Load load = new Load(ClientConfig.defaults(cluster.members())).with(64, RATE_PER_SECOND, LENGTH).start();
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
                ProcessCluster.await("all but one have all " + length, () -> readers.poll() >= length);
                readers.checkSilent();
                System.out.printf("%d subscriptions, one never polled: %.0f commands/s without, %.0f with them%n",
                    SUBSCRIPTIONS, rateAlone, rateWith);
                assertTrue(rateWith > LEAST_RATIO * rateAlone, () -> rateWith + " after " + rateAlone);
            }
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
            ProcessCluster.await("all are served", () ->
            {
                poll();
                subscriptions.get(0).poll(1);
                return subscriptions.stream().allMatch(subscription -> subscription.nextSequence() > 1);
            });
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
        private void checkSilent()
        {
            final long before = subscriptions.get(0).nextSequence();
            final long through = subscriptions.get(1).nextSequence();
            assertTrue(before < through, before + " is behind " + through);
            ProcessCluster.await("the silent one gets the rest", () ->
            {
                subscriptions.get(0).poll(LIMIT);
                return subscriptions.get(0).nextSequence() == through;
            });
        }

        @Override
        public void close()
        {
            CloseHelper.closeAll(client);
        }
    }
}
