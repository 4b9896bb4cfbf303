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

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Journals for tests: small segments, member 1 of cluster 7. */
final class Journals
{
    static final Incarnation INCARNATION = new Incarnation(0x1234, 0x5678);
    static final int SEGMENT_LENGTH = 1 << 14;

    private Journals()
    {
    }

    static JournalConfig config()
    {
        return JournalConfig.defaults(7, 1).withSegmentLength(SEGMENT_LENGTH).withIndexPageSlots(64);
    }

    static MappedJournal open(final Storage storage)
    {
        return MappedJournal.open(storage, config(), INCARNATION);
    }

    /** All that the syncer has to do, until it has nothing more to do. */
    static void settle(final MappedJournal journal)
    {
        while (journal.syncer().doWork(0) > 0)
        {
            journal.durablePosition();
        }
    }

    /** A whole entry whose body is as long as wanted, and full of bytes that tell its slot. */
    static Entry entry(final long slot, final long ballot, final int length)
    {
        final byte[] body = new byte[length];
        Arrays.fill(body, (byte)(slot * 7 + 1 | 1));
        final Entry entry = new Entry().slot(slot)
            .ballot(ballot)
            .originBallot(ballot)
            .kind(EntryKind.BATCH)
            .epoch(1)
            .firstSequence(slot)
            .commandCount(1)
            .timeNs(slot * 1000)
            .body(new UnsafeBuffer(body), 0, length);
        return entry.checksum(new EntryChecksum().compute(entry));
    }

    /** Appends an entry and makes it count. */
    static long append(final MappedJournal journal, final Entry entry)
    {
        final long end = journal.appendAccept(1, 0, entry);
        if (end != MappedJournal.FULL)
        {
            journal.place(entry.slot());
        }
        return end;
    }

    /** What a slot holds, in words. */
    static String read(final MappedJournal journal, final long slot)
    {
        final Entry entry = new Entry();
        return journal.read(slot, entry) ? Script.describe(entry) : journal.isFaulty(slot) ? "faulty" : "nothing";
    }

    /** The slots that cannot be read; as many as the journal counts. */
    static List<Long> faultySlots(final MappedJournal journal)
    {
        final List<Long> slots =
            LongStream.rangeClosed(1, journal.lastSlot()).filter(journal::isFaulty).boxed().toList();
        assertEquals(slots.size(), journal.faultyCount());
        return slots;
    }
}
