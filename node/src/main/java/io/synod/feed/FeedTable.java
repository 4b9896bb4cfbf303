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
package io.synod.feed;

import java.util.ArrayList;
import java.util.List;

import io.synod.transport.client.CommandsOutbox;
import io.synod.transport.client.Refusals;

/**
 * All subscriptions of a member's clients. Each has a cursor of its own: one whose client does not read stands still,
 * and nobody else notices. One thread; free of sockets and clocks.
 */
public final class FeedTable
{
    /** Parts that one subscription may send before it is the next one's turn. */
    private static final int PARTS_PER_TURN = 16;

    /** Subscriptions of one client. One that asks anew after a loss has two, until it has ended the first. */
    static final int FEEDS_PER_CLIENT = 16;

    private final EntryReader reader;
    private final int maxPartLength;
    private final long heartbeatNs;
    private final List<OfClient> clients = new ArrayList<>();
    private int feedCount;
    private long refused;

    /** The subscriptions of one client. */
    private static final class OfClient
    {
        private final long connectionId;
        private final CommandsOutbox outbox;
        private final List<Feed> feeds = new ArrayList<>(1);

        private OfClient(final long connectionId, final CommandsOutbox outbox)
        {
            this.connectionId = connectionId;
            this.outbox = outbox;
        }
    }

    /**
     * A table without subscriptions.
     *
     * @param reader        of the decided log.
     * @param maxPartLength bytes of an entry that are sent at once.
     * @param heartbeatNs   after which a subscription that stands still says so.
     */
    public FeedTable(final EntryReader reader, final int maxPartLength, final long heartbeatNs)
    {
        this.reader = reader;
        this.maxPartLength = maxPartLength;
        this.heartbeatNs = heartbeatNs;
    }

    /**
     * A subscription begins, or goes on from another place; or is refused, if its client has as many as it may.
     *
     * @param connectionId   of the client.
     * @param outbox         to the client.
     * @param subscriptionId the client's number.
     * @param fromSequence   from 1.
     */
    public void subscribe(
        final long connectionId, final CommandsOutbox outbox, final long subscriptionId, final long fromSequence)
    {
        OfClient client = find(connectionId);
        if (client == null)
        {
            client = new OfClient(connectionId, outbox);
            clients.add(client);
        }
        Feed feed = null;
        for (final Feed known : client.feeds)
        {
            feed = known.subscriptionId() == subscriptionId ? known : feed;
        }
        if (feed == null && client.feeds.size() == FEEDS_PER_CLIENT)
        {
            // Without room for saying so it is silence, which a client takes for a refusal too.
            refused++;
            client.outbox.sendFeedState(subscriptionId, fromSequence, Refusals.SUBSCRIPTION_LIMIT);
            return;
        }
        if (feed == null)
        {
            feed = new Feed(subscriptionId, new LogCursor(reader), client.outbox, maxPartLength);
            client.feeds.add(feed);
            feedCount++;
        }
        feed.seek(fromSequence);
    }

    public void unsubscribe(final long connectionId, final long subscriptionId)
    {
        final OfClient client = find(connectionId);
        if (client != null && client.feeds.removeIf(feed -> feed.subscriptionId() == subscriptionId))
        {
            feedCount--;
        }
    }

    /**
     * A client is gone: nothing is sent to it any more when this returns.
     *
     * @param connectionId of the client.
     */
    public void forget(final long connectionId)
    {
        final OfClient client = find(connectionId);
        if (client != null)
        {
            feedCount -= client.feeds.size();
            clients.remove(client);
        }
    }

    public int feedCount()
    {
        return feedCount;
    }

    /**
     * Subscriptions that were refused.
     *
     * @return since the start.
     */
    public long refused()
    {
        return refused;
    }

    /**
     * Sends what there is, a bounded amount to each.
     *
     * @param decidedThrough last slot known decided.
     * @param nowNs          now.
     * @return parts sent.
     */
    public int work(final long decidedThrough, final long nowNs)
    {
        int sent = 0;
        for (int i = 0; i < clients.size(); i++)
        {
            final List<Feed> feeds = clients.get(i).feeds;
            for (int k = 0; k < feeds.size(); k++)
            {
                sent += feeds.get(k).work(decidedThrough, PARTS_PER_TURN, nowNs, heartbeatNs);
            }
        }
        return sent;
    }

    private OfClient find(final long connectionId)
    {
        for (final OfClient client : clients)
        {
            if (client.connectionId == connectionId)
            {
                return client;
            }
        }
        return null;
    }
}
