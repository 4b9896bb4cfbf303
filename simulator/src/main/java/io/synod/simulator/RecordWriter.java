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
package io.synod.simulator;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Journal;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;
import io.synod.simulator.check.Violation;

/** Appends records of all kinds by chance, as a member would, and checks that there is room where there must be. */
final class RecordWriter
{
    private static final long BALLOT = 1L << 8;
    private static final int RESERVED_MARKS = 4;
    private static final int MAX_LENGTH = 600;

    private final Journal journal;
    private final SimRandom random;
    private final EntryChecksum checksum = new EntryChecksum();
    private long nextSlot;
    private int marksSinceEntry = RESERVED_MARKS;

    RecordWriter(final Journal journal, final long nextSlot, final SimRandom random)
    {
        this.journal = journal;
        this.nextSlot = nextSlot;
        this.random = random;
    }

    /** One record, if there is room for it. */
    void append()
    {
        switch (random.between(0, 5))
        {
            case 0 -> mark(journal.appendPromise(nextSlot * BALLOT + 1));
            case 1 -> mark(journal.appendDecidedMark(nextSlot - 1));
            case 2 -> place(journal.appendDecidedEntry(entry()));
            case 3 -> place(journal.appendAccept(1, 0, entry()));
            case 4 -> reAccept();
            default -> acceptInPlace();
        }
    }

    private void acceptInPlace()
    {
        final Entry entry = entry();
        final int offset = journal.openBody(MAX_LENGTH);
        if (offset != Journal.NO_ROOM)
        {
            journal.bodyBuffer().putBytes(offset, entry.buffer(), 0, entry.length());
            place(journal.closeBody(1, 0, entry));
        }
    }

    private void reAccept()
    {
        final long slot = random.between(1L, nextSlot);
        if (journal.read(slot, new Entry()) &&
            journal.appendReAccept(nextSlot * BALLOT + 2, 1, 0, slot) != Journal.FULL)
        {
            journal.place(slot);
        }
    }

    /** A full disk leaves room for the promises and marks that elections need. */
    private void mark(final long end)
    {
        marksSinceEntry++;
        Violation.check(end != Journal.FULL || marksSinceEntry > RESERVED_MARKS, "S7", "no room for a promise",
            marksSinceEntry);
    }

    private void place(final long end)
    {
        if (end != Journal.FULL)
        {
            marksSinceEntry = 0;
            journal.place(nextSlot);
            nextSlot++;
        }
    }

    private Entry entry()
    {
        final byte[] body = new byte[random.between(0, MAX_LENGTH)];
        // Zeros, which segments have before use, mean nothing in a body.
        for (int i = random.chance(0.2) ? body.length / 8 * 7 : 0; i < body.length; i++)
        {
            body[i] = (byte)random.between(1, 255);
        }
        final Entry entry = new Entry().slot(nextSlot)
            .ballot(nextSlot * BALLOT)
            .originBallot(BALLOT)
            .kind(EntryKind.BATCH)
            .epoch(1)
            .firstSequence(nextSlot)
            .commandCount(1)
            .timeNs(nextSlot)
            .body(new UnsafeBuffer(body), 0, body.length);
        return entry.checksum(checksum.compute(entry));
    }

    /** A leader that steps down leaves the batch that it has begun. */
    void giveUpBatch()
    {
        final Entry entry = entry();
        final int offset = journal.openBody(MAX_LENGTH);
        if (offset != Journal.NO_ROOM)
        {
            journal.bodyBuffer().putBytes(offset, entry.buffer(), 0, entry.length());
        }
    }
}
