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
import io.synod.protocol.Slot;

/**
 * A cursor over the decided log, for whoever reads it: subscribers near and far, and state machines. It stands before a
 * sequence, and moves entry by entry, never beyond what is decided. One thread.
 */
public final class LogCursor
{
    private final EntryReader reader;
    private final Entry probe = new Entry();
    private long nextSequence = 1;
    /** Slot in which, or behind which, the next sequence lies; none until it was looked for. */
    private long nextSlot = Slot.NONE;

    public LogCursor(final EntryReader reader)
    {
        this.reader = reader;
    }

    /**
     * Stands before a command, whether it is there already or not.
     *
     * @param sequence from 1.
     */
    public void seek(final long sequence)
    {
        nextSequence = sequence;
        nextSlot = Slot.NONE;
    }

    /**
     * The sequence that it stands before.
     *
     * @return from 1.
     */
    public long nextSequence()
    {
        return nextSequence;
    }

    /**
     * Reads the entry with the next sequence; the cursor stays.
     *
     * @param decidedThrough last slot that is known decided; never falls.
     * @param into           filled with a batch that holds {@link #nextSequence()}, and perhaps commands before it.
     * @return false if there is none yet.
     */
    public boolean read(final long decidedThrough, final Entry into)
    {
        if (nextSlot == Slot.NONE)
        {
            nextSlot = locate(decidedThrough);
        }
        while (nextSlot <= decidedThrough && reader.read(nextSlot, into))
        {
            if (into.nextSequence() > nextSequence)
            {
                return true;
            }
            nextSlot++;
        }
        return false;
    }

    /**
     * Moves on.
     *
     * @param sequence of the command that it is to stand before now: in the entry read last, or just behind it.
     */
    public void moveTo(final long sequence)
    {
        nextSequence = sequence;
    }

    /** The first slot whose entry ends behind the next sequence, by halving; the one behind all if there is none. */
    private long locate(final long decidedThrough)
    {
        long from = Slot.FIRST;
        long limit = decidedThrough + 1;
        while (from < limit)
        {
            final long middle = from + limit >>> 1;
            if (reader.read(middle, probe) && probe.nextSequence() <= nextSequence)
            {
                from = middle + 1;
            }
            else
            {
                limit = middle;
            }
        }
        return from;
    }
}
