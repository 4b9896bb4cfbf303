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

import java.util.Collections;
import java.util.Random;
import java.util.TreeMap;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.Slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A slot may be anywhere: what it costs depends on what is there, not on how far away it is. */
final class SlotIndexTest
{
    private static final long BALLOT = 1L << 8;
    private static final int PAGE_SLOTS = 64;

    private SlotIndex index;
    private int pages;

    @BeforeEach
    void makeIndex()
    {
        index = new SlotIndex(this::page, PAGE_SLOTS);
        pages = 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 20, 1L << 31, 1L << 37, 1L << 47, 1L << 62, Long.MAX_VALUE})
    void growsByOnePageForASlotFarAhead(final long far)
    {
        index.set(1, 64);
        index.set(far, 128);

        assertEquals(2, pages);
        assertEquals(64, index.position(1));
        assertEquals(128, index.position(far));
        assertEquals(0, index.position(far - 1));
        assertEquals(0, index.position(far - PAGE_SLOTS));
        assertEquals(0, index.position(far % PAGE_SLOTS + PAGE_SLOTS));
        assertEquals(far, index.lastSlot());
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 20, 1L << 47, Long.MAX_VALUE})
    void findsTheLastSlotAgainWhenTheOneFarAheadIsGone(final long far)
    {
        index.set(70, 64);
        index.setFaulty(far, 128);
        assertEquals(1, index.faultyCount());
        assertEquals(70, index.lastSlotBelow(far));

        index.clear(far);

        assertEquals(70, index.lastSlot());
        assertEquals(0, index.faultyCount());
        index.clear(70);
        assertEquals(Slot.NONE, index.lastSlot());
        assertEquals(2, pages);
    }

    @Test
    void makesNoPageToEmptyASlot()
    {
        index.set(1L << 40, 64);

        index.clear(5);
        index.clear(1L << 50);

        assertEquals(1, pages);
        assertEquals(1L << 40, index.lastSlot());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void holdsWhatASortedMapHolds(final long seed)
    {
        final Random random = new Random(seed);
        final TreeMap<Long, Long> model = new TreeMap<>();
        for (int i = 0; i < 3000; i++)
        {
            final long slot = 1 + (random.nextLong() >>> 1 + random.nextInt(62));
            final int choice = random.nextInt(3);
            if (choice == 1)
            {
                index.set(slot, 8L * (i + 8));
                model.put(slot, 8L * (i + 8));
            }
            else if (choice == 2)
            {
                index.setFaulty(slot, 8L * (i + 8));
                model.put(slot, 0L);
            }
            else
            {
                final Long near = model.ceilingKey(slot);
                index.clear(near == null ? slot : near);
                model.remove(near == null ? slot : near);
            }
            assertEquals(model.isEmpty() ? Slot.NONE : model.lastKey(), index.lastSlot());
            assertEquals(Collections.frequency(model.values(), 0L), index.faultyCount());
            final Long below = model.lowerKey(slot);
            assertEquals(below == null ? Slot.NONE : below, index.lastSlotBelow(slot));
        }
        model.forEach((slot, position) -> assertEquals(position, index.position(slot)));
        assertTrue(pages > 1000 && pages <= 2000, "pages: " + pages);
    }

    @Test
    void aJournalGoesOnBehindASlotFarAheadOfAllOthers()
    {
        final long far = 1L << 50;
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.append(journal, Journals.entry(3, BALLOT, 100));
        Journals.append(journal, Journals.entry(far, BALLOT, 100));
        final String line = Script.describe(Journals.entry(far, BALLOT, 100));
        assertEquals(line, Journals.read(journal, far));
        journal.close();

        final MappedJournal again = Journals.open(storage);
        Script.replay(again);

        assertEquals(line, Journals.read(again, far));
        assertEquals(far, again.lastSlot());
        assertEquals(0, again.faultyCount());
        again.dropAbove(5, 2 * BALLOT);
        assertEquals(3, again.lastSlot());
        assertEquals("nothing", Journals.read(again, far));
    }

    private UnsafeBuffer page(final int length)
    {
        pages++;
        return new UnsafeBuffer(new byte[length]);
    }
}
