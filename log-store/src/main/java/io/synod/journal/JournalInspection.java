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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.synod.protocol.ConfigException;

/**
 * Looks at a journal, whether or not a member is using it, and changes nothing: it maps read-only, makes no file and
 * takes no lock. What a running member appends meanwhile is seen or not; the end is where valid records end.
 */
public final class JournalInspection implements AutoCloseable
{
    /** A running member may overwrite one copy of its mark, and then the other, while they are read. */
    private static final int MARK_READINGS = 100;

    /**
     * A file of the journal.
     *
     * @param name     of the file.
     * @param position of its first byte.
     * @param limit    exclusive.
     */
    public record SegmentFile(String name, long position, long limit)
    {
    }

    private final Path directory;
    private final Identity identity;
    private final Mark mark;
    private final boolean isThisBoot;
    private final Segments segments;
    private final List<JournalDamage> damages = new ArrayList<>();
    private long tailPosition;
    private long durablePosition;

    private JournalInspection(
        final Path directory,
        final Identity identity,
        final Mark mark,
        final boolean isThisBoot,
        final Segments segments)
    {
        this.directory = directory;
        this.identity = identity;
        this.mark = mark;
        this.isThisBoot = isThisBoot;
        this.segments = segments;
        this.durablePosition = mark.durablePosition();
    }

