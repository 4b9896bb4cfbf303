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
package io.synod.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.Slot;

/**
 * A journal in memory that keeps every record, so that a test can cut it where a crash would have and start again from
 * what is left.
 */
public final class MemoryJournal implements Journal
{
    private final EntryChecksum checksum = new EntryChecksum();
    private final MutableDirectBuffer open = new ExpandableArrayBuffer();
    private final List<MemoryRecord> records = new ArrayList<>();
    private final List<MemoryRecord> effective = new ArrayList<>();
    private final Map<Long, MemoryRecord> staged = new HashMap<>();
    private final Consumer<MemoryRecord> listener;
    private final Set<MemoryRecord> damaged = Collections.newSetFromMap(new IdentityHashMap<>());
    private MemoryRecord last;
    private long lengthLimit = Long.MAX_VALUE;

    public MemoryJournal()
    {
        this(record -> {});
    }

    /**
     * An empty journal.
     *
     * @param listener told of each record as it is appended.
     */
    public MemoryJournal(final Consumer<MemoryRecord> listener)
    {
        this.listener = listener;
    }

    /**
     * A journal with the first records of another one, as a crash left them.
     *
     * @param before      the journal before the crash.
     * @param recordLimit how many records were left.
     * @param listener    told of each record as it is appended.
     * @return a journal that has yet to be replayed.
     */
    public static MemoryJournal afterCrash(
        final MemoryJournal before, final int recordLimit, final Consumer<MemoryRecord> listener)
    {
        final MemoryJournal after = new MemoryJournal(listener);
        after.records.addAll(before.records.subList(0, recordLimit));
        return after;
    }

    public List<MemoryRecord> records()
    {
        return records;
    }

    /**
     * The disk gets a size.
     *
     * @param newLengthLimit bytes that the journal may take.
     */
    public void lengthLimit(final long newLengthLimit)
    {
        lengthLimit = newLengthLimit;
    }

    @Override
    public int openBody(final int maxLength)
    {
        if (isFull(maxLength))
        {
            return NO_ROOM;
        }
        open.checkLimit(maxLength);
        return 0;
    }

    @Override
    public MutableDirectBuffer bodyBuffer()
    {
        return open;
    }

    @Override
    public long closeBody(final long chainFrom, final long fence, final Entry entry)
    {
        entry.body(open, 0, entry.length());
        entry.checksum(checksum.compute(entry));
        return add(
            MemoryRecord.ofEntry(MemoryRecord.Type.ACCEPT, entry, chainFrom, fence, tailPosition()));
    }

    @Override
    public long appendAccept(final long chainFrom, final long fence, final Entry entry)
    {
        return isFull(entry.length()) ? FULL : add(
            MemoryRecord.ofEntry(MemoryRecord.Type.ACCEPT, entry, chainFrom, fence, tailPosition()));
    }

    @Override
    public long appendReAccept(final long ballot, final long chainFrom, final long fence, final long slot)
    {
        return isFull(0) ? FULL : add(at(slot).reAccepted(ballot, chainFrom, fence, tailPosition()));
    }

    @Override
    public long appendDecidedEntry(final Entry entry)
    {
        return isFull(entry.length()) ? FULL : add(
            MemoryRecord.ofEntry(MemoryRecord.Type.DECIDED_ENTRY, entry, 0, 0, tailPosition()));
    }

    @Override
    public long appendPromise(final long ballot)
    {
        return isFull(0) ? FULL : add(
            MemoryRecord.ofMark(MemoryRecord.Type.PROMISE, ballot, Slot.NONE, tailPosition()));
    }

    @Override
    public long appendDecidedMark(final long decidedThrough)
    {
        return isFull(0) ? FULL : add(
            MemoryRecord.ofMark(MemoryRecord.Type.DECIDED_MARK, 0, decidedThrough, tailPosition()));
    }

    @Override
    public void place(final long slot)
    {
        set(slot, last);
    }

    @Override
    public void stage(final long slot)
    {
        staged.put(slot, last);
    }

