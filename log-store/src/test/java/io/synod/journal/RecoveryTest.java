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
import java.util.function.UnaryOperator;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules of {@link Recovery} and of {@link JournalDirectory}, one by one. */
final class RecoveryTest
{
    private static final long BALLOT = 1L << 8;
    private static final int BODY_LENGTH = 1000;
    private static final int RECORD_LENGTH = RecordDescriptor.HEADER_LENGTH + BODY_LENGTH;
    private static final String FIRST = SegmentDescriptor.nameOf(0);
    private static final String SECOND = SegmentDescriptor.nameOf(Journals.SEGMENT_LENGTH);
    private static final String THIRD = SegmentDescriptor.nameOf(2L * Journals.SEGMENT_LENGTH);

    private final BlockStorage storage = new BlockStorage();

    // Torn tails.

    @Test
    void cutsATornTailAndZeroesIt()
    {
        final MappedJournal journal = openWith(3);
        journal.syncer().force();
        final long durable = journal.tailPosition();
        Journals.append(journal, Journals.entry(4, BALLOT, BODY_LENGTH));
        storage.flip(FIRST, (int)durable + 500, 1);

        final MappedJournal again = reopen();

        assertEquals(3, again.lastSlot());
        assertEquals(durable, again.tailPosition());
        final UnsafeBuffer bytes = storage.bytes(FIRST);
        for (int i = (int)durable; i < bytes.capacity(); i++)
        {
            assertEquals(0, bytes.getByte(i), "byte " + i);
        }
        storage.losePower((name, block) -> false, changes -> 0);
        assertEquals(3, reopen().lastSlot());
    }

    @Test
    void cutsATailWhoseHeaderIsTorn()
    {
        final MappedJournal journal = openWith(3);
        journal.syncer().force();
        final long durable = journal.tailPosition();
        journal.appendPromise(9 * BALLOT);
        storage.flip(FIRST, (int)durable + RecordDescriptor.BALLOT_OFFSET, 1);

        assertEquals(durable, reopen().tailPosition());
    }

