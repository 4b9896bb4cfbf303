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

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reader finds the value of a slot wherever its body lies. */
final class JournalReaderTest
{
    private static final long BALLOT = 1L << 8;

    private final BlockStorage storage = new BlockStorage();
    private final Entry entry = new Entry();

    /** The last record of the slot has no body, nor has the one before it; the body is two segments back. */
    @Test
    void readsTheValueOfASlotThatWasAcceptedAgain()
    {
        final MappedJournal journal = acceptedAgain();

        final JournalReader reader = journal.newReader();

        assertTrue(reader.read(1, entry));
        assertEquals(describe(3 * BALLOT), Script.describe(entry));
        assertEquals(0, entry.offset() / Journals.SEGMENT_LENGTH);
    }

    @Test
    void followsASlotThatIsAcceptedAgainWhileItReads()
    {
        final MappedJournal journal = Journals.open(storage);
        Journals.append(journal, Journals.entry(1, BALLOT, 300));
        final JournalReader reader = journal.newReader();
        assertTrue(reader.read(1, entry));
        assertEquals(describe(BALLOT), Script.describe(entry));

        // Appended, but still kept aside: what counted counts on.
        journal.appendReAccept(2 * BALLOT, 1, 1, 1);
        journal.stage(1);
        assertTrue(reader.read(1, entry));
        assertEquals(describe(BALLOT), Script.describe(entry));

        journal.adopt(1, 1);
        assertTrue(reader.read(1, entry));
        assertEquals(describe(2 * BALLOT), Script.describe(entry));
    }

    @Test
    void readsTheValueAgainAfterARestart()
    {
        acceptedAgain().close();

        final MappedJournal again = Journals.open(storage);
        Script.replay(again);

        assertTrue(again.newReader().read(1, entry));
        assertEquals(describe(3 * BALLOT), Script.describe(entry));
    }

    @Test
    void readsNothingWhereTheBodyThatWasAcceptedAgainIsDamaged()
    {
        acceptedAgain().close();
        storage.flip(SegmentDescriptor.nameOf(0),
            SegmentDescriptor.HEADER_LENGTH + RecordDescriptor.HEADER_LENGTH + 40, 1);

        final MappedJournal again = Journals.open(storage);
        Script.replay(again);

        assertFalse(again.newReader().read(1, entry));
        assertTrue(again.isFaulty(1));
        assertTrue(again.newReader().read(2, entry));
    }

    private MappedJournal acceptedAgain()
    {
        final MappedJournal journal = Journals.open(storage);
        Journals.append(journal, Journals.entry(1, BALLOT, 300));
        int slot = 2;
        while (journal.tailPosition() < 2L * Journals.SEGMENT_LENGTH)
        {
            Journals.settle(journal);
            Journals.append(journal, Journals.entry(slot++, BALLOT, 1000));
        }
        for (int round = 2; round <= 3; round++)
        {
            journal.appendReAccept(round * BALLOT, 1, 0, 1);
            journal.place(1);
        }
        return journal;
    }

    private static String describe(final long ballot)
    {
        return Script.describe(Journals.entry(1, BALLOT, 300).ballot(ballot));
    }
}