    @Override
    public void adopt(final long fromSlot, final long throughSlot)
    {
        for (long slot = fromSlot; slot <= throughSlot; slot++)
        {
            set(slot, staged.get(slot));
        }
        cutEmptySlots();
        staged.clear();
    }

    @Override
    public void dropStaged()
    {
        staged.clear();
    }

    @Override
    public void dropAbove(final long slot, final long ballot)
    {
        for (long above = Math.max(slot, 0) + 1; above <= effective.size(); above++)
        {
            if (at(above) != null && at(above).ballot() < ballot)
            {
                set(above, null);
            }
        }
        cutEmptySlots();
    }

    @Override
    public boolean read(final long slot, final Entry into)
    {
        return fill(at(slot), into);
    }

    @Override
    public boolean readStaged(final long slot, final Entry into)
    {
        return fill(staged.get(slot), into);
    }

    @Override
    public boolean readHeader(final long slot, final Entry into)
    {
        if (at(slot) == null)
        {
            return false;
        }
        at(slot).fill(into);
        into.noBody();
        return true;
    }

    @Override
    public boolean isFaulty(final long slot)
    {
        return at(slot) != null && damaged.contains(at(slot));
    }

    /**
     * The record that counts for a slot cannot be read any more.
     *
     * @param slot with an entry.
     */
    public void damage(final long slot)
    {
        damaged.add(at(slot));
    }

    /**
     * A record cannot be read any more.
     *
     * @param record of this journal.
     */
    public void damage(final MemoryRecord record)
    {
        damaged.add(record);
    }

    @Override
    public long firstSlotKept()
    {
        return Slot.FIRST;
    }

    @Override
    public long lastSlot()
    {
        return effective.size();
    }

    @Override
    public long tailPosition()
    {
        return records.isEmpty() ? 0 : records.get(records.size() - 1).endPosition();
    }

    @Override
    public void replay(final RecordHandler handler)
    {
        for (final MemoryRecord record : records)
        {
            last = record;
            switch (record.type())
            {
                case ACCEPT, RE_ACCEPT ->
                    handler.onAcceptRecord(record.ballot(), record.slot(), record.chainFrom(), record.fence());
                case DECIDED_ENTRY -> handler.onDecidedEntryRecord(record.ballot(), record.slot());
                case PROMISE -> handler.onPromiseRecord(record.ballot());
                case DECIDED_MARK -> handler.onDecidedMarkRecord(record.slot());
                default -> throw new AssertionError(record);
            }
        }
    }

    /**
     * Replays one more record, for whoever replays another journal beside this one.
     *
     * @param index of the record, from 0.
     * @return the record that {@link #place} and {@link #stage} now speak of.
     */
    public MemoryRecord replayOne(final int index)
    {
        last = records.get(index);
        return last;
    }

    /**
     * The record that counts for a slot.
     *
     * @param slot any.
     * @return null if there is none.
     */
    public MemoryRecord at(final long slot)
    {
        return slot < Slot.FIRST || slot > effective.size() ? null : effective.get((int)slot - 1);
    }

    private boolean isFull(final int bodyLength)
    {
        return tailPosition() + MemoryRecord.HEADER_LENGTH + bodyLength > lengthLimit;
    }

    private long add(final MemoryRecord record)
    {
        records.add(record);
        last = record;
        listener.accept(record);
        return record.endPosition();
    }

    private void set(final long slot, final MemoryRecord record)
    {
        while (effective.size() < slot)
        {
            effective.add(null);
        }
        effective.set((int)slot - 1, record);
    }

    /** The last slot is the greatest with an entry that counts. */
    private void cutEmptySlots()
    {
        while (!effective.isEmpty() && effective.get(effective.size() - 1) == null)
        {
            effective.remove(effective.size() - 1);
        }
    }

    private boolean fill(final MemoryRecord record, final Entry into)
    {
        if (record == null || damaged.contains(record))
        {
            return false;
        }
        record.fill(into);
        return true;
    }
}
