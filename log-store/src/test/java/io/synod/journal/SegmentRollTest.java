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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.journal.testkit.BlockStorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The way from one segment into the next, wherever the first one ends. */
final class SegmentRollTest
{
    private static final long BALLOT = 1L << 8;
    private static final int USABLE = Journals.SEGMENT_LENGTH - SegmentDescriptor.HEADER_LENGTH;

    private static final int LONG_SEGMENT = 32 << 20;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void theNextSegmentIsMadeNoFasterThanTwiceAsFastAsTheWriterGoes(final Durability durability)
    {
        final BlockStorage storage = new BlockStorage();
        final Segments segments = new Segments(0, LONG_SEGMENT);
        final int ahead = durability == Durability.FLUSHED ? 1 : 2;
        try (SegmentMaker first = maker(storage, segments, durability))
        {
            for (int i = 0; i < ahead; i++)
            {
                first.makeOne();
            }
        }
        try (SegmentMaker maker = maker(storage, segments, durability))
        {
            assertTrue(stepsUntilIdle(maker, 0) <= 2);
            final int steps = stepsUntilIdle(maker, LONG_SEGMENT / 4);
            assertTrue(steps > 1, "steps=" + steps);
            assertEquals(ahead, segments.count());
            stepsUntilIdle(maker, LONG_SEGMENT / 2);
            assertEquals(ahead + 1, segments.count());
        }
    }

    @Test
    void aWriterThatMissesTheNextSegmentGetsItWhereverItIs()
    {
        final BlockStorage storage = new BlockStorage();
        final Segments segments = new Segments(0, LONG_SEGMENT);
        try (SegmentMaker maker = maker(storage, segments, Durability.FLUSHED))
        {
            maker.makeOne();
        }
        try (SegmentMaker maker = maker(storage, segments, Durability.FLUSHED))
        {
            stepsUntilIdle(maker, LONG_SEGMENT / 4);
            assertEquals(1, segments.count());

            // A record that is longer than what is left, though three quarters are.
            segments.onNextMissed();
            stepsUntilIdle(maker, LONG_SEGMENT / 4);

            assertEquals(2, segments.count());
            assertFalse(segments.isNextMissed());
        }
    }

    @Test
    void aWriterThatIsNearTheEndGetsTheNextSegmentAtOnce()
    {
        final BlockStorage storage = new BlockStorage();
        final Segments segments = new Segments(0, LONG_SEGMENT);
        try (SegmentMaker maker = maker(storage, segments, Durability.WRITTEN))
        {
            maker.makeOne();
            stepsUntilIdle(maker, LONG_SEGMENT * 7L / 8);
            assertTrue(segments.count() >= 2);
        }
    }

    private static SegmentMaker maker(
        final BlockStorage storage, final Segments segments, final Durability durability)
    {
        return new SegmentMaker(storage, segments, Journals.INCARNATION, LONG_SEGMENT, durability);
    }

    private static int stepsUntilIdle(final SegmentMaker maker, final long tailPosition)
    {
        int steps = 0;
        while (maker.work(tailPosition, 0) > 0)
        {
            steps++;
        }
        return steps;
    }

