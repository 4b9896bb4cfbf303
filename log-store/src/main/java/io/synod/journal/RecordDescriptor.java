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

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * How a record lies in a segment. All numbers are little-endian, offsets in bytes.
 * <pre>
 *     0       4       8              16  17  18      20      24             32
 *    +-------+-------+---------------+---+---+-------+-------+---------------+
 *  0 | length| life  | position      |knd|ek | zero  | group | ballot        |
 *    +-------+-------+---------------+---+---+-------+-------+---------------+
 * 32 | slot          | chainFrom     | fence         | originBallot          |
 *    +---------------+---------------+---------------+-----------------------+
 * 64 | firstSequence | timeNs        | bodyPosition  | durablePosition       |
 *    +-------+-------+-------+-------+---------------+-----------------------+
 * 96 | epoch | count | check | head  | body, then zeros up to a multiple of 8
 *    +-------+-------+-------+-------+- - - - -
 * </pre>
 * {@code length} is that of header and body, without the zeros. {@code life} counts the starts of the member. {@code
 * knd} is the record's kind, {@code ek} the entry's. {@code bodyPosition} is where the record with the entry's body
 * begins: here, or at an earlier record if this one accepts the same value again. {@code durablePosition} is what the
 * writer knew to be durable when it wrote this: damage below it is no torn tail. {@code check} is the checksum of the
 * value, by the leader that made it ({@link io.synod.protocol.EntryChecksum}); {@code head} is CRC32C over the digest
 * of the member's incarnation and the header's first 108 bytes, so a record of another member, of another place or of
 * another use of the file is none.
 */
public final class RecordDescriptor
{
    /** An entry accepted, with its body. */
    public static final byte ACCEPT = 1;

    /** An entry accepted whose body lies in an earlier record. */
    public static final byte RE_ACCEPT = 2;

    /** An entry known to be decided, with its body. */
    public static final byte DECIDED_ENTRY = 3;

    /** A ballot promised. */
    public static final byte PROMISE = 4;

    /** Every slot up to this one is held and known to be decided. */
    public static final byte DECIDED_MARK = 5;

    /** Nothing: the rest of a segment. */
    public static final byte PADDING = 6;

    /** Bytes before a body. */
    public static final int HEADER_LENGTH = 112;

    /** Records begin at multiples of this. */
    public static final int ALIGNMENT = 8;

    static final int LENGTH_OFFSET = 0;
    static final int LIFE_OFFSET = 4;
    static final int POSITION_OFFSET = 8;
    static final int KIND_OFFSET = 16;
    static final int ENTRY_KIND_OFFSET = 17;
    static final int ZERO_OFFSET = 18;
    static final int GROUP_OFFSET = 20;
    static final int BALLOT_OFFSET = 24;
    static final int SLOT_OFFSET = 32;
    static final int CHAIN_FROM_OFFSET = 40;
    static final int FENCE_OFFSET = 48;
    static final int ORIGIN_BALLOT_OFFSET = 56;
    static final int FIRST_SEQUENCE_OFFSET = 64;
    static final int TIME_OFFSET = 72;
    static final int BODY_POSITION_OFFSET = 80;
    static final int DURABLE_POSITION_OFFSET = 88;
    static final int EPOCH_OFFSET = 96;
    static final int COMMAND_COUNT_OFFSET = 100;
    static final int CHECKSUM_OFFSET = 104;
    static final int HEADER_CHECKSUM_OFFSET = 108;

    private RecordDescriptor()
    {
    }

    /**
     * Bytes that a record takes.
     *
     * @param length of header and body.
     * @return a multiple of {@link #ALIGNMENT}.
     */
    public static int alignedLength(final int length)
    {
        return BitUtil.align(length, ALIGNMENT);
    }

    /**
     * Whether records of a kind carry a body of their own.
     *
     * @param kind of the record.
     * @return true if so.
     */
    public static boolean hasBody(final byte kind)
    {
        return kind == ACCEPT || kind == DECIDED_ENTRY;
    }

    public static int length(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    public static int life(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + LIFE_OFFSET, LITTLE_ENDIAN);
    }

    public static long position(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + POSITION_OFFSET, LITTLE_ENDIAN);
    }

    public static byte kind(final DirectBuffer buffer, final int offset)
    {
        return buffer.getByte(offset + KIND_OFFSET);
    }

    public static byte entryKind(final DirectBuffer buffer, final int offset)
    {
        return buffer.getByte(offset + ENTRY_KIND_OFFSET);
    }

    public static int group(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + GROUP_OFFSET, LITTLE_ENDIAN);
    }

    public static long ballot(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + BALLOT_OFFSET, LITTLE_ENDIAN);
    }

    public static long slot(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + SLOT_OFFSET, LITTLE_ENDIAN);
    }

    public static long chainFrom(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + CHAIN_FROM_OFFSET, LITTLE_ENDIAN);
    }

    public static long fence(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + FENCE_OFFSET, LITTLE_ENDIAN);
    }

    public static long originBallot(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + ORIGIN_BALLOT_OFFSET, LITTLE_ENDIAN);
    }

    public static long firstSequence(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + FIRST_SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    public static long timeNs(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + TIME_OFFSET, LITTLE_ENDIAN);
    }

    public static long bodyPosition(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + BODY_POSITION_OFFSET, LITTLE_ENDIAN);
    }

    public static long durablePosition(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + DURABLE_POSITION_OFFSET, LITTLE_ENDIAN);
    }

    public static int epoch(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + EPOCH_OFFSET, LITTLE_ENDIAN);
    }

    public static int commandCount(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + COMMAND_COUNT_OFFSET, LITTLE_ENDIAN);
    }

    public static int checksum(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + CHECKSUM_OFFSET, LITTLE_ENDIAN);
    }

    public static int headerChecksum(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + HEADER_CHECKSUM_OFFSET, LITTLE_ENDIAN);
    }
}
