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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

/** Appends records by chance, and remembers what a recovered journal has to say about them. */
final class Script
{
    private static final long BALLOT = 1L << 8;

    private final Random random;
    private final EntryChecksum checksum = new EntryChecksum();
    private final int maxBodyLength;
    private final List<String> lines = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private long nextSlot = 1;

    Script(final long seed, final int maxBodyLength)
    {
        this.random = new Random(seed);
        this.maxBodyLength = maxBodyLength;
    }

    /** Appends one record; false if the journal is full. */
    boolean append(final MappedJournal journal)
    {
        return switch (random.nextInt(8))
        {
            case 0 -> note("promise " + nextSlot * BALLOT, journal.appendPromise(nextSlot * BALLOT));
            case 1 -> note("decided " + (nextSlot - 1), journal.appendDecidedMark(nextSlot - 1));
            case 2 -> fill(journal);
            case 3 -> acceptAgain(journal);
            case 4, 5 -> acceptInPlace(journal);
            default -> accept(journal);
        };
    }

    private boolean accept(final MappedJournal journal)
    {
        final Entry entry = entry(nextSlot);
        return noteEntry(journal, "accept ", entry, journal.appendAccept(1, 0, entry));
    }

    private boolean fill(final MappedJournal journal)
    {
        final Entry entry = entry(nextSlot);
        return noteEntry(journal, "filled ", entry, journal.appendDecidedEntry(entry));
    }

    private boolean acceptInPlace(final MappedJournal journal)
    {
        final Entry entry = entry(nextSlot);
        final int offset = journal.openBody(maxBodyLength);
        if (offset == Journal.NO_ROOM)
        {
            return false;
        }
        journal.bodyBuffer().putBytes(offset, entry.buffer(), 0, entry.length());
        return noteEntry(journal, "accept ", entry, journal.closeBody(1, 0, entry));
    }

    private boolean acceptAgain(final MappedJournal journal)
    {
        final long slot = nextSlot > 1 ? 1 + random.nextInt((int)nextSlot - 1) : 0;
        final Entry held = new Entry();
        if (!journal.read(slot, held))
        {
            return true;
        }
        held.ballot(nextSlot * BALLOT + 1);
        final String line = "accept " + describe(held);
        final long end = journal.appendReAccept(held.ballot(), 1, 0, slot);
        if (end != Journal.FULL)
        {
            journal.place(slot);
        }
        return note(line, end);
    }

    private boolean noteEntry(final MappedJournal journal, final String what, final Entry entry, final long end)
    {
        if (end != Journal.FULL)
        {
            journal.place(nextSlot);
            nextSlot++;
        }
        return note(what + describe(entry), end);
    }

    private boolean note(final String line, final long end)
    {
        if (end == Journal.FULL)
        {
            return false;
        }
        lines.add(line);
        ends.add(end);
        return true;
    }

    /** What a recovered journal must replay at least, and may at most. */
    List<String> lines()
    {
        return lines;
    }

    /** How many records end at or before a position. */
    int countThrough(final long position)
    {
        return (int)ends.stream().filter(end -> end <= position).count();
    }

    /** What a journal replays. */
    static List<String> replay(final MappedJournal journal)
    {
        final List<String> found = new ArrayList<>();
        final Entry entry = new Entry();
        journal.replay(new RecordHandler()
        {
            @Override
            public void onAcceptRecord(final long ballot, final long slot, final long chainFrom, final long fence)
            {
                found.add("accept " + read(slot));
            }

            @Override
            public void onDecidedEntryRecord(final long ballot, final long slot)
            {
                found.add("filled " + read(slot));
            }

            @Override
            public void onPromiseRecord(final long ballot)
            {
                found.add("promise " + ballot);
            }

            @Override
            public void onDecidedMarkRecord(final long decidedThrough)
            {
                found.add("decided " + decidedThrough);
            }

            private String read(final long slot)
            {
                journal.place(slot);
                return journal.read(slot, entry) ? describe(entry) : "faulty " + slot;
            }
        });
        return found;
    }

    /** A whole entry. */
    Entry entry(final long slot)
    {
        final byte[] body = new byte[random.nextInt(maxBodyLength + 1)];
        random.nextBytes(body);
        final Entry entry = new Entry().slot(slot)
            .ballot(slot * BALLOT)
            .originBallot(BALLOT)
            .kind(EntryKind.BATCH)
            .epoch(1)
            .firstSequence(slot * 3)
            .commandCount(random.nextInt(9))
            .timeNs(random.nextLong() >>> 1)
            .body(new UnsafeBuffer(body), 0, body.length);
        return entry.checksum(checksum.compute(entry));
    }

    static String describe(final Entry entry)
    {
        final byte[] body = new byte[entry.length()];
        entry.buffer().getBytes(entry.offset(), body);
        return entry.slot() + " at " + entry.ballot() + " of " + entry.originBallot() + " kind " + entry.kind() +
            " epoch " + entry.epoch() + " sequence " + entry.firstSequence() + "+" + entry.commandCount() + " time " +
            entry.timeNs() + " checksum " + entry.checksum() + " body " + body.length + ":" +
            java.util.Arrays.hashCode(body);
    }
}
