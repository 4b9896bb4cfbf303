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
package io.synod.role;

import io.synod.port.Journal;
import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Slot;

/**
 * Answers fetches: for each peer one range at a time, a few entries a step, so that serving others never holds up this
 * member's own work. A new fetch of a peer takes the place of its old one.
 */
public final class FillSource
{
    private static final int ENTRIES_PER_STEP = 8;

    private final Journal journal;
    private final Outbox outbox;
    private final int fetchSlots;
    private final long[] nextSlots = new long[Ballot.MAX_MEMBER_ID + 1];
    private final long[] slotLimits = new long[Ballot.MAX_MEMBER_ID + 1];
    private final Entry scratch = new Entry();
    private long waiting;

    public FillSource(final Journal journal, final Outbox outbox, final Limits limits)
    {
        this.journal = journal;
        this.outbox = outbox;
        this.fetchSlots = limits.fetchSlots();
    }

    /**
     * A peer wants entries.
     *
     * @param from      who.
     * @param fromSlot  inclusive.
     * @param slotLimit exclusive; cut to what this member serves at once.
     */
    public void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        nextSlots[from] = Math.max(fromSlot, Math.max(Slot.FIRST, journal.firstSlotKept()));
        slotLimits[from] = Math.min(slotLimit, fromSlot + fetchSlots);
        waiting |= 1L << from;
    }

    /**
     * Sends a few of the entries that are wanted.
     *
     * @param decidedThrough this member's.
     * @return messages sent.
     */
    public int work(final long decidedThrough)
    {
        int sent = 0;
        for (long rest = waiting; rest != 0; rest &= rest - 1)
        {
            sent += serve(Long.numberOfTrailingZeros(rest), decidedThrough);
        }
        return sent;
    }

    private int serve(final int peer, final long decidedThrough)
    {
        int sent = 0;
        while (nextSlots[peer] < slotLimits[peer] && nextSlots[peer] <= journal.lastSlot())
        {
            if (sent == ENTRIES_PER_STEP)
            {
                return sent;
            }
            if (journal.read(nextSlots[peer], scratch))
            {
                if (!outbox.sendFill(peer, decidedThrough, scratch))
                {
                    return sent;
                }
                sent++;
            }
            nextSlots[peer]++;
        }
        waiting &= ~(1L << peer);
        return sent;
    }
}