    @Test
    void cutsBeforeBlocksThatNeverReachedTheDiskThoughLaterOnesDid()
    {
        final MappedJournal journal = openWith(3);
        journal.syncer().force();
        final long durable = journal.tailPosition();
        for (int slot = 4; slot <= 9; slot++)
        {
            Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH));
        }
        storage.bytes(FIRST).setMemory((int)(durable / 512 + 1) * 512, 512, (byte)0);
        storage.makeDurable(FIRST);

        final MappedJournal again = reopen();

        assertEquals(durable, again.tailPosition());
        assertEquals(3, again.lastSlot());
    }

    @Test
    void takesUpNoRecordOfTheTailItHasCut()
    {
        final MappedJournal journal = openWith(1);
        journal.syncer().force();
        for (int slot = 2; slot <= 5; slot++)
        {
            Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH));
        }
        storage.bytes(FIRST).setMemory(SegmentDescriptor.HEADER_LENGTH + RECORD_LENGTH, 1200, (byte)0);
        final MappedJournal second = reopen();
        assertEquals(1, second.lastSlot());

        Journals.append(second, Journals.entry(2, 2 * BALLOT, BODY_LENGTH));

        assertEquals(2, reopen().lastSlot());
    }

    // Damage.

    @Test
    void losesOnlyTheSlotWhoseBodyIsDamaged()
    {
        openWith(5).close();
        storage.flip(FIRST, offsetOf(3) + RecordDescriptor.HEADER_LENGTH + 77, 4);

        final MappedJournal again = reopen();

        assertEquals(List.of(3L), Journals.faultySlots(again));
        assertTrue(again.isFaulty(3));
        checkReads(again, 5, 3);
    }

    @Test
    void servesADamagedSlotAgainOnceItWasFilled()
    {
        openWith(5).close();
        storage.flip(FIRST, offsetOf(3) + RECORD_LENGTH - 1, 128);
        final MappedJournal again = reopen();

        again.appendDecidedEntry(Journals.entry(3, BALLOT, BODY_LENGTH));
        again.place(3);

        assertEquals(List.of(), Journals.faultySlots(again));
        checkReads(again, 5, 0);
        again.close();
        final MappedJournal third = reopen();
        assertEquals(List.of(), Journals.faultySlots(third));
        checkReads(third, 5, 0);
    }

    @Test
    void countsAnEntryAcceptedAgainAsDamagedIfItsOnlyBodyIs()
    {
        final MappedJournal journal = openWith(3);
        journal.appendReAccept(5 * BALLOT, 1, 0, 2);
        journal.place(2);
        journal.appendReAccept(6 * BALLOT, 1, 0, 2);
        journal.place(2);
        journal.close();
        storage.flip(FIRST, offsetOf(2) + RecordDescriptor.HEADER_LENGTH, 1);

        final MappedJournal again = reopen();

        assertEquals(List.of(2L), Journals.faultySlots(again));
        checkReads(again, 3, 2);
    }

    @Test
    void keepsADamagedBodyAtTheVeryEndIfItWasDurable()
    {
        final MappedJournal journal = openWith(3);
        journal.close();
        storage.flip(FIRST, offsetOf(3) + RecordDescriptor.HEADER_LENGTH, 1);

        final MappedJournal again = reopen();

        assertEquals(List.of(3L), Journals.faultySlots(again));
        assertEquals(journal.tailPosition(), again.tailPosition());
    }

    @Test
    void neverCutsDamageBehindTheDurableMarkThatIsNoLostBlock()
    {
        final MappedJournal journal = openWith(1);
        journal.syncer().force();
        for (int slot = 2; slot <= 5; slot++)
        {
            Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH));
        }
        storage.flip(FIRST, offsetOf(3) + RecordDescriptor.HEADER_LENGTH, 1);

        final MappedJournal again = reopen();

        assertEquals(List.of(3L), Journals.faultySlots(again));
        checkReads(again, 5, 3);
    }

    @Test
    void refusesToGoOnWithoutAHeaderThatWasDurable()
    {
        openWith(5).close();
        storage.flip(FIRST, offsetOf(3) + RecordDescriptor.SLOT_OFFSET, 1);

        final StorageFault fault = assertThrows(StorageFault.class, this::reopen);

        assertEquals(FIRST, fault.file());
        assertEquals(offsetOf(3), fault.position());
        assertMessage(fault, FIRST + " at position " + offsetOf(3), "up to position " + offsetOf(4), "replace");
    }

    @Test
    void refusesRecordsThatEndBeforeWhatWasDurable()
    {
        final MappedJournal journal = openWith(5);
        journal.close();
        storage.bytes(FIRST).setMemory(offsetOf(4), Journals.SEGMENT_LENGTH - offsetOf(4), (byte)0);
        storage.makeDurable(FIRST);

        final StorageFault fault = assertThrows(StorageFault.class, this::reopen);

        assertEquals(offsetOf(4), fault.position());
        assertMessage(fault, FIRST, "durable up to position " + journal.tailPosition(), "replace the member");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512})
    void readsTheOtherCopyOfADamagedMark(final int copyOffset)
    {
        final MappedJournal journal = openWith(5);
        journal.syncer().force();
        storage.losePower((name, block) -> false, changes -> 0);
        storage.flip(Mark.NAME, copyOffset + 24, 1);

        final MappedJournal again = reopen();

        assertEquals(2, again.life());
        checkReads(again, 5, 0);
    }

    /** Found where it cannot be an error of the JVM, and before a mapping is looked at. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5000})
    void refusesASegmentWithASectorThatCannotBeRead(final int offset)
    {
        openWith(40).close();
        storage.loseSector(SECOND, offset);

        final StorageFault refused = assertThrows(StorageFault.class, this::reopen);

        assertEquals(SECOND, refused.file());
        assertEquals(Journals.SEGMENT_LENGTH + offset, refused.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "mark"})
    void refusesAFileWithASectorThatCannotBeRead(final String name)
    {
        openWith(1).close();
        storage.loseSector(name, 0);

        assertMessage(assertThrows(StorageFault.class, this::reopen), name + ": cannot be read");
    }

    // Files.

    @Test
    void refusesADirectoryWithoutItsMiddleSegment()
    {
        openWith(40).close();
        storage.delete(SECOND);

        assertMessage(assertThrows(StorageFault.class, this::reopen),
            "position " + Journals.SEGMENT_LENGTH + " is missing", "Put it back");
    }

    @Test
    void refusesADirectoryWithoutItsFirstSegment()
    {
        openWith(40).close();
        storage.delete(FIRST);

        assertMessage(assertThrows(StorageFault.class, this::reopen), "position 0 is missing", "Put it back");
    }

    @Test
    void refusesADirectoryWithoutItsLastSegments()
    {
        openWith(40).close();
        storage.namesEnding(".segment").stream().filter(name -> !name.equals(FIRST)).forEach(storage::delete);

        assertMessage(assertThrows(StorageFault.class, this::reopen), "durable up to position", "replace the member");
    }

    @Test
    void refusesADirectoryWithoutAnySegmentAfterAFirstLife()
    {
        openWith(1).close();
        storage.namesEnding(".segment").forEach(storage::delete);

        assertMessage(assertThrows(StorageFault.class, this::reopen), FIRST, "every other segment", "put them back");
    }

    @Test
    void refusesSegmentsWithoutAnIdentity()
    {
        openWith(1).close();
        storage.delete(Identity.NAME);

        assertMessage(assertThrows(StorageFault.class, this::reopen), "identity: is missing", "put it back");
    }

    @Test
    void refusesADirectoryWithoutItsMark()
    {
        openWith(1).close();
        storage.delete(Mark.NAME);

        assertMessage(assertThrows(StorageFault.class, this::reopen), Mark.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "mark", "0000000000000000.segment"})
    void refusesAFileThatWasCut(final String name)
    {
        openWith(1).close();
        put(name, new byte[40]);

        assertMessage(assertThrows(StorageFault.class, this::reopen), name + ": ", "40 bytes long instead of ");
    }

    @Test
    void refusesASegmentOfAnotherIncarnation()
    {
        openWith(1).close();
        final BlockStorage other = new BlockStorage();
        MappedJournal.open(other, Journals.config(), new Incarnation(9, 9)).close();
        put(FIRST, bytesOf(other, FIRST));

        assertMessage(assertThrows(StorageFault.class, this::reopen),
            FIRST, new Incarnation(9, 9).toString(), Journals.INCARNATION.toString(), "wrong place");
    }

    @Test
    void refusesSegmentsThatWereSwapped()
    {
        openWith(40).close();
        final byte[] second = bytesOf(storage, SECOND);
        put(SECOND, bytesOf(storage, THIRD));
        put(THIRD, second);

        assertMessage(assertThrows(StorageFault.class, this::reopen),
            SECOND, "position " + 2L * Journals.SEGMENT_LENGTH, "wrong place");
    }

    // Formats and owners.

    @ParameterizedTest
    @ValueSource(strings = {"identity", "mark", "0000000000000000.segment"})
    void refusesANewerFormatAndNamesBoth(final String name)
    {
        openWith(1).close();
        storage.flip(name, 8, 4);

        assertMessage(assertThrows(StorageFault.class, this::reopen),
            name + ": has format version 5", "reads up to 1", "newer");
    }

    @Test
    void refusesAMarkOfWhichOnlyOneCopyIsNewer()
    {
        openWith(1).close();
        storage.flip(Mark.NAME, 512 + 8, 2);

        assertMessage(assertThrows(StorageFault.class, this::reopen), "mark: has format version 3", "reads up to 1");
    }

    @Test
    void refusesAnothersDirectory()
    {
        openWith(1).close();

        assertRefused(c -> new JournalConfig(8, 1, 0, c.segmentLength(), c.durability(), 0, 64),
            "journal.clusterId=8", "made with 7");
        assertRefused(c -> new JournalConfig(7, 2, 0, c.segmentLength(), c.durability(), 0, 64),
            "journal.memberId=2", "made with 1");
        assertRefused(c -> new JournalConfig(7, 1, 3, c.segmentLength(), c.durability(), 0, 64),
            "journal.group=3", "made with 0");
    }

    @Test
    void keepsTheSegmentLengthThatTheDirectoryWasMadeWith()
    {
        openWith(40).close();

        final MappedJournal again = MappedJournal.open(
            storage, Journals.config().withSegmentLength(1 << 20), Journals.INCARNATION);

        Script.replay(again);
        checkReads(again, 40, 0);
    }

    // Levels of durability.

    @Test
    void refusesWhatWasOnlyWrittenIfTheMachineHasStartedAnew()
    {
        writtenWith(3);
        storage.losePower((name, block) -> true, changes -> changes);

        assertMessage(assertThrows(StorageFault.class, this::reopen), Mark.NAME, "started anew", "WRITTEN", "Replace");
    }

    @Test
    void goesOnWithWhatWasOnlyWrittenIfOnlyTheProcessDied()
    {
        writtenWith(3);

        checkReads(reopen(), 3, 0);
    }

    @Test
    void goesOnWithWhatWasOnlyWrittenIfItEndedInOrder()
    {
        writtenWith(3).close();
        storage.losePower((name, block) -> false, changes -> 0);

        checkReads(reopen(), 3, 0);
    }

    /** The pages count as written, and are not: only who writes them again gets them to the disk. */
    @Test
    void vouchesAfterAFailedForceForNothingThatTheDiskDoesNotHave()
    {
        final MappedJournal journal = openWith(3);
        journal.syncer().force();
        Journals.append(journal, Journals.entry(4, BALLOT, BODY_LENGTH));
        journal.appendPromise(9 * BALLOT);
        storage.failNextForce();
        assertThrows(StorageFault.class, () -> journal.syncer().force());

        final MappedJournal again = Journals.open(storage);
        final List<String> found = Script.replay(again);
        assertEquals(journal.tailPosition(), again.durablePosition());
        storage.losePower((name, block) -> false, changes -> 0);

        final MappedJournal third = Journals.open(storage);
        assertEquals(found, Script.replay(third));
        assertEquals(again.tailPosition(), third.tailPosition());
    }

    private MappedJournal openWith(final int entries)
    {
        return fill(Journals.open(storage), entries);
    }

    private MappedJournal writtenWith(final int entries)
    {
        return fill(
            MappedJournal.open(storage, Journals.config().withDurability(Durability.WRITTEN), Journals.INCARNATION),
            entries);
    }

    private static MappedJournal fill(final MappedJournal journal, final int entries)
    {
        Journals.settle(journal);
        for (int slot = 1; slot <= entries; slot++)
        {
            assertTrue(Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH)) > 0);
            if (slot % 10 == 0)
            {
                Journals.settle(journal);
            }
        }
        return journal;
    }

    private MappedJournal reopen()
    {
        final MappedJournal again = Journals.open(storage);
        Script.replay(again);
        return again;
    }

    private static int offsetOf(final int slot)
    {
        return SegmentDescriptor.HEADER_LENGTH + (slot - 1) * RECORD_LENGTH;
    }

    private static void checkReads(final MappedJournal journal, final int slots, final int damaged)
    {
        assertEquals(slots, journal.lastSlot());
        for (int slot = 1; slot <= slots; slot++)
        {
            final String wanted = slot == damaged ?
                "faulty" : Script.describe(Journals.entry(slot, BALLOT, BODY_LENGTH));
            assertEquals(wanted, Journals.read(journal, slot));
        }
    }

    private void put(final String name, final byte[] content)
    {
        final Storage.NewFile file = storage.create(name, content.length, content.length);
        file.fill(content.length);
        file.write(0, new UnsafeBuffer(content));
        file.finish();
        storage.forceDirectory();
    }

    private static byte[] bytesOf(final BlockStorage from, final String name)
    {
        return from.bytes(name).byteArray().clone();
    }

    private void assertRefused(final UnaryOperator<JournalConfig> change, final String... parts)
    {
        assertMessage(assertThrows(ConfigException.class, () ->
            MappedJournal.open(storage, change.apply(Journals.config()), Journals.INCARNATION)), parts);
    }

    private static void assertMessage(final Exception refused, final String... parts)
    {
        for (final String part : parts)
        {
            assertTrue(refused.getMessage().contains(part), () -> part + " is not in: " + refused.getMessage());
        }
    }
}
