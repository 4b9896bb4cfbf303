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
package io.synod.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.Slot;

/**
 * A journal in memory that keeps the last slots only and allocates nothing: for measurements. It forgets silently what
 * its rings have no room for, so it cannot be replayed after a start.
 */
public final class RingJournal implements Journal
{
    private static final int HEADER_LENGTH = 64;

    private final int mask;
    private final int bodyCapacity;
    private final UnsafeBuffer bodies;
    private final EntryChecksum checksum = new EntryChecksum();

    /** Records by their number; a record's place in the ring is its number in the low bits. */
    private final long[] slots;
    private final long[] ballots;
    private final long[] originBallots;
    private final long[] firstSequences;
    private final long[] timesNs;
    private final long[] bodyPositions;
    private final int[] epochs;
    private final int[] commandCounts;
    private final int[] checksums;
    private final int[] lengths;
    private final byte[] kinds;

    /** Number of the record that counts for a slot, and of the one kept aside for it. */
    private final long[] placed;
    private final long[] staged;

    private long lastRecord;
    private long lastSlot;
    private long tailPosition;
    private long nextBody;

    /**
     * An empty journal.
     *
     * @param capacity     slots that it remembers, a power of two.
     * @param bodyCapacity bytes of bodies that it remembers, a power of two.
     */
    public RingJournal(final int capacity, final int bodyCapacity)
    {
        // Promises and marks have numbers too: twice the room, so that they push no entry out.
        final int records = 2 * capacity;
        this.mask = records - 1;
        this.bodyCapacity = bodyCapacity;
        bodies = new UnsafeBuffer(ByteBuffer.allocateDirect(bodyCapacity));
        slots = new long[records];
        ballots = new long[records];
        originBallots = new long[records];
        firstSequences = new long[records];
        timesNs = new long[records];
        bodyPositions = new long[records];
        epochs = new int[records];
        commandCounts = new int[records];
        checksums = new int[records];
        lengths = new int[records];
        kinds = new byte[records];
        placed = new long[records];
        staged = new long[records];
    }

    @Override
    public int openBody(final int maxLength)
    {
        if (maxLength > bodyCapacity)
        {
            return NO_ROOM;
        }
        final int offset = (int)(nextBody & bodyCapacity - 1);
        if (offset + maxLength > bodyCapacity)
        {
            nextBody += bodyCapacity - offset;
        }
        return (int)(nextBody & bodyCapacity - 1);
    }

    @Override
    public MutableDirectBuffer bodyBuffer()
    {
        return bodies;
    }

    @Override
    public long closeBody(final long chainFrom, final long fence, final Entry entry)
    {
        entry.body(bodies, (int)(nextBody & bodyCapacity - 1), entry.length());
        entry.checksum(checksum.compute(entry));
        return add(entry);
    }

    @Override
    public long appendAccept(final long chainFrom, final long fence, final Entry entry)
    {
        return copy(entry);
    }

    @Override
    public long appendReAccept(final long ballot, final long chainFrom, final long fence, final long slot)
    {
        final int from = indexOf(placed, slot);
        lastRecord++;
        final int to = (int)lastRecord & mask;
        slots[to] = slot;
        ballots[to] = ballot;
        originBallots[to] = originBallots[from];
        firstSequences[to] = firstSequences[from];
        timesNs[to] = timesNs[from];
        bodyPositions[to] = bodyPositions[from];
        epochs[to] = epochs[from];
        commandCounts[to] = commandCounts[from];
        checksums[to] = checksums[from];
        lengths[to] = lengths[from];
        kinds[to] = kinds[from];
        return end(0);
    }

    @Override
    public long appendDecidedEntry(final Entry entry)
    {
        return copy(entry);
    }

    @Override
    public long appendPromise(final long ballot)
    {
        return end(0);
    }

    @Override
    public long appendDecidedMark(final long decidedThrough)
    {
        return end(0);
    }

