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

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.journal.testkit.BlockStorage;
import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the port promises to the core, and what the host is told of durability. */
final class MappedJournalTest
{
    private static final long BALLOT = 1L << 8;

    /** The same calls on both; then a restart of the one in files. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void behavesAsAJournalInMemoryDoes(final long seed)
    {
        final Twins twins = new Twins(seed);
        for (int i = 0; i < 600; i++)
        {
            twins.step();
            twins.compare("seed " + seed + " step " + i);
        }
        twins.reopen();
    }

    @Test
    void replaysAfterAReopenWhatItReplayedBefore()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        final Script script = new Script(11, 700);
        while (journal.tailPosition() < 4L * Journals.SEGMENT_LENGTH)
        {
            if (!script.append(journal))
            {
                Journals.settle(journal);
            }
        }
        journal.close();

        final MappedJournal again = Journals.open(storage);

        assertEquals(script.lines(), Script.replay(again));
        assertEquals(2, again.life());
        assertEquals(journal.tailPosition(), again.tailPosition());
        assertEquals(0, again.faultyCount());
    }

    @Test
    void buildsABatchInPlace()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        final Entry whole = Journals.entry(1, BALLOT, 100);
        final int offset = journal.openBody(400);
        journal.bodyBuffer().putBytes(offset, whole.buffer(), 0, 100);
        final Entry entry = Journals.entry(1, BALLOT, 100).checksum(0);

        final long end = journal.closeBody(1, 0, entry);
        journal.place(1);

        assertEquals(whole.checksum(), entry.checksum());
        assertEquals(SegmentDescriptor.HEADER_LENGTH + RecordDescriptor.HEADER_LENGTH + 104, end);
        assertEquals(Script.describe(whole), Journals.read(journal, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void leavesZerosBehindTheTailWhenAnOpenBodyIsAbandoned(final int next)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        final int offset = journal.openBody(1000);
        journal.bodyBuffer().setMemory(offset, 1000, (byte)0x5A);

        switch (next)
        {
            case 0 -> journal.appendPromise(BALLOT);
            case 1 -> Journals.append(journal, Journals.entry(1, BALLOT, 20));
            default -> journal.openBody(10);
        }

        assertZeroBehindTail(storage, journal);
    }

    @Test
    void answersFalseForSlotsThatHoldNothing()
    {
        final MappedJournal journal = Journals.open(new BlockStorage());
        Journals.append(journal, Journals.entry(5, BALLOT, 9));
        final Entry entry = new Entry();

        for (final long slot : new long[]{Long.MIN_VALUE, -1, 0, 1, 4, 6, 1L << 31, 1L << 62, Long.MAX_VALUE})
        {
            assertFalse(journal.read(slot, entry), () -> "slot " + slot);
            assertFalse(journal.readStaged(slot, entry), () -> "slot " + slot);
            assertFalse(journal.isFaulty(slot), () -> "slot " + slot);
        }
        assertEquals(5, journal.lastSlot());
        assertEquals(1, journal.firstSlotKept());
    }

    @Test
    void showsDecidedEntriesToReadersOfOtherThreads()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        final JournalReader reader = journal.newReader();
        final Entry entry = new Entry();
        assertFalse(reader.read(1, entry));

        final Entry whole = Journals.entry(1, BALLOT, 33);
        Journals.append(journal, whole);

        assertTrue(reader.read(1, entry));
        assertEquals(Script.describe(whole), Script.describe(entry));
    }

    @Test
    void vouchesForNothingThatIsNotForcedIfFlushed()
    {
        final MappedJournal journal = Journals.open(new BlockStorage());
        final long start = journal.durablePosition();
        assertEquals(journal.tailPosition(), start);

        final long entryEnd = Journals.append(journal, Journals.entry(1, BALLOT, 10));
        journal.appendPromise(2 * BALLOT);
        assertEquals(start, journal.durablePosition());

        assertTrue(journal.syncer().force());
        assertTrue(entryEnd < journal.durablePosition());
        assertEquals(journal.tailPosition(), journal.durablePosition());
        assertFalse(journal.syncer().force());
        assertEquals(1, journal.syncer().forces());
    }

    @Test
    void vouchesAtOnceForAllButPromisesIfWritten()
    {
        final MappedJournal journal = openWritten(new BlockStorage());
        final long entryEnd = Journals.append(journal, Journals.entry(1, BALLOT, 10));
        assertEquals(entryEnd, journal.durablePosition());
        assertFalse(journal.syncer().force());

        final long promiseEnd = journal.appendPromise(2 * BALLOT);
        assertEquals(entryEnd, journal.durablePosition());
        Journals.append(journal, Journals.entry(2, BALLOT, 10));
        final long secondPromiseEnd = journal.appendPromise(3 * BALLOT);
        assertEquals(entryEnd, journal.durablePosition());

        assertTrue(journal.syncer().force());
        assertTrue(promiseEnd < secondPromiseEnd);
        assertEquals(secondPromiseEnd, journal.durablePosition());
        final long last = Journals.append(journal, Journals.entry(3, BALLOT, 10));
        assertEquals(last, journal.durablePosition());
        assertFalse(journal.syncer().force());
    }

    @Test
    void holdsBackAPromiseThatCameDuringAForceIfWritten()
    {
        final MappedJournal[] journal = new MappedJournal[1];
        final boolean[] isForcing = new boolean[1];
        final BlockStorage storage = new BlockStorage(() ->
        {
            if (isForcing[0])
            {
                isForcing[0] = false;
                Journals.append(journal[0], Journals.entry(1, BALLOT, 50));
                journal[0].appendPromise(3 * BALLOT);
            }
        });
        journal[0] = openWritten(storage);
        final long firstEnd = journal[0].appendPromise(2 * BALLOT);

        isForcing[0] = true;
        assertTrue(journal[0].syncer().force());

        final long entryEnd = firstEnd + RecordDescriptor.alignedLength(RecordDescriptor.HEADER_LENGTH + 50);
        assertTrue(journal[0].durablePosition() >= firstEnd);
        assertTrue(journal[0].durablePosition() <= entryEnd);
        assertTrue(journal[0].syncer().force());
        assertEquals(journal[0].tailPosition(), journal[0].durablePosition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHED", "WRITTEN"})
    void forcesAllWhenItIsClosed(final Durability durability)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = MappedJournal.open(
            storage, Journals.config().withDurability(durability), Journals.INCARNATION);
        final Script script = new Script(3, 200);
        for (int i = 0; i < 30; i++)
        {
            assertTrue(script.append(journal));
        }
        journal.close();

        assertEquals(List.of(), storage.unforcedBlocks());
        storage.losePower((name, block) -> false, changes -> 0);
        assertEquals(script.lines(), Script.replay(openWritten(storage)));
    }

    @Test
    void vouchesForWhatItRecovered()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openWritten(storage);
        Journals.append(journal, Journals.entry(1, BALLOT, 10));
        journal.appendPromise(2 * BALLOT);

        final MappedJournal again = openWritten(storage);

        assertEquals(journal.tailPosition(), again.durablePosition());
    }

    private static MappedJournal openWritten(final BlockStorage storage)
    {
        return MappedJournal.open(
            storage, Journals.config().withDurability(Durability.WRITTEN), Journals.INCARNATION);
    }

    private static void assertZeroBehindTail(final BlockStorage storage, final MappedJournal journal)
    {
        final UnsafeBuffer bytes = storage.bytes(SegmentDescriptor.nameOf(0));
        for (int i = (int)journal.tailPosition(); i < bytes.capacity(); i++)
        {
            assertEquals(0, bytes.getByte(i), "byte " + i);
        }
    }

    /** One journal in memory, one in files, and the same calls for both. */
    private static final class Twins
    {
        private static final int MAX_SLOT = 90;

