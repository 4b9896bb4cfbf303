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

import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.LongHashSet;

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;

/**
 * A member's journal in mapped files ({@code docs/JOURNAL.md}). One thread appends and makes all calls of
 * {@link Journal}; any number of others read by a {@link JournalReader} each; the thread of the {@link Syncer} makes
 * it durable and makes files ahead.
 * <pre>
 *    first record                    durablePosition        tailPosition
 *      v                                   v                     v
 *      [ forced                            | written             | zeros        ] [ a segment ready
 * </pre>
 * Appending never waits and allocates nothing but a page of the slot index now and then.
 */
public final class MappedJournal implements Journal, AutoCloseable
{
    private final JournalDirectory directory;
    private final Segments segments;
    private final SlotRecords slots;
    private final LongHashSet damagedBodies;
    private final EntryChecksum entryChecksum = new EntryChecksum();
    private final RecordEncoder encoder;
    private final JournalTail tail;
    private final Watermark tailMark;
    private final Syncer syncer;
    private final Entry scratch = new Entry();
    private int openLength;
    private int openOffset = NO_ROOM;
    private long vouchablePosition;
    private boolean isClosed;

    MappedJournal(
        final JournalDirectory directory, final Segments segments, final Recovery recovery, final JournalConfig config)
    {
        this.directory = directory;
        this.segments = segments;
        this.damagedBodies = recovery.damagedBodies();
        this.slots = new SlotRecords(
            segments, new SlotIndex(directory.storage()::memory, config.indexPageSlots()));
        this.encoder = new RecordEncoder(directory.incarnation(), config.group(), directory.mark().life());
        final Watermark durable = new Watermark();
        tailMark = new Watermark();
        tailMark.setRelease(recovery.tailPosition());
        tail = new JournalTail(segments, encoder, tailMark, durable);
        durable.setRelease(tail.position());
        vouchablePosition = tail.position();
        final SegmentMaker maker = new SegmentMaker(
            directory.storage(), segments, directory.incarnation(), segments.first().length(), config.durability());
        syncer = new Syncer(segments, maker, directory.mark(), tailMark, durable, config.durability());
    }

    /**
     * Opens the journal of a directory, or makes it.
     *
     * @param storage     the directory; closed with the journal, and at once if that is refused.
     * @param config      of the journal.
     * @param incarnation that the directory gets if it is new: drawn at random.
     * @return recovered, and yet to be replayed.
     * @throws StorageFault                          if the directory is damaged so that the member must not go on.
     * @throws io.synod.protocol.ConfigException if the directory is another member's.
     */
    public static MappedJournal open(final Storage storage, final JournalConfig config, final Incarnation incarnation)
    {
        return JournalDirectory.open(storage, config, incarnation);
    }

    // Appending.

    @Override
    public int openBody(final int maxLength)
    {
        abandonOpenBody();
        final int limit = JournalTail.maxBodyLength(tail.segment().length());
        Verify.that(maxLength <= limit, "a segment holds a batch: JournalConfig.checkHolds", maxLength, limit);
        if (!tail.makeRoomForEntry(RecordDescriptor.alignedLength(RecordDescriptor.HEADER_LENGTH + maxLength)))
        {
            return NO_ROOM;
        }
        openOffset = tail.segment().offset(tail.position()) + RecordDescriptor.HEADER_LENGTH;
        openLength = maxLength;
        return openOffset;
    }

    @Override
    public MutableDirectBuffer bodyBuffer()
    {
        return tail.segment().buffer();
    }

    @Override
    public long closeBody(final long chainFrom, final long fence, final Entry entry)
    {
        Verify.that(openOffset != NO_ROOM && entry.length() <= openLength, "an open body is closed");
        entry.body(tail.segment().buffer(), openOffset, entry.length());
        entry.checksum(entryChecksum.compute(entry));
        openOffset = NO_ROOM;
        return commitEntry(RecordDescriptor.ACCEPT, chainFrom, fence, entry);
    }

    @Override
    public long appendAccept(final long chainFrom, final long fence, final Entry entry)
    {
        return append(RecordDescriptor.ACCEPT, chainFrom, fence, entry);
    }

    @Override
    public long appendReAccept(final long ballot, final long chainFrom, final long fence, final long slot)
    {
        abandonOpenBody();
        if (!tail.makeRoomForEntry(RecordDescriptor.HEADER_LENGTH))
        {
            return FULL;
        }
        final long held = slots.position(slot);
        Verify.that(slots.fill(held, scratch), "a value that is accepted again is held", slot, ballot);
        final Segment segment = segments.at(held);
        encoder.entry(scratch.ballot(ballot))
            .chain(chainFrom, fence)
            .body(RecordDescriptor.bodyPosition(segment.buffer(), segment.offset(held)));
        return commit(RecordDescriptor.RE_ACCEPT, RecordDescriptor.HEADER_LENGTH);
    }

    @Override
    public long appendDecidedEntry(final Entry entry)
    {
        return append(RecordDescriptor.DECIDED_ENTRY, 0, 0, entry);
    }

    @Override
    public long appendPromise(final long ballot)
    {
        final long from = tail.position();
        final long end = appendMark(RecordDescriptor.PROMISE, ballot, Slot.NONE);
        if (end != FULL)
        {
            syncer.onPromise(from, end);
        }
        return end;
    }

