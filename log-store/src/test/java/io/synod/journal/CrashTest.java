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
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.journal.testkit.BlockStorage;

import static io.synod.journal.testkit.BlockStorage.BLOCK_LENGTH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was reported durable is there after every crash, and nothing that was never appended. */
final class CrashTest
{
    private static final long BALLOT = 1L << 8;
    private static final int MAX_BLOCKS = 12;

    /** The member dies. */
    private static final class Crash extends RuntimeException
    {
        private static final long serialVersionUID = 1;
    }

    /** Runs each subset of the blocks that are in question, for twelve of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40, 300, 900})
    void keepsWhatIsDurableWhicheverBlocksAreLost(final int maxBodyLength)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        final Script script = new Script(maxBodyLength, maxBodyLength);
        for (int i = 0; i < 8; i++)
        {
            script.append(journal);
        }
        journal.syncer().force();
        final long durable = journal.durablePosition();
        while (storage.unforcedBlocks().size() < MAX_BLOCKS)
        {
            assertTrue(script.append(journal));
        }
        final List<Map.Entry<String, Integer>> blocks = storage.unforcedBlocks();
        final int count = Math.min(MAX_BLOCKS, blocks.size());
        for (int subset = 0; subset < 1 << count; subset++)
        {
            final int kept = subset;
            final BlockStorage crashed = storage.copy(() -> {});
            crashed.losePower(
                (name, block) -> (kept >> blocks.indexOf(Map.entry(name, block)) & 1) != 0, changes -> changes);
            checkRecovered(crashed, script, durable, "blocks " + Integer.toBinaryString(kept));
        }
    }

    /** The member dies at each operation of a run in turn, then at each operation of its recovery. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void survivesACrashAtEveryOperation(final long seed)
    {
        int deaths = 0;
        for (int dieAt = 1; ; dieAt++)
        {
            final Run run = new Run(seed, dieAt);
            final boolean hasDied = run.work();
            deaths += hasDied ? 1 : 0;
            run.crashAndCheck();
            if (!hasDied)
            {
                break;
            }
        }
        assertTrue(deaths > 30, "the run has operations: " + deaths);
    }

    @Test
    void forgetsNothingWhenOnlyTheProcessDies()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        final Script script = new Script(5, 200);
        for (int i = 0; i < 20; i++)
        {
            assertTrue(script.append(journal));
        }
        final MappedJournal again = Journals.open(storage);
        assertEquals(script.lines(), Script.replay(again));
        // It vouches for all that from now on, so the machine may die as well.
        storage.losePower((name, block) -> false, changes -> 0);
        assertEquals(script.lines(), Script.replay(Journals.open(storage)));
    }

    @Test
    void neverTakesUpAnOldRecordBehindANewTail()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            final BlockStorage storage = new BlockStorage();
            final MappedJournal journal = Journals.open(storage);
            final Random random = new Random(seed);
            final Script script = new Script(seed, 300);
            for (int i = 0; i < 12; i++)
            {
                script.append(journal);
            }
            storage.losePower((name, block) -> random.nextBoolean(), changes -> changes);
            final MappedJournal second = Journals.open(storage);
            final List<String> left = Script.replay(second);
            assertEquals(script.lines().subList(0, left.size()), left);
            final Script fresh = new Script(seed + 1000, 300);
            assertTrue(fresh.append(second));
            second.syncer().force();
            storage.losePower((name, block) -> random.nextBoolean(), changes -> changes);
            final List<String> all = Script.replay(Journals.open(storage));
            assertEquals(left, all.subList(0, left.size()));
            assertEquals(fresh.lines(), all.subList(left.size(), all.size()), "seed " + seed);
        }
    }

    /**
     * The force of zeros fails, the process starts again, the machine dies after all. Without the zeros an old header
     * stands before a new body, and valid old records behind both.
     */
    @Test
    void takesUpNoOldRecordWhereverAStartHasFailedBefore()
    {
        int faults = 0;
        boolean isRefused = true;
        while (isRefused)
        {
            final FailingDisk disk = new FailingDisk();
            final BlockStorage storage = disk.storage;
            final MappedJournal first = Journals.open(storage);
            final int toBlockEnd = 2 * BLOCK_LENGTH - SegmentDescriptor.HEADER_LENGTH - RecordDescriptor.HEADER_LENGTH;
            Journals.append(first, Journals.entry(1, BALLOT, toBlockEnd));
            first.syncer().force();
            Journals.append(first, Journals.entry(2, BALLOT, 1000));
            Journals.append(first, Journals.entry(3, BALLOT, 1000));
            storage.losePower((name, block) -> block != 3, changes -> changes);

            isRefused = disk.openAndFailAt(++faults);
            final MappedJournal third = Journals.open(storage);
            Script.replay(third);
            assertEquals(2L * BLOCK_LENGTH, third.tailPosition());
            Journals.append(third, Journals.entry(2, 2 * BALLOT, 1000));
            storage.losePower((name, block) -> block == 3, changes -> changes);

            final MappedJournal fourth = Journals.open(storage);
            Script.replay(fourth);
            assertEquals(1, fourth.lastSlot(), "a start failed at operation " + faults);
            assertEquals(2L * BLOCK_LENGTH, fourth.tailPosition());
            assertEquals(0, fourth.faultyCount());
        }
        assertTrue(faults > 5, "a start has operations: " + faults);
    }

