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
package io.synod.simulator;

import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.journal.RecordDescriptor;
import io.synod.journal.testkit.BlockStorage;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/** Damages records on a disk where the journal can know that they were durable. */
final class Rot
{
    private static final int RECENT_RECORDS = 8;

    private final BlockStorage storage;
    private final int segmentLength;
    private final SimRandom random;

    Rot(final BlockStorage storage, final int segmentLength, final SimRandom random)
    {
        this.storage = storage;
        this.segmentLength = segmentLength;
        this.random = random;
    }

    /** How far the last durable record knows the journal to be durable: what is damaged behind that looks torn. */
    long durableMark(final LongArrayList ends, final MemoryJournal memory, final int durableRecords)
    {
        if (durableRecords == 0)
        {
            return 0;
        }
        final long start = startOf(ends, memory, durableRecords - 1);
        return RecordDescriptor.durablePosition(storage.bytes(nameOf(start)), offsetOf(start));
    }

    /** Whether the disk has the record without a body that ends at a position. */
    boolean isForced(final long end)
    {
        final long start = end - RecordDescriptor.HEADER_LENGTH;
        return storage.isForced(nameOf(start), offsetOf(start), RecordDescriptor.HEADER_LENGTH);
    }

    /** Nothing of a segment is on the disk from a record on. */
    void loseFrom(final LongArrayList ends, final MemoryJournal memory, final int record)
    {
        final long position = startOf(ends, memory, record);
        final UnsafeBuffer bytes = storage.bytes(nameOf(position));
        for (int offset = offsetOf(position); offset < segmentLength; offset++)
        {
            storage.flip(nameOf(position), offset, bytes.getByte(offset));
        }
    }

    /** Damages a record that ends before a position; true if its header is gone, so that the member must not go on. */
    boolean strike(
        final LongArrayList ends, final MemoryJournal memory, final long durableMark, final boolean isHeader)
    {
        int records = 0;
        while (records < ends.size() && ends.getLong(records) <= durableMark)
        {
            records++;
        }
        if (records == 0)
        {
            return false;
        }
        // What was durable last is what the others may not hold yet: there a damage matters most.
        final int first = random.chance(0.5) ? Math.max(0, records - RECENT_RECORDS) : 0;
        final int record = random.between(first, records - 1);
        final long start = startOf(ends, memory, record);
        final int bodyLength = bodyLengthOf(memory.records().get(record));
        if (isHeader)
        {
            return loseHeader(
                start, (int)(ends.getLong(record) - start), startOf(ends, memory, random.between(0, records - 1)));
        }
        if (bodyLength > 0)
        {
            flip(start + RecordDescriptor.HEADER_LENGTH + random.between(0, bodyLength - 1));
        }
        return false;
    }

    /** A bit turns over, the record never reached the disk, or what belongs elsewhere was written over it. */
    private boolean loseHeader(final long start, final int length, final long otherStart)
    {
        final UnsafeBuffer bytes = storage.bytes(nameOf(start));
        final int kind = random.between(0, 3) % 3;
        if (kind == 0)
        {
            flip(start + random.between(0, RecordDescriptor.HEADER_LENGTH - 1));
            return true;
        }
        final boolean isElsewhere = nameOf(otherStart).equals(nameOf(start)) &&
            offsetOf(otherStart) + length <= segmentLength;
        final int other = isElsewhere ? offsetOf(otherStart) : random.between(0, (segmentLength - length) / 8) * 8;
        if (kind == 2 && other == offsetOf(start))
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            final int wanted = kind == 1 ? 0 : bytes.getByte(other + i);
            final int bits = bytes.getByte(offsetOf(start) + i) ^ wanted;
            storage.flip(nameOf(start), offsetOf(start) + i, bits);
        }
        return true;
    }

    private void flip(final long position)
    {
        storage.flip(nameOf(position), offsetOf(position), 1 << random.between(0, 7));
    }

    private static long startOf(final LongArrayList ends, final MemoryJournal memory, final int record)
    {
        return ends.getLong(record) - RecordDescriptor.alignedLength(
            RecordDescriptor.HEADER_LENGTH + bodyLengthOf(memory.records().get(record)));
    }

    private static int bodyLengthOf(final MemoryRecord record)
    {
        final boolean hasBody =
            record.type() == MemoryRecord.Type.ACCEPT || record.type() == MemoryRecord.Type.DECIDED_ENTRY;
        return hasBody ? record.body().capacity() : 0;
    }

    private String nameOf(final long position)
    {
        return String.format("%016x.segment", position - position % segmentLength);
    }

    private int offsetOf(final long position)
    {
        return (int)(position % segmentLength);
    }
}
