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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Appending and reading allocate nothing on their thread, but for a page of the slot index now and then. */
final class JournalAllocationTest
{
    private static final int LENGTH = 100;
    private static final int APPENDS = 100_000;
    /** Two pages of 65,536 slots begin in what is measured: their memory is not on the heap, what holds it is. */
    private static final long LIMIT = 1024;

    private final Entry entry = new Entry();
    private final Entry read = new Entry();
    private final EntryChecksum checksum = new EntryChecksum();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[LENGTH]);

    @Test
    void appendsOfBothKindsMarksAndReadsAllocateNothing(@TempDir final Path directory)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        try (MappedJournal journal = MappedJournal.open(
            DiskStorage.open(directory.resolve("journal")), JournalConfig.defaults(7, 1), Journals.INCARNATION))
        {
            final JournalReader reader = journal.newReader();
            append(journal, reader, 1, APPENDS);
            final long before = threads.getThreadAllocatedBytes(thread);
            append(journal, reader, APPENDS + 1, 2 * APPENDS);
            final long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertTrue(allocated <= LIMIT, "allocated " + allocated + " bytes in " + APPENDS + " appends");
            assertEquals(2 * APPENDS, journal.lastSlot());
        }
    }

    private void append(final MappedJournal journal, final JournalReader reader, final long fromSlot, final long last)
    {
        for (long slot = fromSlot; slot <= last; slot++)
        {
            entry.slot(slot).ballot(256).originBallot(256).firstSequence(slot).timeNs(slot).epoch(1).commandCount(1)
                .kind(EntryKind.BATCH).body(command, 0, LENGTH);
            if (slot % 2 == 0)
            {
                journal.bodyBuffer().putBytes(journal.openBody(LENGTH), command, 0, LENGTH);
                journal.closeBody(1, 0, entry);
            }
            else
            {
                journal.appendAccept(1, 0, entry.checksum(checksum.compute(entry)));
            }
            journal.place(slot);
            if (slot % 1000 == 0)
            {
                journal.appendDecidedMark(slot);
            }
            assertTrue(journal.read(slot, read) && reader.read(slot, read));
        }
    }
}
