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
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;

/**
 * The headers that belong to one promise, read from the journal part by part. Between two parts the log that they speak
 * of changes only by back-fill, which brings decided values: each part is true when it is made.
 */
public final class PromiseStream
{
    /** Empty slots take no room in a part, but time: a chain may begin far above what is here. */
    private static final int MAX_PART_SLOTS = 1 << 16;

    private final Journal journal;
    private final PromisePart part = new PromisePart();
    private final Entry scratch = new Entry();
    private long ballot = Ballot.NONE;
    private long nextSlot;

    public PromiseStream(final Journal journal)
    {
        this.journal = journal;
    }

    /**
     * Begins, or begins again further on because parts were lost.
     *
     * @param newBallot of the promise.
     * @param fromSlot  first slot wanted.
     */
    public void start(final long newBallot, final long fromSlot)
    {
        ballot = newBallot;
        nextSlot = fromSlot;
    }

    public void stop()
    {
        ballot = Ballot.NONE;
    }

    public boolean isActive()
    {
        return ballot != Ballot.NONE;
    }

    public long ballot()
    {
        return ballot;
    }

    /**
     * Makes the part that comes next.
     *
     * @param acceptor       whose promise it is.
     * @param decidedThrough the learner's.
     * @return a reusable record.
     */
    public PromisePart make(final Acceptor acceptor, final long decidedThrough)
    {
        part.summary(
            acceptor.chainBallot(),
            acceptor.chainFrom(),
            acceptor.acceptedThrough(),
            decidedThrough,
            journal.firstSlotKept());
        final long lastSlot = journal.lastSlot();
        final long first = Math.max(nextSlot, journal.firstSlotKept());
        long slot = first;
        while (slot <= lastSlot && slot - first < MAX_PART_SLOTS && !part.isFull())
        {
            addHeader(slot);
            slot++;
        }
        return part.range(nextSlot, Math.max(slot, nextSlot), slot > lastSlot);
    }

    /** The part just made has been taken: goes on behind it. */
    public void taken()
    {
        nextSlot = part.slotLimit();
        if (part.isLast())
        {
            stop();
        }
    }

    private void addHeader(final long slot)
    {
        if (journal.read(slot, scratch))
        {
            part.add(slot, scratch.ballot(), scratch.originBallot(), scratch.checksum(), scratch.kind());
        }
        else if (journal.isFaulty(slot))
        {
            // What was accepted is known all the same, and must be: a later leader has to go by it.
            journal.readHeader(slot, scratch);
            part.add(slot, scratch.ballot(), scratch.originBallot(), scratch.checksum(), EntryKind.FAULTY);
        }
    }
}
