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

import java.util.Queue;
import java.util.function.LongSupplier;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.status.AtomicCounter;

import io.synod.feed.EntryReader;
import io.synod.feed.FeedTable;

/** Sends commands to the clients that subscribe: on its own thread, so that old segments may be read from the disk. */
final class FeederAgent implements Agent
{
    private static final long HEARTBEAT_NS = 200_000_000L;

    private final FeedTable feeds;
    private final AeronResponseLinks links;
    private final LongSupplier decidedThrough;
    private final AtomicCounter subscriptions;
    private final AtomicCounter refusedSubscriptions;
    private final NanoClock clock;

    FeederAgent(
        final EntryReader reader,
        final int maxPartLength,
        final AeronResponseLinks links,
        final NodeCounters counters,
        final NanoClock clock)
    {
        this.feeds = new FeedTable(reader, maxPartLength, HEARTBEAT_NS);
        this.links = links;
        this.decidedThrough = counters.decidedThrough::get;
        this.subscriptions = counters.subscriptions;
        refusedSubscriptions = counters.refusedSubscriptions;
        this.clock = clock;
    }

    @Override
    public int doWork()
    {
        int workCount = 0;
        final Queue<AeronResponseLinks.Order> orders = links.orders();
        for (AeronResponseLinks.Order order = orders.poll(); order != null; order = orders.poll())
        {
            obey(order);
            workCount++;
        }
        return workCount + feeds.work(decidedThrough.getAsLong(), clock.nanoTime());
    }

    /** Whether anybody waits for what it does; for its own thread. */
    boolean hasSubscribers()
    {
        return feeds.feedCount() > 0;
    }

    private void obey(final AeronResponseLinks.Order order)
    {
        switch (order.kind())
        {
            case SUBSCRIBE -> feeds.subscribe(
                order.connectionId(), order.outbox(), order.subscriptionId(), order.fromSequence());
            case UNSUBSCRIBE -> feeds.unsubscribe(order.connectionId(), order.subscriptionId());
            case FORGET ->
            {
                feeds.forget(order.connectionId());
                links.forgotten().add(order.commands());
            }
            default -> throw new IllegalStateException(order.toString());
        }
        subscriptions.setRelease(feeds.feedCount());
        refusedSubscriptions.setRelease(feeds.refused());
    }

    @Override
    public String roleName()
    {
        return "synod-feeder";
    }
}
