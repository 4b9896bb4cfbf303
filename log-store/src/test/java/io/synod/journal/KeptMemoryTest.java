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

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.journal.testkit.BlockStorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** At WRITTEN a member vouches for what is in memory, and that outlives its process: nothing of it may be cut. */
final class KeptMemoryTest
{
    private static final int SLOTS = 5;
    private static final int BODY_LENGTH = 2000;
    private static final int RECORD_LENGTH = RecordDescriptor.HEADER_LENGTH + BODY_LENGTH;
    private static final String FIRST = SegmentDescriptor.nameOf(0);

    private final BlockStorage storage = new BlockStorage();
    private MappedJournal journal;

    @BeforeEach
    void append()
    {
        journal = openWritten();
        for (int slot = 1; slot <= SLOTS; slot++)
        {
            assertTrue(Journals.append(journal, Journals.entry(slot, 256, BODY_LENGTH)) > 0);
        }
        assertEquals(journal.tailPosition(), journal.durablePosition(), "it vouches for all of it");
    }

    @Test
    void keepsWhatLiesBehindABodyWithoutASector()
    {
        zero(offsetOf(3) + 512, 1024);

        assertFaulty(3);
    }

    @Test
    void keepsTheLastRecordWithoutItsBody()
    {
        storage.flip(FIRST, offsetOf(SLOTS) + RecordDescriptor.HEADER_LENGTH, 1);

        assertFaulty(SLOTS);
    }

    @Test
    void refusesToGoOnWithoutAHeader()
    {
        zero(offsetOf(3), RecordDescriptor.HEADER_LENGTH);

        final StorageFault fault = assertThrows(StorageFault.class, this::openWritten);

        assertEquals(offsetOf(3), fault.position());
        assertTrue(fault.getMessage().contains("replace the member"), fault.getMessage());
    }

    @Test
    void cutsAHeaderThatADyingProcessDidNotFinish()
    {
        storage.flip(FIRST, offsetOf(SLOTS) + RecordDescriptor.SLOT_OFFSET, 1);

        final MappedJournal again = openWritten();

        assertEquals(SLOTS - 1, again.lastSlot());
        assertEquals(offsetOf(SLOTS), again.tailPosition());
    }

    @Test
    void leavesNothingBehindTheTailWhenItIsClosed()
    {
        final int length = RecordDescriptor.alignedLength(600);
        journal.bodyBuffer().setMemory(journal.openBody(length), length, (byte)1);
        final int tail = (int)journal.tailPosition();
        journal.close();

        final UnsafeBuffer bytes = storage.bytes(FIRST);
        for (int i = tail; i < bytes.capacity(); i++)
        {
            assertEquals(0, bytes.getByte(i), "byte " + i);
        }
    }

    /** A start that finds something to cut and dies of the loss of power forgets nothing: all had been forced. */
    @Test
    void isStillClosedAfterAStartThatDiedWhenItCut()
    {
        journal.close();
        final long tail = journal.tailPosition();
        final Mark mark = Mark.open(storage);
        mark.cut();
        assertTrue(mark.isCutting());
        storage.losePower((name, block) -> false, changes -> 0);

        assertEquals(tail, openWritten().tailPosition());
    }

    private void assertFaulty(final int slot)
    {
        final MappedJournal again = openWritten();

        assertEquals(List.of((long)slot), Journals.faultySlots(again));
        assertEquals(SLOTS, again.lastSlot());
        assertEquals(journal.tailPosition(), again.tailPosition());
    }

    private MappedJournal openWritten()
    {
        final MappedJournal opened = MappedJournal.open(
            storage, Journals.config().withDurability(Durability.WRITTEN), Journals.INCARNATION);
        Script.replay(opened);
        return opened;
    }

    private void zero(final int offset, final int length)
    {
        storage.bytes(FIRST).setMemory(offset, length, (byte)0);
        storage.makeDurable(FIRST);
    }

    private static int offsetOf(final int slot)
    {
        return SegmentDescriptor.HEADER_LENGTH + (slot - 1) * RECORD_LENGTH;
    }
}
