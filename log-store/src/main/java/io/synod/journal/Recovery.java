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

import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

import static io.synod.journal.RecordScanner.Found;

/**
 * Finds out what a crash has left: where the journal ends, and which entries cannot be read any more. Reads only.
 * <p>
 * Damage behind the last position known to be durable is a <em>torn tail</em>, and the journal ends before it, if
 * nothing valid lies behind it, or if it looks like blocks that never reached the disk: those are zero, because
 * segments are filled with zeros before use. Nothing there was vouched for: records become durable in order. All other
 * damage is <em>corruption</em>. An entry whose header is whole is lost as one slot, and comes back from the peers. If
 * a header is lost, nobody can say what the member has promised or accepted there: it must not go on.
 */
final class Recovery
{
    private static final int SECTOR_LENGTH = 512;

    /** A place that holds no record, or one without its body. */
    private record Damage(long position, long limit, boolean isHeader, boolean isUnwritten)
    {
    }

    private final Segments segments;
    private final RecordScanner scanner;
    private final List<Damage> damages = new ArrayList<>();
    private final LongHashSet damagedBodies = new LongHashSet();
    private long durablePosition;
    private long lastGoodEnd;
    private long tailPosition;
    private long records;

    Recovery(
        final Segments segments,
        final Incarnation incarnation,
        final int group,
        final int greatestLife,
        final long durablePosition)
    {
        this.segments = segments;
        this.scanner = new RecordScanner(segments, incarnation, group, greatestLife);
        this.durablePosition = durablePosition;
        this.lastGoodEnd = scanner.position();
    }

    /** Scans all records. */
    Recovery run()
    {
        Found found = scanner.look();
        while (found != Found.END)
        {
            if (found == Found.NOTHING)
            {
                final long from = scanner.position();
                final boolean isUnwritten = isUnwritten(
                    scanner.segment(), from, from + RecordDescriptor.HEADER_LENGTH);
                if (!scanner.skipToHeader())
                {
                    break;
                }
                damages.add(new Damage(from, scanner.position(), true, isUnwritten));
            }
            else
            {
                onRecord(found);
                scanner.skip();
            }
            found = scanner.look();
        }
        tailPosition = segments.nextRecordPosition(lastGoodEnd);
        judge();
        return this;
    }

    /** End of the last record that stays. */
    long tailPosition()
    {
        return tailPosition;
    }

    /** Positions of records whose entries are lost. */
    LongHashSet damagedBodies()
    {
        return damagedBodies;
    }

    long records()
    {
        return records;
    }

    /** Zeroes what lies behind the tail and makes that durable, so that it never comes back as a record. */
    void cutTail()
    {
        for (Segment segment = segmentOf(tailPosition); segment != null; segment = segments.at(segment.limit()))
        {
            final long from = Math.max(tailPosition, segment.firstRecord());
            final int offset = segment.offset(from);
            if (!isZero(segment.buffer(), offset, segment.length()))
            {
                segment.buffer().setMemory(offset, segment.length() - offset, (byte)0);
                segment.force(from, segment.limit());
            }
        }
    }

    private Segment segmentOf(final long position)
    {
        final Segment segment = segments.at(position);
        return segment != null ? segment : segments.at(position - 1);
    }

    private void onRecord(final Found found)
    {
        final UnsafeBuffer buffer = scanner.buffer();
        durablePosition = Math.max(durablePosition, RecordDescriptor.durablePosition(buffer, scanner.offset()));
        if (found == Found.RECORD)
        {
            lastGoodEnd = scanner.end();
            records++;
            return;
        }
        final long bodyFrom = scanner.position() + RecordDescriptor.HEADER_LENGTH;
        damages.add(new Damage(
            scanner.position(), scanner.end(), false, isUnwritten(scanner.segment(), bodyFrom, scanner.end())));
    }

    private void judge()
    {
        for (final Damage damage : damages)
        {
            final boolean isBehindDurable = damage.position() >= durablePosition;
            final boolean isLast = damage.position() >= lastGoodEnd;
            if (isBehindDurable && (isLast || damage.isUnwritten()))
            {
                tailPosition = damage.position();
                break;
            }
            if (damage.isHeader())
            {
                throw new StorageFault(
                    segments.at(damage.position()).name(),
                    damage.position(),
                    "no record can be read up to position " + damage.limit() + ", but valid ones lie behind. What " +
                        "this member promised or accepted there is lost: replace the member.");
            }
            damagedBodies.add(damage.position());
            tailPosition = Math.max(tailPosition, segments.nextRecordPosition(damage.limit()));
        }
        if (tailPosition < durablePosition)
        {
            throw new StorageFault(
                segmentOf(tailPosition).name(),
                tailPosition,
                "the records end here, but they were durable up to position " + durablePosition +
                    ". What this member promised or accepted there is lost: replace the member.");
        }
    }

    /** Whether some sector's part of a range holds nothing but zeros. */
    private static boolean isUnwritten(final Segment segment, final long from, final long limit)
    {
        int offset = segment.offset(from);
        final int end = segment.offset(Math.min(limit, segment.limit()));
        while (offset < end)
        {
            final int sectorEnd = Math.min(end, (offset / SECTOR_LENGTH + 1) * SECTOR_LENGTH);
            if (isZero(segment.buffer(), offset, sectorEnd))
            {
                return true;
            }
            offset = sectorEnd;
        }
        return false;
    }

    private static boolean isZero(final UnsafeBuffer buffer, final int from, final int limit)
    {
        int offset = from;
        for (; offset <= limit - Long.BYTES; offset += Long.BYTES)
        {
            if (buffer.getLong(offset) != 0)
            {
                return false;
            }
        }
        for (; offset < limit; offset++)
        {
            if (buffer.getByte(offset) != 0)
            {
                return false;
            }
        }
        return true;
    }
}
