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

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Slot;

/**
 * Where the record lies that counts for a slot. The writer sets, any thread may look: who has learned that a slot is
 * decided finds a record with the decided value, though perhaps not the newest record that has it.
 * <pre>
 *    pages[slot / pageSlots] --&gt; | position | position | ...      0: none; lowest bit: it cannot be read
 * </pre>
 */
final class SlotIndex
{
    private static final long NONE = 0;
    private static final long FAULTY = 1;

    private final IntFunction<UnsafeBuffer> memory;
    private final int pageShift;
    private final int pageMask;
    private volatile UnsafeBuffer[] pages = new UnsafeBuffer[0];
    private long lastSlot = Slot.NONE;

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
        if (slot <= lastSlot)
        {
            put(slot, NONE);
        }
        while (lastSlot >= Slot.FIRST && get(lastSlot) == NONE)
        {
            lastSlot--;
        }
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

    /** The slots that cannot be read. */
    long[] faultySlots()
    {
        return LongStream.rangeClosed(Slot.FIRST, lastSlot).filter(this::isFaulty).toArray();
    }

    private long get(final long slot)
    {
        final UnsafeBuffer[] now = pages;
        final long page = slot >> pageShift;
        if (slot < Slot.FIRST || page >= now.length || now[(int)page] == null)
        {
            return NONE;
        }
        return now[(int)page].getLongVolatile(((int)slot & pageMask) << 3);
    }

    private void put(final long slot, final long value)
    {
        final int page = (int)(slot >> pageShift);
        if (page >= pages.length || pages[page] == null)
        {
            addPage(page);
        }
        pages[page].putLongOrdered(((int)slot & pageMask) << 3, value);
    }

    private void addPage(final int page)
    {
        final UnsafeBuffer[] grown = Arrays.copyOf(pages, Math.max(page + 1, pages.length));
        grown[page] = memory.apply(Long.BYTES << pageShift);
        pages = grown;
    }
}
