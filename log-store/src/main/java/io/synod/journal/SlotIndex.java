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
package io.synod.journal;

import java.util.function.IntFunction;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Slot;

/**
 * Where the record lies that counts for a slot. The writer sets, any thread may look: who has learned that a slot is
 * decided finds a record with the decided value, though perhaps not the newest record that has it.
 * <pre>
 *    pages.at(slot / pageSlots) --&gt; | position | position | ...      0: none; lowest bit: it cannot be read
 * </pre>
 * A slot may be anywhere, far ahead of all others too: it costs a page, and the empty slots before it nothing.
 */
final class SlotIndex
{
    private static final long NONE = 0;
    private static final long FAULTY = 1;

    private final IntFunction<UnsafeBuffer> memory;
    private final int pageShift;
    private final int pageMask;
    private volatile SlotPages pages = SlotPages.NONE;
    private long lastSlot = Slot.NONE;
    private int faultyCount;

    SlotIndex(final IntFunction<UnsafeBuffer> memory, final int pageSlots)
    {
        this.memory = memory;
        this.pageShift = Integer.numberOfTrailingZeros(pageSlots);
        this.pageMask = pageSlots - 1;
    }

    void set(final long slot, final long position)
    {
        put(slot, position);
        lastSlot = Math.max(lastSlot, slot);
    }

    /** Something lies there that cannot be read. */
    void setFaulty(final long slot, final long position)
    {
        set(slot, position | FAULTY);
    }

    void clear(final long slot)
    {
        if (get(slot) != NONE)
        {
            put(slot, NONE);
        }
        if (slot == lastSlot)
        {
            lastSlot = lastSlotBelow(slot);
        }
    }

    /** For the writer. The greatest slot below one that something lies at; {@link Slot#NONE} if there is none. */
    long lastSlotBelow(final long limit)
    {
        long slot = limit - 1;
        while (slot >= Slot.FIRST && get(slot) == NONE)
        {
            final long page = slot >> pageShift;
            slot = pages.at(page) != null ? slot - 1 : (pages.lastBelow(page) + 1 << pageShift) - 1;
        }
        return Math.max(slot, Slot.NONE);
    }

    /** Position of a record that can be read; 0 if there is none. */
    long position(final long slot)
    {
        final long found = get(slot);
        return (found & FAULTY) == 0 ? found : NONE;
    }

    /** Position of whatever lies there; 0 if nothing does. */
    long positionOfAny(final long slot)
    {
        return get(slot) & ~FAULTY;
    }

    boolean isFaulty(final long slot)
    {
        return (get(slot) & FAULTY) != 0;
    }

    /** For the writer. */
    long lastSlot()
    {
        return lastSlot;
    }

    /** For the writer. How many slots cannot be read. */
    int faultyCount()
    {
        return faultyCount;
    }

    private long get(final long slot)
    {
        final UnsafeBuffer page = pages.at(slot >> pageShift);
        return slot < Slot.FIRST || page == null ? NONE : page.getLongVolatile(((int)slot & pageMask) << 3);
    }

    private void put(final long slot, final long value)
    {
        final long number = slot >> pageShift;
        UnsafeBuffer page = pages.at(number);
        if (page == null)
        {
            page = memory.apply(Long.BYTES << pageShift);
            pages = pages.with(number, page);
        }
        final int offset = ((int)slot & pageMask) << 3;
        faultyCount += (int)(value & FAULTY) - (int)(page.getLong(offset) & FAULTY);
        page.putLongOrdered(offset, value);
    }
}