    /** Bytes that are left when the next entry comes: none, less than a header, a header, more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 104, 112, 120, 1000})
    void rollsWhateverIsLeftOfASegment(final int left)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, left);

        final long end = Journals.append(journal, Journals.entry(2, BALLOT, 1000));

        final long start = Journals.SEGMENT_LENGTH + SegmentDescriptor.HEADER_LENGTH;
        assertEquals(start + RecordDescriptor.HEADER_LENGTH + 1000, end);
        checkReplays(storage, journal, 2);
        final boolean isPadded = RecordDescriptor.kind(
            storage.bytes(SegmentDescriptor.nameOf(0)), Journals.SEGMENT_LENGTH - Math.max(left, 112)) ==
            RecordDescriptor.PADDING;
        assertEquals(left >= RecordDescriptor.HEADER_LENGTH, isPadded);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 104, 112, 120})
    void opensAgainWhereverTheTailStands(final int left)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, left);
        checkReplays(storage, journal, 1);

        final MappedJournal again = Journals.open(storage);
        Script.replay(again);
        Journals.append(again, Journals.entry(2, BALLOT, 1000));

        checkReplays(storage, again, 2);
        assertTrue(again.tailPosition() > Journals.SEGMENT_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 104, 112, 120})
    void opensAgainWhereverTheOnlySegmentEnds(final int left)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, left);
        journal.close();
        storage.delete(SegmentDescriptor.nameOf(Journals.SEGMENT_LENGTH));
        storage.forceDirectory();

        final MappedJournal again = Journals.open(storage);
        Script.replay(again);
        assertEquals(MappedJournal.FULL, Journals.append(again, Journals.entry(2, BALLOT, 1000)));
        Journals.settle(again);
        Journals.append(again, Journals.entry(2, BALLOT, 1000));

        checkReplays(storage, again, 2);
    }

    @Test
    void oneSegmentIsReadyForAWriterThatNeverWaits()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        for (long slot = 1; slot <= 200; slot++)
        {
            Journals.settle(journal);
            assertTrue(Journals.append(journal, Journals.entry(slot, BALLOT, 1000)) > 0);
            assertTrue(readyBehind(journal, storage) <= 1);
        }
    }

    @Test
    void twiceAsManyAreReadyEachTimeTheWriterHadToWait()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        long slot = 1;
        for (final int ready : new int[] { 2, 4, 8, 8 })
        {
            while (Journals.append(journal, Journals.entry(slot, BALLOT, 1000)) != MappedJournal.FULL)
            {
                slot++;
            }
            assertEquals(0, readyBehind(journal, storage));
            Journals.settle(journal);
            assertEquals(ready, readyBehind(journal, storage));
        }
    }

    private static long readyBehind(final MappedJournal journal, final BlockStorage storage)
    {
        final long made = storage.list().stream().filter(name -> name.endsWith(".segment")).count();
        return made - 1 - (journal.tailPosition() - 1) / Journals.SEGMENT_LENGTH;
    }

    @Test
    void takesAPromiseInTheLastBytesOfASegment()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, RecordDescriptor.HEADER_LENGTH);

        assertEquals(Journals.SEGMENT_LENGTH, journal.appendPromise(BALLOT));
        final long start = Journals.SEGMENT_LENGTH + SegmentDescriptor.HEADER_LENGTH;
        assertEquals(start + RecordDescriptor.HEADER_LENGTH, journal.appendPromise(2 * BALLOT));

        checkReplays(storage, journal, 3);
    }

    @Test
    void abandonsAnOpenBodyBeforeItRolls()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, 1000);
        final int offset = journal.openBody(800);
        journal.bodyBuffer().setMemory(offset, 800, (byte)-1);

        Journals.append(journal, Journals.entry(2, BALLOT, 2000));

        final int padding = Journals.SEGMENT_LENGTH - 1000;
        for (int i = padding + RecordDescriptor.HEADER_LENGTH; i < Journals.SEGMENT_LENGTH; i++)
        {
            assertEquals(0, storage.bytes(SegmentDescriptor.nameOf(0)).getByte(i), "byte " + i);
        }
        checkReplays(storage, journal, 2);
    }

    @Test
    void takesTheLongestEntryIntoASegmentOfItsOwn()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openFilledBut(storage, 0);

        final long end = Journals.append(
            journal, Journals.entry(2, BALLOT, JournalTail.maxBodyLength(Journals.SEGMENT_LENGTH)));

        // What is left is kept for promises.
        assertEquals(2L * Journals.SEGMENT_LENGTH - (Journals.SEGMENT_LENGTH >> 3), end);
        checkReplays(storage, journal, 2);
    }

    /** The segments before the number, across it, and behind it; then again from what is on the disk. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32, 1L << 62})
    void goesOnAcrossNumbersThatAreTooGreatForSome(final long number)
    {
        final BlockStorage storage = new BlockStorage();
        final JournalConfig config = Journals.config().withStartPosition(number - 2L * Journals.SEGMENT_LENGTH);
        final MappedJournal journal = MappedJournal.open(storage, config, Journals.INCARNATION);
        final Script script = new Script(number, 500);
        while (journal.tailPosition() < number + 2L * Journals.SEGMENT_LENGTH)
        {
            if (!script.append(journal))
            {
                Journals.settle(journal);
            }
        }
        Journals.settle(journal);
        assertEquals(journal.tailPosition(), journal.durablePosition());
        storage.losePower((name, block) -> false, changes -> 0);

        final MappedJournal again = MappedJournal.open(storage, config, Journals.INCARNATION);
        assertEquals(script.lines(), Script.replay(again));
        assertEquals(journal.tailPosition(), again.tailPosition());
        assertTrue(script.append(again));
        again.close();
        assertEquals(
            script.lines(), Script.replay(MappedJournal.open(storage, config, Journals.INCARNATION)));
    }

    @Test
    void readsSlotsAsGreatAsTheIndexGoes()
    {
        final MappedJournal journal = Journals.open(new BlockStorage());
        for (final long slot : new long[]{1, 63, 64, 65, 1L << 16, 1L << 20})
        {
            Journals.append(journal, Journals.entry(slot, BALLOT, 8));
            assertEquals(Script.describe(Journals.entry(slot, BALLOT, 8)), Journals.read(journal, slot));
            assertEquals(slot, journal.lastSlot());
        }
    }

    /** Both segments are there; the first holds one entry, and as many bytes behind it. */
    private static MappedJournal openFilledBut(final BlockStorage storage, final int left)
    {
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        final long end = Journals.append(
            journal, Journals.entry(1, BALLOT, USABLE - RecordDescriptor.HEADER_LENGTH - left));
        assertEquals(Journals.SEGMENT_LENGTH - left, end);
        return journal;
    }

    /** Whether only the process dies, or the machine after a force. */
    private static void checkReplays(final BlockStorage storage, final MappedJournal journal, final int count)
    {
        final MappedJournal afterKill = Journals.open(storage.copy(() -> {}));
        assertEquals(count, Script.replay(afterKill).size());
        journal.syncer().force();
        assertEquals(journal.tailPosition(), journal.durablePosition());
        final BlockStorage crashed = storage.copy(() -> {});
        crashed.losePower((name, block) -> false, changes -> 0);
        final MappedJournal afterCrash = Journals.open(crashed);
        assertEquals(Script.replay(afterKill), Script.replay(afterCrash));
        assertEquals(afterKill.tailPosition(), afterCrash.tailPosition());
        assertEquals(0, afterCrash.faultyCount());
    }
}