    /**
     * Maps a journal.
     *
     * @param directory of it.
     * @return still to be scanned.
     * @throws ConfigException if there is no journal.
     * @throws StorageFault    if a header is damaged so that nothing can be said of the records.
     */
    public static JournalInspection open(final Path directory)
    {
        if (!Files.isDirectory(directory))
        {
            throw new ConfigException("there is no directory " + directory);
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory))
        {
            throw new ConfigException("directory " + directory + " may not be read by this user");
        }
        final Storage storage = new ReadOnlyDirectory(directory);
        final List<String> names = storage.list();
        refuseWhatIsNoJournal(directory, names);
        final Identity identity = Identity.read(storage);
        // The mark before the segments: what it calls durable lies in files that are there when they are looked for.
        final Mark mark = readMark(storage);
        final Segments segments = new Segments(identity.startPosition(), identity.segmentLength());
        try
        {
            JournalDirectory.mapSegments(storage, identity, segments);
            JournalDirectory.refuseNoSegments(identity, mark, segments);
        }
        catch (final StorageFault fault)
        {
            segments.close();
            throw fault;
        }
        return new JournalInspection(directory, identity, mark, mark.bootId() == storage.bootId(), segments);
    }

    public Incarnation incarnation()
    {
        return identity.incarnation();
    }

    public long clusterId()
    {
        return identity.clusterId();
    }

    public int memberId()
    {
        return identity.memberId();
    }

    public int group()
    {
        return identity.group();
    }

    public int segmentLength()
    {
        return identity.segmentLength();
    }

    /**
     * How often the member has been started with this directory.
     *
     * @return 0 if it never came so far.
     */
    public int life()
    {
        return mark.life();
    }

    public long bootId()
    {
        return mark.bootId();
    }

    /**
     * Whether the last life was lived since this machine was started.
     *
     * @return false too if this is another machine.
     */
    public boolean isThisBoot()
    {
        return isThisBoot;
    }

    /**
     * Whether the last life ended in order.
     *
     * @return false if the member is running, or was killed.
     */
    public boolean isClosed()
    {
        return mark.isClean();
    }

    public Durability durability()
    {
        return mark.level();
    }

    /**
     * Up to where the mark says that records are durable.
     *
     * @return position; more may be.
     */
    public long markedPosition()
    {
        return mark.durablePosition();
    }

    /**
     * Whether one of the two copies of the mark cannot be read.
     *
     * @return true if the other one counts for that reason.
     */
    public boolean isMarkDamaged()
    {
        return mark.isOneCopyDamaged();
    }

    /**
     * The process that has the journal open, where the system tells of locks.
     *
     * @return empty if there is none, or if it cannot be known.
     */
    public OptionalLong process()
    {
        return LockHolder.of(directory.resolve(DiskStorage.LOCK_NAME));
    }

    /**
     * The files, by position.
     *
     * @return empty if the member was never started.
     */
    public List<SegmentFile> segments()
    {
        final List<SegmentFile> files = new ArrayList<>();
        for (int i = 0; i < segments.count(); i++)
        {
            final Segment segment = segments.at(identity.startPosition() + (long)i * identity.segmentLength());
            files.add(new SegmentFile(segment.name(), segment.basePosition(), segment.limit()));
        }
        return files;
    }

    /**
     * Walks over all records with every checksum checked, and judges what is damaged.
     *
     * @param handler of what is found.
     */
    public void scan(final InspectionHandler handler)
    {
        damages.clear();
        tailPosition = identity.startPosition();
        if (segments.count() == 0)
        {
            return;
        }
        final Observer observer = new Observer(handler);
        final Recovery recovery = new Recovery(segments, identity, mark, isThisBoot).scan(observer);
        tailPosition = recovery.tailPosition();
        durablePosition = recovery.durablePosition();
        if (observer.isStopped)
        {
            return;
        }
        damages.addAll(recovery.verdicts());
        final long torn = recovery.firstByteBehindTail();
        if (torn >= 0 && damages.stream().allMatch(JournalDamage::isOfOneEntry))
        {
            final Segment segment = segments.at(torn);
            damages.add(new JournalDamage(segment.name(), JournalDamage.Kind.TORN_TAIL, torn, segment.limit(),
                "bytes behind the last record that are no whole record; nothing in them was vouched for."));
        }
    }

    /**
     * What the scan found damaged.
     *
     * @return in order; empty before a scan, and after one that its handler ended.
     */
    public List<JournalDamage> damages()
    {
        return List.copyOf(damages);
    }

    /**
     * End of the last record that stays.
     *
     * @return position, of the last scan.
     */
    public long tailPosition()
    {
        return tailPosition;
    }

    /**
     * Up to where mark and records say that records are durable.
     *
     * @return position, of the last scan.
     */
    public long durablePosition()
    {
        return durablePosition;
    }

    @Override
    public void close()
    {
        segments.close();
    }

    private static void refuseWhatIsNoJournal(final Path directory, final List<String> names)
    {
        if (!names.contains(Identity.NAME) && !names.contains(Mark.NAME) &&
            names.stream().noneMatch(SegmentDescriptor::isName))
        {
            throw new ConfigException("directory " + directory + " holds no journal: there is no file " +
                Identity.NAME + " in it, and no segment");
        }
        for (final String needed : List.of(Identity.NAME, Mark.NAME))
        {
            if (!names.contains(needed))
            {
                throw new StorageFault(needed, "is missing: put it back, or replace the member.");
            }
        }
    }

    private static Mark readMark(final Storage storage)
    {
        StorageFault refused = null;
        for (int i = 0; i < MARK_READINGS; i++)
        {
            try
            {
                final Mark mark = Mark.open(storage);
                mark.close();
                if (!mark.isOneCopyDamaged() || i == MARK_READINGS - 1)
                {
                    return mark;
                }
            }
            catch (final StorageFault fault)
            {
                refused = fault;
            }
        }
        throw refused;
    }

    /** Hands on what recovery sees. */
    private static final class Observer implements Recovery.Observer
    {
        private final InspectionHandler handler;
        private final InspectedRecord record = new InspectedRecord();
        private boolean isStopped;

        private Observer(final InspectionHandler handler)
        {
            this.handler = handler;
        }

        @Override
        public boolean onRecord(final boolean hasItsBody, final Segment segment, final long position)
        {
            isStopped = !handler.onRecord(record.at(segment, position, hasItsBody));
            return !isStopped;
        }

        @Override
        public boolean onGap(final long position, final long limit)
        {
            isStopped = !handler.onGap(position, limit);
            return !isStopped;
        }
    }
}
