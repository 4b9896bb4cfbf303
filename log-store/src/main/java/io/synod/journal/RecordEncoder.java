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

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Entry;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Writes the headers of records. One object serves one thread. */
final class RecordEncoder
{
    private final UnsafeBuffer header = new UnsafeBuffer(new byte[RecordDescriptor.HEADER_LENGTH]);
    private final HeaderChecksum checksum;

    RecordEncoder(final Incarnation incarnation, final int group, final int life)
    {
        this.checksum = new HeaderChecksum(incarnation);
        header.putInt(RecordDescriptor.GROUP_OFFSET, group, LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.LIFE_OFFSET, life, LITTLE_ENDIAN);
    }

    /** The value of an entry; what follows says how it is held. */
    RecordEncoder entry(final Entry entry)
    {
        header.putByte(RecordDescriptor.ENTRY_KIND_OFFSET, entry.kind());
        header.putLong(RecordDescriptor.BALLOT_OFFSET, entry.ballot(), LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.SLOT_OFFSET, entry.slot(), LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.ORIGIN_BALLOT_OFFSET, entry.originBallot(), LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.FIRST_SEQUENCE_OFFSET, entry.firstSequence(), LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.TIME_OFFSET, entry.timeNs(), LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.EPOCH_OFFSET, entry.epoch(), LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.COMMAND_COUNT_OFFSET, entry.commandCount(), LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.CHECKSUM_OFFSET, entry.checksum(), LITTLE_ENDIAN);
        return this;
    }

    /** A record that says a ballot or a slot and nothing else. */
    RecordEncoder mark(final long ballot, final long slot)
    {
        header.putByte(RecordDescriptor.ENTRY_KIND_OFFSET, (byte)0);
        header.putLong(RecordDescriptor.BALLOT_OFFSET, ballot, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.SLOT_OFFSET, slot, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.ORIGIN_BALLOT_OFFSET, 0, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.FIRST_SEQUENCE_OFFSET, 0, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.TIME_OFFSET, 0, LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.EPOCH_OFFSET, 0, LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.COMMAND_COUNT_OFFSET, 0, LITTLE_ENDIAN);
        header.putInt(RecordDescriptor.CHECKSUM_OFFSET, 0, LITTLE_ENDIAN);
        return chain(0, 0);
    }

    RecordEncoder chain(final long chainFrom, final long fence)
    {
        header.putLong(RecordDescriptor.CHAIN_FROM_OFFSET, chainFrom, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.FENCE_OFFSET, fence, LITTLE_ENDIAN);
        return this;
    }

    /** Where the body lies; its own position if the record has none. */
    RecordEncoder body(final long bodyPosition)
    {
        header.putLong(RecordDescriptor.BODY_POSITION_OFFSET, bodyPosition, LITTLE_ENDIAN);
        return this;
    }

    RecordEncoder durable(final long durablePosition)
    {
        header.putLong(RecordDescriptor.DURABLE_POSITION_OFFSET, durablePosition, LITTLE_ENDIAN);
        return this;
    }

    /** Completes the header and writes it. */
    void write(final Segment segment, final long position, final byte kind, final int length)
    {
        header.putInt(RecordDescriptor.LENGTH_OFFSET, length, LITTLE_ENDIAN);
        header.putLong(RecordDescriptor.POSITION_OFFSET, position, LITTLE_ENDIAN);
        header.putByte(RecordDescriptor.KIND_OFFSET, kind);
        header.putInt(RecordDescriptor.HEADER_CHECKSUM_OFFSET, checksum.compute(header, 0), LITTLE_ENDIAN);
        segment.buffer().putBytes(segment.offset(position), header, 0, RecordDescriptor.HEADER_LENGTH);
    }
}
