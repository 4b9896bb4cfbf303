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

    static MappedJournal open(final Storage storage, final JournalConfig config, final Incarnation incarnation)
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
        final JournalDirectory directory = new JournalDirectory(storage, identity, Mark.open(storage));
        directory.refuseLostMemory();
        final Segments segments = directory.openSegments(config.durability());
        final Recovery recovery = directory.recover(segments);
        directory.mark.begin(recovery.tailPosition(), storage.bootId(), config.durability());
        return new MappedJournal(directory, segments, recovery, config);
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
        mark.close();
        storage.close();
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
            final Storage.MappedFile file = storage.open(name);
            SegmentDescriptor.check(name, file.buffer(), identity.segmentLength(), identity.incarnation());
            into.add(new Segment(name, file));
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

    private Segments openSegments(final Durability durability)
    {
        final Segments segments = new Segments(identity.startPosition(), identity.segmentLength());
        mapSegments(storage, identity, segments);
        refuseNoSegments(identity, mark, segments);
        if (segments.count() == 0)
        {
            new SegmentMaker(storage, segments, identity.incarnation(), identity.segmentLength(), durability)
                .makeOne();
        }
        return segments;
    }

    private Recovery recover(final Segments segments)
    {
        final Recovery recovery = new Recovery(
            segments, identity.incarnation(), identity.group(), mark.life(), mark.durablePosition()).run();
        recovery.cutTail();
        // What is read now may lie in the page cache only, and even count as written there if the last life ended with
        // a failed force. It is vouched for from now on, so it must be on the disk.
        segments.forceAnew(Math.max(identity.startPosition(), mark.durablePosition()), recovery.tailPosition());
        return recovery;
    }
}
