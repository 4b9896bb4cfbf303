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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever the files hold, a start ends, with a fault that says where or with nothing but what was appended. */
final class ArbitraryBytesTest
{
    private static final int CASES =
        Boolean.getBoolean("synod.short") ? 4_000 : Boolean.getBoolean("synod.long") ? 1_000_000 : 24_000;
    private static final int BASES = 8;
    private static final int SEGMENT_LENGTH = 4096;

    /** A directory as a life has left it. */
    private record Base(BlockStorage storage, Script script, long durable)
    {
    }

    @Test
    void recoversWhatWasAppendedOrSaysWhatIsDamaged()
    {
        assertTimeoutPreemptively(Duration.ofMinutes(30), () ->
        {
            final List<Base> bases = new ArrayList<>();
            for (int i = 0; i < BASES; i++)
            {
                bases.add(base(i));
            }
            int faults = 0;
            for (int seed = 0; seed < CASES; seed++)
            {
                faults += new Case(bases.get(seed % BASES), seed).isRefused() ? 1 : 0;
            }
            assertTrue(faults > CASES / 10 && faults < CASES / 10 * 9, "refused: " + faults + " of " + CASES);
        });
    }

    private static JournalConfig config()
    {
        return Journals.config().withSegmentLength(SEGMENT_LENGTH);
    }

    /** Some were closed, some were killed with records that were not forced. */
    private static Base base(final int seed)
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = MappedJournal.open(storage, config(), Journals.INCARNATION);
        final Script script = new Script(seed, 100 + seed * 100);
        while (journal.tailPosition() < 2L * SEGMENT_LENGTH + 1500)
        {
            script.append(journal);
            Journals.settle(journal);
        }
        if (seed % 2 == 0)
        {
            journal.close();
            return new Base(storage, script, journal.tailPosition());
        }
        final long durable = journal.durablePosition();
        for (int i = 0; i < 6; i++)
        {
            script.append(journal);
        }
        return new Base(storage, script, durable);
    }

    /** One directory, damaged by chance. */
    private static final class Case
    {
        private final Base base;
        private final int seed;
        private final Random random;
        private final BlockStorage storage;
        private final List<String> names;
        private boolean isMarkDamaged;

        Case(final Base base, final int seed)
        {
            this.base = base;
            this.seed = seed;
            random = new Random(seed);
            storage = base.storage().copy(() -> {});
            names = storage.list();
        }

        boolean isRefused()
        {
            for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--)
            {
                damage();
            }
            try
            {
                check(MappedJournal.open(storage, config(), Journals.INCARNATION));
                return false;
            }
            catch (final StorageFault fault)
            {
                assertNotNull(fault.file(), this::toString);
                assertTrue(fault.getMessage().startsWith(fault.file()), this::toString);
                return true;
            }
            catch (final RuntimeException | Error e)
            {
                throw new AssertionError(toString(), e);
            }
        }

        @Override
        public String toString()
        {
            return "seed " + seed;
        }

        private void check(final MappedJournal journal)
        {
            final List<String> found = Script.replay(journal);
            final List<String> lines = base.script().lines();
            assertTrue(found.size() <= lines.size(), this::toString);
            for (int i = 0; i < found.size(); i++)
            {
                final String line = found.get(i);
                final boolean isFaulty = line.contains(" faulty ");
                assertTrue(
                    isFaulty ? lines.get(i).startsWith(line.replace("faulty ", "") + " ") : lines.get(i).equals(line),
                    () -> line + " was never appended");
            }
            assertTrue(
                isMarkDamaged || found.size() >= base.script().countThrough(base.durable()), "durable ones are gone");
            final Entry entry = new Entry();
            final EntryChecksum checksum = new EntryChecksum();
            for (long slot = 1; slot <= journal.lastSlot(); slot++)
            {
                assertFalse(journal.read(slot, entry) && !checksum.matches(entry), "a damaged entry is served");
            }
            if (seed % 4 == 0)
            {
                assertEquals(
                    found, Script.replay(MappedJournal.open(storage, config(), Journals.INCARNATION)));
            }
        }

        private void damage()
        {
            final String name = names.get(random.nextInt(names.size()));
            isMarkDamaged |= name.equals(Mark.NAME);
            switch (random.nextInt(8))
            {
                case 0 -> put(name, random.nextInt(lengthOf(name)));
                case 1 -> randomise(name, 0, lengthOf(name));
                case 2 -> randomise(name, blockOf(name), Math.min(BlockStorage.BLOCK_LENGTH, lengthOf(name)));
                case 3 -> swapBlocks(name, names.get(random.nextInt(names.size())));
                case 4 -> storage.bytes(name).setMemory(
                    blockOf(name), Math.min(BlockStorage.BLOCK_LENGTH, lengthOf(name)), (byte)0);
                default -> flipSome(name);
            }
            storage.makeDurable(name);
        }

        private void flipSome(final String name)
        {
            for (int i = 1 + random.nextInt(2); i > 0; i--)
            {
                storage.flip(name, random.nextInt(lengthOf(name)), 1 << random.nextInt(8));
            }
        }

        private void randomise(final String name, final int offset, final int length)
        {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            storage.bytes(name).putBytes(offset, bytes);
        }

        private void swapBlocks(final String one, final String other)
        {
            isMarkDamaged |= other.equals(Mark.NAME);
            final int oneBlock = blockOf(one);
            final int otherBlock = blockOf(other);
            final byte[] bytes = new byte[Math.min(
                BlockStorage.BLOCK_LENGTH, Math.min(lengthOf(one), lengthOf(other)))];
            storage.bytes(one).getBytes(oneBlock, bytes);
            storage.bytes(one).putBytes(oneBlock, storage.bytes(other), otherBlock, bytes.length);
            storage.bytes(other).putBytes(otherBlock, bytes);
            storage.makeDurable(other);
        }

        /** The first bytes of a file are left, and as much as that of chance behind them now and then. */
        private void put(final String name, final int length)
        {
            final byte[] content = new byte[random.nextBoolean() ? length : length * 2];
            storage.bytes(name).getBytes(0, content, 0, length);
            final Storage.NewFile file = storage.create(name, content.length, content.length);
            if (content.length > 0)
            {
                file.fill(content.length);
                file.write(0, new UnsafeBuffer(content));
                file.finish();
            }
            storage.forceDirectory();
        }

        private int blockOf(final String name)
        {
            final int blocks = lengthOf(name) / BlockStorage.BLOCK_LENGTH;
            return blocks == 0 ? 0 : random.nextInt(blocks) * BlockStorage.BLOCK_LENGTH;
        }

        private int lengthOf(final String name)
        {
            return storage.bytes(name).capacity();
        }
    }
}
