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

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process for {@link SigkillTest} to kill: appends to a journal, and says on its standard output what it would vouch
 * for. Arguments: the directory, the durability.
 */
final class JournalChild
{
    static final int SEGMENT_LENGTH = 1 << 20;

    /** Then it waits to be killed: a disk is not there to be filled. */
    private static final long LENGTH_LIMIT = 8L << 20;

    /** A record that was appended and is not vouched for yet. */
    private record Pending(long end, long slot, long ballot)
    {
    }

    private final MappedJournal journal;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final long limit;
    private long slot;
    private long ballot;
    private long reported;

    private JournalChild(final MappedJournal journal)
    {
        this.journal = journal;
        final Replayed replayed = new Replayed(journal);
        journal.replay(replayed);
        slot = journal.lastSlot();
        ballot = replayed.promisedBallot();
        limit = journal.tailPosition() + LENGTH_LIMIT;
    }

    static JournalConfig config(final Durability durability)
    {
        return JournalConfig.defaults(7, 1).withSegmentLength(SEGMENT_LENGTH).withDurability(durability);
    }

    /** Of an entry in this slot. */
    static int lengthOf(final long slot)
    {
        return (int)(slot * 37 % 1500);
    }

    public static void main(final String[] args)
    {
        final MappedJournal journal = MappedJournal.open(
            DiskStorage.open(Path.of(args[0])), config(Durability.valueOf(args[1])), Journals.INCARNATION);
        final Thread thread = new Thread(() -> sync(journal.syncer()), "syncer");
        thread.setDaemon(true);
        thread.start();
        new JournalChild(journal).run();
    }

    private static void sync(final Syncer syncer)
    {
        while (true)
        {
            syncer.doWork(System.nanoTime());
        }
    }

    private void run()
    {
        while (true)
        {
            if (pending.size() < 100 && journal.tailPosition() < limit)
            {
                append();
            }
            report();
        }
    }

    private void append()
    {
        if (slot % 50 == 49 && ballot <= slot)
        {
            remember(journal.appendPromise(slot + 1), slot, slot + 1);
            return;
        }
        remember(
            Journals.append(journal, Journals.entry(slot + 1, 256, lengthOf(slot + 1))), slot + 1, ballot);
    }

    private void remember(final long end, final long newSlot, final long newBallot)
    {
        if (end != MappedJournal.FULL)
        {
            slot = newSlot;
            ballot = newBallot;
            pending.add(new Pending(end, slot, ballot));
        }
    }

    private void report()
    {
        final long position = journal.durablePosition();
        Pending last = null;
        while (!pending.isEmpty() && pending.peek().end() <= position)
        {
            last = pending.remove();
        }
        if (last != null && position > reported)
        {
            reported = position;
            out.print(last.end() + " " + last.slot() + " " + last.ballot() + " .\n");
            out.flush();
        }
    }
}