        private final Random random;
        private final Script script;
        private final BlockStorage storage = new BlockStorage();
        private final MemoryJournal memory = new MemoryJournal();
        private final MappedJournal mapped = Journals.open(storage);
        private final Entry found = new Entry();
        private final Entry wanted = new Entry();
        private long ballot = BALLOT;

        Twins(final long seed)
        {
            random = new Random(seed);
            script = new Script(seed, 300);
        }

        void step()
        {
            Journals.settle(mapped);
            final long slot = 1L + random.nextInt(MAX_SLOT);
            ballot += random.nextInt(4) == 0 ? BALLOT : 0;
            switch (random.nextInt(10))
            {
                case 0 -> both(journal -> journal.appendPromise(ballot));
                case 1 -> both(journal -> journal.appendDecidedMark(slot));
                case 2 -> acceptAgain(slot);
                case 3 -> acceptInPlace(slot);
                case 4 -> fill(slot);
                case 5 -> both(journal -> journal.dropAbove(slot, ballot));
                case 6 -> adopt(slot);
                default -> accept(slot);
            }
        }

        void compare(final String when)
        {
            assertEquals(memory.lastSlot(), mapped.lastSlot(), when);
            for (long slot = 0; slot <= MAX_SLOT + 1; slot++)
            {
                final String what = when + " slot " + slot;
                assertSame(memory.read(slot, wanted), mapped.read(slot, found), what);
                assertSame(memory.readStaged(slot, wanted), mapped.readStaged(slot, found), what);
                assertEquals(memory.isFaulty(slot), mapped.isFaulty(slot), what);
            }
        }