    @Override
    public long appendDecidedMark(final long decidedThrough)
    {
        return appendMark(RecordDescriptor.DECIDED_MARK, 0, decidedThrough);
    }

    // Which record counts.

    @Override
    public void place(final long slot)
    {
        slots.place(slot);
    }

    @Override
    public void stage(final long slot)
    {
        slots.stage(slot);
    }

    @Override
    public void adopt(final long fromSlot, final long throughSlot)
    {
        slots.adopt(fromSlot, throughSlot);
    }

    @Override
    public void dropStaged()
    {
        slots.dropStaged();
    }

    @Override
    public void dropAbove(final long slot, final long ballot)
    {
        slots.dropAbove(slot, ballot);
    }

    // Reading.

    @Override
    public boolean read(final long slot, final Entry into)
    {
        return slots.fill(slots.position(slot), into);
    }

    @Override
    public boolean readStaged(final long slot, final Entry into)
    {
        return slots.fill(slots.stagedPosition(slot), into);
    }

    @Override
    public boolean readHeader(final long slot, final Entry into)
    {
        final boolean isThere = slots.fill(slots.positionOfAny(slot), into);
        into.noBody();
        return isThere;
    }

    @Override
    public boolean isFaulty(final long slot)
    {
        return slots.isFaulty(slot);
    }

    /**
     * Whether the record kept aside for a slot was damaged and cannot be read.
     *
     * @param slot any.
     * @return true if it was damaged.
     */
    public boolean isStagedFaulty(final long slot)
    {
        return slots.isStagedFaulty(slot);
    }

    @Override
    public long firstSlotKept()
    {
        return Slot.FIRST;
    }

    @Override
    public long lastSlot()
    {
        return slots.lastSlot();
    }

    @Override
    public long tailPosition()
    {
        return tail.position();
    }

    /**
     * A reader for another thread.
     *
     * @return for one thread.
     */
    public JournalReader newReader()
    {
        return slots.newReader();
    }

    /**
     * What may be vouched for at this journal's {@link Durability}. For the thread that appends, which hands it to the
     * member.
     *
     * @return position; never falls.
     */
    public long durablePosition()
    {
        vouchablePosition = Math.max(vouchablePosition, syncer.vouchablePosition(tail.position()));
        return vouchablePosition;
    }

    /**
     * What makes it durable.
     *
     * @return to be run by a thread of its own.
     */
    public Syncer syncer()
    {
        return syncer;
    }

    public Incarnation incarnation()
    {
        return directory.incarnation();
    }

    /**
     * How often the member has been started with this directory.
     *
     * @return from 1.
     */
    public int life()
    {
        return directory.mark().life();
    }

    /**
     * For people: damaged slots that were not brought back from peers yet.
     *
     * @return how many, for the writer's thread.
     */
    public int faultyCount()
    {
        return slots.faultyCount();
    }

    @Override
    public void replay(final RecordHandler handler)
    {
        Replay.run(segments, tail.position(), (kind, segment, position) ->
        {
            final int offset = segment.offset(position);
            final long bodyPosition = RecordDescriptor.bodyPosition(segment.buffer(), offset);
            slots.onRecord(position, damagedBodies.contains(bodyPosition));
            Replay.dispatch(kind, segment.buffer(), offset, handler);
        });
    }

    /** Forces all and closes. The syncer's thread must have stopped. Once closed it stays so. */
    @Override
    public void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        try
        {
            abandonOpenBody();
            syncer.forceAll();
            directory.end(tail.position());
        }
        finally
        {
            // After a failed force nothing is said of the end, but others may have the directory.
            CloseHelper.closeAll(syncer::close, segments, directory::close);
        }
    }

    private long append(final byte kind, final long chainFrom, final long fence, final Entry entry)
    {
        abandonOpenBody();
        final int length = RecordDescriptor.alignedLength(RecordDescriptor.HEADER_LENGTH + entry.length());
        if (!tail.makeRoomForEntry(length))
        {
            return FULL;
        }
        tail.segment().buffer().putBytes(
            tail.segment().offset(tail.position()) + RecordDescriptor.HEADER_LENGTH,
            entry.buffer(),
            entry.offset(),
            entry.length());
        return commitEntry(kind, chainFrom, fence, entry);
    }

    private long commitEntry(final byte kind, final long chainFrom, final long fence, final Entry entry)
    {
        encoder.entry(entry).chain(chainFrom, fence).body(tail.position());
        return commit(kind, RecordDescriptor.HEADER_LENGTH + entry.length());
    }

    private long appendMark(final byte kind, final long ballot, final long slot)
    {
        abandonOpenBody();
        if (!tail.makeRoomForMark(RecordDescriptor.HEADER_LENGTH))
        {
            return FULL;
        }
        encoder.mark(ballot, slot).body(tail.position());
        return commit(kind, RecordDescriptor.HEADER_LENGTH);
    }

    private long commit(final byte kind, final int length)
    {
        slots.onRecord(tail.position(), false);
        return tail.commit(kind, length);
    }

    /** A batch that was never closed leaves nothing behind: behind the tail there are only zeros. */
    private void abandonOpenBody()
    {
        if (openOffset != NO_ROOM)
        {
            tail.segment().buffer().setMemory(openOffset, openLength, (byte)0);
            openOffset = NO_ROOM;
        }
    }
}
