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

    /** A record takes two cache lines. */
    private static final int WORDS = 16;
    private static final int SLOT = 0;
    private static final int BALLOT = 1;
    private static final int ORIGIN_BALLOT = 2;
    private static final int FIRST_SEQUENCE = 3;
    private static final int TIME = 4;
    private static final int BODY_POSITION = 5;
    private static final int EPOCH_AND_COUNT = 6;
    private static final int CHECKSUM_AND_LENGTH = 7;
    private static final int KIND = 8;

    private final int mask;
    private final int bodyCapacity;
    private final UnsafeBuffer bodies;
    private final EntryChecksum checksum = new EntryChecksum();

    /** Records side by side, {@code WORDS} each; a record's place is its number in the low bits. */
    private final long[] words;

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
        words = new long[records * WORDS];
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
        final int to = ((int)lastRecord & mask) * WORDS;
        System.arraycopy(words, from, words, to, WORDS);
        words[to + BALLOT] = ballot;
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
            if (i >= 0 && words[i + BALLOT] < ballot)
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
    public boolean readHeader(final long slot, final Entry into)
    {
        final boolean isThere = read(slot, into);
        into.noBody();
        return isThere;
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
        final int i = ((int)lastRecord & mask) * WORDS;
        words[i + KIND] = entry.kind();
        words[i + CHECKSUM_AND_LENGTH] = pack(entry.checksum(), entry.length());
        words[i + EPOCH_AND_COUNT] = pack(entry.epoch(), entry.commandCount());
        words[i + BODY_POSITION] = nextBody;
        words[i + TIME] = entry.timeNs();
        words[i + FIRST_SEQUENCE] = entry.firstSequence();
        words[i + ORIGIN_BALLOT] = entry.originBallot();
        words[i + BALLOT] = entry.ballot();
        words[i + SLOT] = entry.slot();
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
        final int i = ((int)number & mask) * WORDS;
        final boolean isKept = number > 0 && lastRecord - number <= mask && words[i + SLOT] == slot &&
            nextBody - words[i + BODY_POSITION] <= bodyCapacity;
        return isKept ? i : -1;
    }

    private boolean fill(final int i, final Entry into)
    {
        if (i < 0)
        {
            return false;
        }
        final long epochAndCount = words[i + EPOCH_AND_COUNT];
        final long checksumAndLength = words[i + CHECKSUM_AND_LENGTH];
        into.slot(words[i + SLOT])
            .ballot(words[i + BALLOT])
            .originBallot(words[i + ORIGIN_BALLOT])
            .firstSequence(words[i + FIRST_SEQUENCE])
            .timeNs(words[i + TIME])
            .epoch((int)(epochAndCount >> 32))
            .commandCount((int)epochAndCount)
            .checksum((int)(checksumAndLength >> 32))
            .kind((byte)words[i + KIND])
            .body(bodies, (int)(words[i + BODY_POSITION] & bodyCapacity - 1), (int)checksumAndLength);
        return true;
    }

    private static long pack(final int high, final int low)
    {
        return (long)high << 32 | low & 0xFFFF_FFFFL;
    }
}