    private static void checkRecovered(
        final BlockStorage storage, final Script script, final long durable, final String what)
    {
        final MappedJournal recovered = Journals.open(storage);
        final List<String> found = Script.replay(recovered);
        assertTrue(found.size() >= script.countThrough(durable), () -> what + ": lost, only " + found.size());
        assertEquals(script.lines().subList(0, found.size()), found, what);
        assertEquals(recovered.tailPosition(), recovered.durablePosition(), what);
        final BlockStorage again = storage.copy(() -> {});
        again.losePower((name, block) -> false, changes -> 0);
        assertEquals(found, Script.replay(Journals.open(again)), () -> what + ": recovered, then lost");
    }

    /** A disk one of whose forces fails. */
    private static final class FailingDisk
    {
        private final BlockStorage storage = new BlockStorage(this::onOperation);
        private int left;

        /** True if the start was refused for that. */
        boolean openAndFailAt(final int operation)
        {
            left = operation;
            try
            {
                Journals.open(storage);
                return false;
            }
            catch (final StorageFault failed)
            {
                return true;
            }
            finally
            {
                left = 0;
                storage.healForce();
            }
        }

        private void onOperation()
        {
            left--;
            if (left == 0)
            {
                storage.failNextForce();
            }
        }
    }

    /** A run that dies at one of its operations, and whatever it had reported durable by then. */
    private static final class Run
    {
        private final Script script;
        private final Random random;
        private final BlockStorage storage = new BlockStorage(this::onOperation);
        private int left;
        private long durable;

        Run(final long seed, final int dieAt)
        {
            script = new Script(seed, 900);
            random = new Random(seed * 1000 + dieAt);
            left = dieAt;
        }

        /** Opens, fills three segments, closes; true if it died on the way. */
        boolean work()
        {
            try
            {
                final MappedJournal journal = Journals.open(storage);
                durable = journal.durablePosition();
                while (journal.tailPosition() < 3L * Journals.SEGMENT_LENGTH)
                {
                    onOperation();
                    script.append(journal);
                    if (random.nextInt(4) == 0)
                    {
                        journal.syncer().doWork(0);
                        durable = journal.durablePosition();
                    }
                }
                journal.close();
                durable = journal.tailPosition();
                return false;
            }
            catch (final Crash died)
            {
                return true;
            }
        }

        void crashAndCheck()
        {
            for (int dieAt = 1; ; dieAt++)
            {
                losePower();
                left = dieAt;
                try
                {
                    final MappedJournal recovered = Journals.open(storage);
                    left = Integer.MAX_VALUE;
                    final List<String> found = Script.replay(recovered);
                    assertTrue(found.size() >= script.countThrough(durable), "durable records are lost");
                    assertEquals(script.lines().subList(0, found.size()), found);
                    losePower();
                    assertEquals(found, Script.replay(Journals.open(storage)));
                    return;
                }
                catch (final Crash died)
                {
                    assertTrue(dieAt < 1000, "a recovery comes to an end");
                }
            }
        }

        private void losePower()
        {
            left = Integer.MAX_VALUE;
            storage.losePower((name, block) -> random.nextBoolean(), changes -> random.nextInt(changes + 1));
        }

        private void onOperation()
        {
            if (left != Integer.MAX_VALUE && --left == 0)
            {
                throw new Crash();
            }
        }
    }
}
