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

import io.synod.protocol.Entry;

/**
 * Which record counts for which slot, and which are kept aside until the whole chain they belong to is here. For the
 * writer's thread; its {@link JournalReader}s may be on others.
 */
final class SlotRecords
{
    private final Segments segments;
    private final SlotIndex index;
    private final StagedSlots staged = new StagedSlots();
    private long lastRecord;
    private boolean isLastFaulty;

    SlotRecords(final Segments segments, final SlotIndex index)
    {
        this.segments = segments;
        this.index = index;
    }

    /** A record was appended, or replayed. */
    void onRecord(final long position, final boolean isFaulty)
    {
        lastRecord = position;
        isLastFaulty = isFaulty;
    }

    void place(final long slot)
    {
        if (isLastFaulty)
        {
            index.setFaulty(slot, lastRecord);
        }
        else
        {
            index.set(slot, lastRecord);
        }
    }

    void stage(final long slot)
    {
        staged.put(slot, lastRecord, isLastFaulty);
    }

    void adopt(final long fromSlot, final long throughSlot)
    {
        for (long slot = fromSlot; slot <= throughSlot; slot++)
        {
            staged.moveTo(index, slot);
        }
        staged.clear();
    }

    void dropStaged()
    {
        staged.clear();
    }

    void dropAbove(final long slot, final long ballot)
    {
        for (long above = index.lastSlot(); above > slot; above = index.lastSlotBelow(above))
        {
            final long position = index.positionOfAny(above);
            if (position != 0 && ballotAt(position) < ballot)
            {
                index.clear(above);
            }
        }
    }

    /** Position of the record that counts; 0 if there is none that can be read. */
    long position(final long slot)
    {
        return index.position(slot);
    }

    /** Position of the record that counts, readable or not; 0 if there is none. */
    long positionOfAny(final long slot)
    {
        return index.positionOfAny(slot);
    }

    /** Position of the record kept aside; 0 if there is none that can be read. */
    long stagedPosition(final long slot)
    {
        return staged.position(slot);
    }

    boolean isFaulty(final long slot)
    {
        return index.isFaulty(slot);
    }

    boolean isStagedFaulty(final long slot)
    {
        return staged.isFaulty(slot);
    }

    int faultyCount()
    {
        return index.faultyCount();
    }

    long lastSlot()
    {
        return index.lastSlot();
    }

    JournalReader newReader()
    {
        return new JournalReader(segments, index);
    }

    boolean fill(final long position, final Entry into)
    {
        if (position == 0)
        {
            return false;
        }
        RecordReader.fill(segments, position, into);
        return true;
    }

    private long ballotAt(final long position)
    {
        final Segment segment = segments.at(position);
        return RecordDescriptor.ballot(segment.buffer(), segment.offset(position));
    }
}