    @Override
    public void place(final long slot)
    {
        placed[(int)slot & mask] = lastRecord;
        lastSlot = Math.max(lastSlot, slot);
    }

    @Override
    public void stage(final long slot)
    {
        staged[(int)slot & mask] = lastRecord;
    }

    @Override
    public void adopt(final long fromSlot, final long throughSlot)
    {
        for (long slot = fromSlot; slot <= throughSlot; slot++)
        {
            placed[(int)slot & mask] = staged[(int)slot & mask];
        }
        lastSlot = Math.max(lastSlot, throughSlot);
        dropStaged();
    }

    @Override
    public void dropStaged()
    {
        Arrays.fill(staged, 0);
    }

    @Override
    public void dropAbove(final long slot, final long ballot)
    {
        for (long above = slot + 1; above <= lastSlot; above++)
        {
            final int i = indexOf(placed, above);
            if (i >= 0 && ballots[i] < ballot)
            {
                placed[(int)above & mask] = 0;
            }
        }
        while (lastSlot > slot && indexOf(placed, lastSlot) < 0)
        {
            lastSlot--;
        }
    }

    @Override
    public boolean read(final long slot, final Entry into)
    {
        return fill(indexOf(placed, slot), into);
    }

    @Override
    public boolean readStaged(final long slot, final Entry into)
    {
        return fill(indexOf(staged, slot), into);
    }

    @Override
    public boolean isFaulty(final long slot)
    {
        return false;
    }

    @Override
    public long firstSlotKept()
    {
        return Slot.FIRST;
    }

    @Override
    public long lastSlot()
    {
        return lastSlot;
    }

    @Override
    public long tailPosition()
    {
        return tailPosition;
    }

    @Override
    public void replay(final RecordHandler handler)
    {
        // A new one is empty, and an old one does not remember enough.
    }

    private long copy(final Entry entry)
    {
        final int offset = openBody(entry.length());
        if (offset == NO_ROOM)
        {
            return FULL;
        }
        bodies.putBytes(offset, entry.buffer(), entry.offset(), entry.length());
        return add(entry);
    }

    private long add(final Entry entry)
    {
        lastRecord++;
        final int i = (int)lastRecord & mask;
        slots[i] = entry.slot();
        ballots[i] = entry.ballot();
        originBallots[i] = entry.originBallot();
        firstSequences[i] = entry.firstSequence();
        timesNs[i] = entry.timeNs();
        bodyPositions[i] = nextBody;
        epochs[i] = entry.epoch();
        commandCounts[i] = entry.commandCount();
        checksums[i] = entry.checksum();
        lengths[i] = entry.length();
        kinds[i] = entry.kind();
        nextBody += entry.length();
        return end(entry.length());
    }

    private long end(final int bodyLength)
    {
        tailPosition += HEADER_LENGTH + bodyLength;
        return tailPosition;
    }

    /** The place of the record that a table names for a slot; negative if there is none, or none any more. */
    private int indexOf(final long[] table, final long slot)
    {
        final long number = slot < Slot.FIRST ? 0 : table[(int)slot & mask];
        final int i = (int)number & mask;
        final boolean isKept = number > 0 && lastRecord - number <= mask && slots[i] == slot &&
            nextBody - bodyPositions[i] <= bodyCapacity;
        return isKept ? i : -1;
    }

    private boolean fill(final int i, final Entry into)
    {
        if (i < 0)
        {
            return false;
        }
        into.slot(slots[i])
            .ballot(ballots[i])
            .originBallot(originBallots[i])
            .firstSequence(firstSequences[i])
            .timeNs(timesNs[i])
            .epoch(epochs[i])
            .commandCount(commandCounts[i])
            .checksum(checksums[i])
            .kind(kinds[i])
            .body(bodies, (int)(bodyPositions[i] & bodyCapacity - 1), lengths[i]);
        return true;
    }
}
