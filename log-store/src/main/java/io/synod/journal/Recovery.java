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

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import org.agrona.collections.Long2LongHashMap;
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

    /** Is told of each place that holds something, in order. */
    interface Observer
    {
        /** A record; false ends the scan, and the tail is here. */
        boolean onRecord(boolean hasItsBody, Segment segment, long position);

        /** A range without records, with one behind it; false ends the scan. */
        boolean onGap(long position, long limit);
    }

    /** Looks on, and wants all. */
    static final Observer NOBODY = new Observer()
    {
        @Override
        public boolean onRecord(final boolean hasItsBody, final Segment segment, final long position)
        {
            return true;
        }

        @Override
        public boolean onGap(final long position, final long limit)
        {
            return true;
        }
    };

    /** A place that holds no record, or one without its body. */
    private record Damage(long position, long limit, boolean isHeader, boolean isUnwritten)
    {
    }

    private final Segments segments;
    private final RecordScanner scanner;
    private final List<Damage> damages = new ArrayList<>();
    private final List<JournalDamage> verdicts = new ArrayList<>();
    private final LongHashSet damagedBodies = new LongHashSet();
    private final Long2LongHashMap replacedSlots = new Long2LongHashMap(-1);
    private final boolean isMemoryKept;
    private long durablePosition;
    private long lastGoodEnd;
    private long tailPosition;
    private long records;

    Recovery(final Segments segments, final Identity identity, final Mark mark, final boolean isThisBoot)
    {
        this.segments = segments;
        this.scanner = new RecordScanner(segments, identity.incarnation(), identity.group(), mark.life());
        this.durablePosition = mark.durablePosition();
        this.isMemoryKept = mark.isMemoryKept(isThisBoot);
        this.lastGoodEnd = scanner.position();
    }

    /** Scans all records; refuses to go on if the member has forgotten what it vouched for. */
    Recovery run()
    {
        scan(NOBODY);
        for (final JournalDamage verdict : verdicts)
        {
            if (verdict.kind() == JournalDamage.Kind.MEMBER_LOST)
            {
                throw new StorageFault(verdict.file(), verdict.position(), verdict.meaning());
            }
        }
        return this;
    }

    /** Scans all records, and judges what is damaged. Another process may append meanwhile. */
    Recovery scan(final Observer observer)
    {
        Found found = scanner.look();
        boolean isWanted = true;
        while (isWanted && found != Found.END)
        {
            if (found == Found.NOTHING)
            {
                final long from = scanner.position();
                final Segment segment = scanner.segment();
                if (!scanner.skipToHeader())
                {
                    break;
                }
                if (!isRecordByNow(segment, from))
                {
                    damages.add(new Damage(
                        from,
                        scanner.position(),
                        true,
                        isUnwritten(segment, from, from + RecordDescriptor.HEADER_LENGTH)));
                    isWanted = observer.onGap(from, scanner.position());
                }
            }
            else
            {
                onRecord(found);
                isWanted = observer.onRecord(found == Found.RECORD, scanner.segment(), scanner.position());
                scanner.skip();
            }
            found = isWanted ? scanner.look() : Found.END;
        }
        tailPosition = segments.nextRecordPosition(lastGoodEnd);
        if (isWanted)
        {
            judge();
        }
        return this;
    }

    /** What is damaged, and what that means, in order. */
    List<JournalDamage> verdicts()
    {
        return verdicts;
    }

    /** Where something lies behind the tail that is no record; {@code -1} if all is zero there. */
    long firstByteBehindTail()
    {
        for (Segment segment = segmentOf(tailPosition); segment != null; segment = segments.at(segment.limit()))
        {
            int offset = segment.offset(Math.max(tailPosition, segment.firstRecord()));
            if (!isZero(segment.buffer(), offset, segment.length()))
            {
                while (segment.buffer().getByte(offset) == 0)
                {
                    offset++;
                }
                return segment.basePosition() + offset;
            }
        }
        return -1;
    }

    /** The segment that the tail is in, or at the end of. */
    Segment tailSegment()
    {
        return segmentOf(tailPosition);
    }

    /** Position up to which the member knew its records to be durable. */
    long durablePosition()
    {
        return durablePosition;
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

    /**
     * Zeroes what lies behind the tail and makes that durable, so that it never comes back as a record.
     *
     * @param isAgain whether that was begun before: what is zero already may be so in memory only.
     */
    void cutTail(final boolean isAgain)
    {
        for (Segment segment = segmentOf(tailPosition); segment != null; segment = segments.at(segment.limit()))
        {
            final long from = Math.max(tailPosition, segment.firstRecord());
            final int offset = segment.offset(from);
            if (isAgain || !isZero(segment.buffer(), offset, segment.length()))
            {
                segment.buffer().setMemory(offset, segment.length() - offset, (byte)0);
                segment.rewrite(from, segment.limit());
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
            if (!damages.isEmpty() && RecordDescriptor.hasBody(RecordDescriptor.kind(buffer, scanner.offset())))
            {
                replacedSlots.put(RecordDescriptor.slot(buffer, scanner.offset()), scanner.position());
            }
            return;
        }
        final long bodyFrom = scanner.position() + RecordDescriptor.HEADER_LENGTH;
        damages.add(new Damage(
            scanner.position(), scanner.end(), false, isUnwritten(scanner.segment(), bodyFrom, scanner.end())));
    }

    /** A record may have come since there was none; then the scan goes back to it. */
    private boolean isRecordByNow(final Segment segment, final long position)
    {
        // Whoever sees a later record sees what was appended before it.
        VarHandle.acquireFence();
        return scanner.returnTo(segment, position);
    }

    private void judge()
    {
        for (final Damage damage : damages)
        {
            final boolean isBehindDurable = damage.position() >= durablePosition;
            final boolean isLast = damage.position() >= lastGoodEnd;
            final boolean isTorn = isMemoryKept ? isLast && damage.isHeader() : isLast || damage.isUnwritten();
            if (isBehindDurable && isTorn)
            {
                tailPosition = damage.position();
                verdicts.add(verdict(JournalDamage.Kind.TORN_TAIL, damage.position(), lastGoodEnd,
                    "the records from here on are torn, and nothing in them was vouched for."));
                break;
            }
            if (damage.isHeader())
            {
                verdicts.add(verdict(JournalDamage.Kind.MEMBER_LOST, damage.position(), damage.limit(),
                    "no record can be read up to position " + damage.limit() + ", but valid ones lie behind. What " +
                        "this member promised or accepted there is lost: replace the member."));
                continue;
            }
            damagedBodies.add(damage.position());
            tailPosition = Math.max(tailPosition, segments.nextRecordPosition(damage.limit()));
            verdicts.add(lost(damage));
        }
        if (tailPosition < durablePosition)
        {
            verdicts.add(verdict(JournalDamage.Kind.MEMBER_LOST, tailPosition, durablePosition,
                "the records end here, but they were durable up to position " + durablePosition +
                    ". What this member promised or accepted there is lost: replace the member."));
        }
    }

    private JournalDamage lost(final Damage damage)
    {
        final long slot = slotAt(damage.position());
        final long replacedAt = replacedSlots.get(slot);
        return replacedAt > damage.position() ?
            verdict(JournalDamage.Kind.ENTRY_REPLACED, damage.position(), damage.limit(),
                "the entry of slot " + slot + " cannot be read here; it came back, at position " + replacedAt + ".") :
            verdict(JournalDamage.Kind.ENTRY_LOST, damage.position(), damage.limit(),
                "the entry of slot " + slot + " cannot be read: its peers have it.");
    }

    private long slotAt(final long position)
    {
        final Segment segment = segments.at(position);
        return RecordDescriptor.slot(segment.buffer(), segment.offset(position));
    }

    private JournalDamage verdict(
        final JournalDamage.Kind kind, final long position, final long limit, final String meaning)
    {
        return new JournalDamage(segmentOf(position).name(), kind, position, limit, meaning);
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
