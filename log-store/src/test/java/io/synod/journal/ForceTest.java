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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.synod.journal.testkit.BlockStorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is reported durable is what a force has covered, and a force that failed is the last. */
final class ForceTest
{
    private static final long BALLOT = 1L << 8;

    @Test
    void aJournalWhoseForceHasFailedIsClosedWithoutSayingThatAllIsWell()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        journal.appendPromise(1L << 8);
        storage.failNextForce();
        assertThrows(StorageFault.class, () -> journal.syncer().force());
        assertThrows(StorageFault.class, journal::close);
        assertFalse(Mark.open(storage).isClean());
    }

    @Test
    void refusesForEverAfterAFailedForce()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        final long before = journal.durablePosition();
        Journals.append(journal, Journals.entry(1, BALLOT, 100));
        storage.failNextForce();

        assertThrows(StorageFault.class, () -> journal.syncer().doWork(0));

        for (int i = 0; i < 3; i++)
        {
            assertRefused(() -> journal.syncer().doWork(0));
            assertRefused(() -> journal.syncer().force());
            assertRefused(() -> journal.syncer().makeSegment(0));
        }
        assertRefused(journal::close);
        assertEquals(before, journal.durablePosition());
        assertEquals(0, journal.syncer().forces());
    }

    /** The file for the next segment is forced too, and what it has after a failure nobody knows. */
    @Test
    void refusesForEverAfterASegmentCouldNotBeForced()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        assertEquals(1, journal.syncer().makeSegment(0));
        storage.failNextForce();

        assertThrows(StorageFault.class, () -> journal.syncer().makeSegment(0));

        assertRefused(() -> journal.syncer().makeSegment(0));
        assertRefused(() -> journal.syncer().doWork(0));
        assertEquals(List.of(SegmentDescriptor.nameOf(0)), storage.namesEnding(".segment"));
    }

    @Test
    void vouchesForNothingAfterAFailedForce()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        Journals.append(journal, Journals.entry(1, BALLOT, 100));
        storage.failNextForce();
        assertThrows(StorageFault.class, () -> journal.syncer().force());
        storage.losePower((name, block) -> false, changes -> 0);

        assertEquals(List.of(), Script.replay(Journals.open(storage)));
    }

    /** While each force runs, more is appended. Then the machine dies, and only what was forced is left. */
    @Test
    void reportsOnlyWhatTheForceCovered()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            final Race race = new Race(seed);
            race.run();
            race.check("seed " + seed);
        }
    }

    @Test
    void takesAllThatCameMeanwhileInTheNextForce()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        for (int slot = 1; slot <= 50; slot++)
        {
            Journals.append(journal, Journals.entry(slot, BALLOT, 50));
        }

        assertTrue(journal.syncer().force());

        assertEquals(1, journal.syncer().forces());
        assertEquals(journal.tailPosition(), journal.durablePosition());
        assertFalse(journal.syncer().force());
    }

    private static void assertRefused(final Executable call)
    {
        final StorageFault fault = assertThrows(StorageFault.class, call);
        assertTrue(fault.getMessage().contains("has failed before"), fault.getMessage());
    }

    /** Appends in the midst of the syncer's operations. */
    private static final class Race
    {
        private final BlockStorage storage = new BlockStorage(this::onOperation);
        private final Random random;
        private final Script script;
        private final MappedJournal journal;
        private boolean isForcing;
        private long durable;

        Race(final long seed)
        {
            random = new Random(seed);
            script = new Script(seed, 400);
            journal = Journals.open(storage);
            Journals.settle(journal);
        }

        void run()
        {
            for (int i = 0; i < 20; i++)
            {
                appendSome();
                isForcing = true;
                journal.syncer().doWork(0);
                isForcing = false;
                durable = journal.durablePosition();
            }
        }

        void check(final String what)
        {
            assertTrue(durable < journal.tailPosition(), what);
            storage.losePower((name, block) -> false, changes -> 0);
            final List<String> found = Script.replay(Journals.open(storage));
            assertTrue(found.size() >= script.countThrough(durable), what);
            assertEquals(script.lines().subList(0, found.size()), found, what);
        }

        private void onOperation()
        {
            if (isForcing)
            {
                appendSome();
            }
        }

        private void appendSome()
        {
            for (int i = 1 + random.nextInt(3); i > 0; i--)
            {
                script.append(journal);
            }
        }
    }
}
