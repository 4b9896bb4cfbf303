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

import java.util.Comparator;
import java.util.List;

import org.agrona.CloseHelper;

/**
 * What a start does with a directory: makes it if it is new, refuses it if it is another's or has lost its memory,
 * scans it, cuts a torn tail. Doing it again, after a crash at any step of it, comes to the same end.
 */
final class JournalDirectory
{
    private final Storage storage;
    private final Identity identity;
    private final Mark mark;

    private JournalDirectory(final Storage storage, final Identity identity, final Mark mark)
    {
        this.storage = storage;
        this.identity = identity;
        this.mark = mark;
    }

    /** Nothing stays open if it is refused, the storage neither. */
    static MappedJournal open(final Storage storage, final JournalConfig config, final Incarnation incarnation)
    {
        Mark mark = null;
        Segments segments = null;
        MappedJournal journal = null;
        try
        {
            final Identity identity = identityOf(storage, config, incarnation);
            mark = Mark.open(storage);
            segments = new Segments(identity.startPosition(), identity.segmentLength());
            journal = new JournalDirectory(storage, identity, mark).open(segments, config);
            return journal;
        }
        finally
        {
            if (journal == null)
            {
                // Why it is refused counts, and not what may fail besides.
                CloseHelper.quietCloseAll(segments, mark, storage);
            }
        }
    }

    private static Identity identityOf(
        final Storage storage, final JournalConfig config, final Incarnation incarnation)
    {
        final List<String> names = storage.list();
        if (!names.contains(Identity.NAME))
        {
            format(storage, names, config, incarnation);
        }
        // A name that a killed process gave a moment ago may not be durable yet.
        storage.forceDirectory();
        final Identity identity = Identity.read(storage);
        identity.check(config);
        return identity;
    }

    private MappedJournal open(final Segments segments, final JournalConfig config)
    {
        refuseLostMemory();
        fill(segments, config.durability());
        final Recovery recovery = recover(segments);
        mark.begin(recovery.tailPosition(), storage.bootId(), config.durability());
        return new MappedJournal(this, segments, recovery, config);
    }

    Storage storage()
    {
        return storage;
    }

    Incarnation incarnation()
    {
        return identity.incarnation();
    }

    Mark mark()
    {
        return mark;
    }

    /** The life ends in order. */
    void end(final long tailPosition)
    {
        mark.end(tailPosition);
    }

    void close()
    {
        CloseHelper.closeAll(mark, storage);
    }

    private static void format(
        final Storage storage,
        final List<String> names,
        final JournalConfig config,
        final Incarnation incarnation)
    {
        if (names.stream().anyMatch(SegmentDescriptor::isName))
        {
            throw new StorageFault(Identity.NAME, "is missing, but there are segments: put it back, or replace the " +
                "member with an empty directory.");
        }
        Mark.create(storage, config.startPosition());
        Identity.of(config, incarnation).write(storage);
    }

    private void refuseLostMemory()
    {
        if (mark.life() > 0 && !mark.isClean() && mark.level() != Durability.FLUSHED &&
            mark.bootId() != storage.bootId())
        {
            throw new StorageFault(Mark.NAME, "the machine has started anew since this member ran, and its journal " +
                "was not forced to the disk (durability WRITTEN): what it accepted is not known. Replace the member.");
        }
    }

    /** Maps the segments that are there. */
    static void mapSegments(final Storage storage, final Identity identity, final Segments into)
    {
        final List<String> names = storage.list().stream()
            .filter(SegmentDescriptor::isName)
            .sorted(Comparator.comparingLong(SegmentDescriptor::basePositionOf))
            .toList();
        for (final String name : names)
        {
            add(storage, name, identity, into);
        }
    }

    private static void add(
        final Storage storage, final String name, final Identity identity, final Segments into)
    {
        final Storage.MappedFile file = storage.open(name);
        try
        {
            file.readThrough(SegmentDescriptor.basePositionOf(name));
            SegmentDescriptor.check(name, file.buffer(), identity.segmentLength(), identity.incarnation());
            into.add(new Segment(name, file));
        }
        catch (final RuntimeException refused)
        {
            file.close();
            throw refused;
        }
    }

    static void refuseNoSegments(final Identity identity, final Mark mark, final Segments segments)
    {
        if (segments.count() == 0 && mark.life() > 0)
        {
            throw new StorageFault(SegmentDescriptor.nameOf(identity.startPosition()),
                "is missing, and every other segment too: put them back, or replace the member.");
        }
    }

    private void fill(final Segments segments, final Durability durability)
    {
        mapSegments(storage, identity, segments);
        refuseNoSegments(identity, mark, segments);
        if (segments.count() == 0)
        {
            try (SegmentMaker maker = new SegmentMaker(
                storage, segments, identity.incarnation(), identity.segmentLength(), durability))
            {
                maker.makeOne();
            }
        }
    }

    private Recovery recover(final Segments segments)
    {
        final Recovery recovery = new Recovery(
            segments, identity, mark, mark.bootId() == storage.bootId()).run();
        if (mark.isCutting() || recovery.firstByteBehindTail() >= 0)
        {
            final boolean isAgain = mark.isCutting();
            mark.cut();
            recovery.cutTail(isAgain);
        }
        // What is read now may lie in the page cache only, and even count as written there if the last life ended with
        // a failed force. It is vouched for from now on, so it must be on the disk.
        segments.forceAnew(Math.max(identity.startPosition(), mark.durablePosition()), recovery.tailPosition());
        return recovery;
    }
}
