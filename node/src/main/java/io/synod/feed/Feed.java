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

import io.synod.protocol.Entry;
import io.synod.transport.client.CommandsOutbox;
import io.synod.transport.client.Refusals;

/** One client's subscription, at the member that serves it: sends what is decided, part by part, as there is room. */
final class Feed
{
    private final long subscriptionId;
    private final LogCursor cursor;
    private final CommandsOutbox outbox;
    private final int maxPartLength;
    private final Entry entry = new Entry();
    private int partOffset;
    private long toldNs;

    Feed(
        final long subscriptionId, final LogCursor cursor, final CommandsOutbox outbox, final int maxPartLength)
    {
        this.subscriptionId = subscriptionId;
        this.cursor = cursor;
        this.outbox = outbox;
        this.maxPartLength = maxPartLength;
    }

    void seek(final long fromSequence)
    {
        cursor.seek(fromSequence);
        partOffset = 0;
    }

    long subscriptionId()
    {
        return subscriptionId;
    }

    /**
     * Sends what there is, a bounded amount.
     *
     * @param decidedThrough last slot known decided.
     * @param partLimit      parts to be sent at most.
     * @param nowNs          now.
     * @param heartbeatNs    after which a feed that stands still says so.
     * @return parts sent.
     */
    int work(final long decidedThrough, final int partLimit, final long nowNs, final long heartbeatNs)
    {
        int sent = 0;
        while (sent < partLimit && cursor.read(decidedThrough, entry))
        {
            final int length = Math.min(maxPartLength, entry.length() - partOffset);
            if (!outbox.sendCommands(subscriptionId, entry, partOffset, length))
            {
                return sent;
            }
            toldNs = nowNs;
            sent++;
            partOffset += length;
            if (partOffset == entry.length())
            {
                partOffset = 0;
                cursor.moveTo(entry.nextSequence());
            }
        }
        if (sent == 0 && nowNs - toldNs >= heartbeatNs &&
            outbox.sendFeedState(subscriptionId, cursor.nextSequence(), Refusals.NONE))
        {
            toldNs = nowNs;
        }
        return sent;
    }
}