        /** Both are replayed, and each record is placed: the same counts for each slot in both. */
        void reopen()
        {
            mapped.close();
            final MappedJournal again = Journals.open(storage);
            final MemoryJournal fresh = MemoryJournal.afterCrash(memory, memory.records().size(), record -> {});
            again.replay(new Placing(again));
            fresh.replay(new Placing(fresh));
            for (long slot = 0; slot <= MAX_SLOT + 1; slot++)
            {
                assertSame(fresh.read(slot, wanted), again.read(slot, found), "slot " + slot);
            }
        }

        private void assertSame(final boolean isWanted, final boolean isFound, final String what)
        {
            assertEquals(isWanted, isFound, what);
            if (isWanted)
            {
                assertEquals(Script.describe(wanted), Script.describe(found), what);
            }
        }

        private void accept(final long slot)
        {
            final Entry entry = script.entry(slot).ballot(ballot);
            final boolean isStaged = random.nextInt(3) == 0;
            both(journal ->
            {
                journal.appendAccept(1, 0, entry);
                count(journal, slot, isStaged);
            });
        }

        private void fill(final long slot)
        {
            final Entry entry = script.entry(slot).ballot(ballot);
            both(journal ->
            {
                journal.appendDecidedEntry(entry);
                journal.place(slot);
            });
        }

        private void acceptAgain(final long slot)
        {
            if (memory.read(slot, wanted))
            {
                final boolean isStaged = random.nextBoolean();
                both(journal ->
                {
                    journal.appendReAccept(ballot, 1, 0, slot);
                    count(journal, slot, isStaged);
                });
            }
        }

        private void acceptInPlace(final long slot)
        {
            final Entry entry = script.entry(slot).ballot(ballot);
            final byte[] body = new byte[entry.length()];
            entry.buffer().getBytes(0, body);
            final boolean isAbandoned = random.nextInt(4) == 0;
            both(journal ->
            {
                final int offset = journal.openBody(body.length + 10);
                journal.bodyBuffer().putBytes(offset, body);
                if (!isAbandoned)
                {
                    journal.closeBody(1, 0, entry.body(new UnsafeBuffer(body), 0, body.length));
                    journal.place(slot);
                }
            });
        }

        private void adopt(final long slot)
        {
            if (random.nextInt(3) == 0)
            {
                both(Journal::dropStaged);
            }
            else
            {
                final long through = slot + random.nextInt(20) - 2;
                both(journal -> journal.adopt(slot, Math.min(MAX_SLOT, through)));
            }
        }

        private void both(final Consumer<Journal> call)
        {
            call.accept(memory);
            call.accept(mapped);
        }

        private static void count(final Journal journal, final long slot, final boolean isStaged)
        {
            if (isStaged)
            {
                journal.stage(slot);
            }
            else
            {
                journal.place(slot);
            }
        }
    }

    /** Every record that has an entry counts. */
    private record Placing(Journal journal) implements RecordHandler
    {
        @Override
        public void onAcceptRecord(final long ballot, final long slot, final long chainFrom, final long fence)
        {
            journal.place(slot);
        }

        @Override
        public void onDecidedEntryRecord(final long ballot, final long slot)
        {
            journal.place(slot);
        }

        @Override
        public void onPromiseRecord(final long ballot)
        {
            // Concerns no slot.
        }

        @Override
        public void onDecidedMarkRecord(final long decidedThrough)
        {
            // Concerns no slot.
        }
    }
}
