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

import org.junit.jupiter.api.Test;

import io.synod.protocol.Entry;
import io.synod.transport.client.CommandsOutbox;
import io.synod.transport.client.Refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Subscriptions of two clients, of a log without entries. */
final class FeedTableTest
{
    private final List<Long> refused = new ArrayList<>();
    private final FeedTable feeds = new FeedTable((slot, into) -> false, 1024, 1_000_000L);

    private final CommandsOutbox outbox = new CommandsOutbox()
    {
        @Override
        public boolean sendCommands(
            final long subscriptionId, final Entry entry, final int partOffset, final int partLength)
        {
            throw new AssertionError("there is nothing to send");
        }

        @Override
        public boolean sendFeedState(final long subscriptionId, final long nextSequence, final int refusal)
        {
            assertEquals(Refusals.SUBSCRIPTION_LIMIT, refusal);
            refused.add(subscriptionId);
            return true;
        }
    };

    @Test
    void aClientHasSoManySubscriptionsAndIsToldWhenItWantsMore()
    {
        for (long id = 1; id <= FeedTable.FEEDS_PER_CLIENT + 2; id++)
        {
            feeds.subscribe(7, outbox, id, 1);
        }
        feeds.subscribe(8, outbox, 1, 1);
        feeds.subscribe(7, outbox, 1, 5);

        assertEquals(FeedTable.FEEDS_PER_CLIENT + 1, feeds.feedCount());
        assertEquals(List.of(FeedTable.FEEDS_PER_CLIENT + 1L, FeedTable.FEEDS_PER_CLIENT + 2L), refused);
        assertEquals(2, feeds.refused());

        feeds.unsubscribe(7, 3);
        feeds.subscribe(7, outbox, FeedTable.FEEDS_PER_CLIENT + 1, 1);
        assertEquals(FeedTable.FEEDS_PER_CLIENT + 1, feeds.feedCount());
        assertEquals(2, feeds.refused());
    }
}
