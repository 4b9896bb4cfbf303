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
package io.synod.protocol;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The bytes of a batch: commands one behind the other, each aligned to 8 bytes.
 * <pre>
 *    0               8               16      20      24
 *   +---------------+---------------+-------+-------+- - - - - - - - - - - - -+
 *   | sessionId     | requestId     | length| zero  | command ...  | 0 to 7 zeros
 *   +---------------+---------------+-------+-------+- - - - - - - - - - - - -+
 * </pre>
 * All little-endian. A {@link EntryKind#SESSION_CLOSE} body is {@code sessionId(8) reason(4) zero(4)}.
 */
public final class BatchDescriptor
{
    /** Bytes before a command's own. */
    public static final int HEADER_LENGTH = 24;

    /** Length of the body of a {@link EntryKind#SESSION_CLOSE} entry. */
    public static final int CLOSE_LENGTH = 16;

    /** A session was closed by its owner. */
    public static final int CLOSED = 1;

    /** A session was closed because nothing was heard of its owner for too long. */
    public static final int EXPIRED = 2;

    private static final int REQUEST_ID_OFFSET = 8;
    private static final int LENGTH_OFFSET = 16;
    private static final int ZERO_OFFSET = 20;

    private BatchDescriptor()
    {
    }

    /**
     * Bytes that a command takes in a batch.
     *
     * @param length of the command itself.
     * @return header and padding included.
     */
    public static int alignedLength(final int length)
    {
        return BitUtil.align(HEADER_LENGTH + length, 8);
    }

    public static long sessionId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, LITTLE_ENDIAN);
    }

    public static long requestId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + REQUEST_ID_OFFSET, LITTLE_ENDIAN);
    }

    public static int length(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Writes what stands before a command.
     *
     * @param buffer    of the batch.
     * @param offset    of the command's header.
     * @param sessionId whose request it is.
     * @param requestId the session's own number of it.
     * @param length    of the command's bytes.
     */
    public static void putHeader(
        final MutableDirectBuffer buffer,
        final int offset,
        final long sessionId,
        final long requestId,
        final int length)
    {
        buffer.putLong(offset, sessionId, LITTLE_ENDIAN);
        buffer.putLong(offset + REQUEST_ID_OFFSET, requestId, LITTLE_ENDIAN);
        buffer.putInt(offset + LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putInt(offset + ZERO_OFFSET, 0, LITTLE_ENDIAN);
        final int end = offset + HEADER_LENGTH + length;
        final int limit = offset + alignedLength(length);
        if (end < limit)
        {
            buffer.setMemory(end, limit - end, (byte)0);
        }
    }

    /**
     * Writes the body of a {@link EntryKind#SESSION_CLOSE} entry.
     *
     * @param buffer    of the body.
     * @param offset    of the body.
     * @param sessionId to close.
     * @param reason    {@link #CLOSED} or {@link #EXPIRED}.
     */
    public static void putClose(
        final MutableDirectBuffer buffer, final int offset, final long sessionId, final int reason)
    {
        buffer.putLong(offset, sessionId, LITTLE_ENDIAN);
        buffer.putInt(offset + 8, reason, LITTLE_ENDIAN);
        buffer.putInt(offset + 12, 0, LITTLE_ENDIAN);
    }

    /**
     * Whether a body from outside is what its kind and count say: checked before an entry is stored, so that whoever
     * reads it later need not.
     *
     * @param entry with its body.
     * @return true if every command lies inside the body and the body ends with the last one.
     */
    public static boolean isWellFormed(final Entry entry)
    {
        switch (entry.kind())
        {
            case EntryKind.BATCH:
                return isBatch(entry.buffer(), entry.offset(), entry.length(), entry.commandCount());

            case EntryKind.SESSION_CLOSE:
                return entry.length() == CLOSE_LENGTH && entry.commandCount() == 0;

            case EntryKind.NO_OP:
            case EntryKind.SESSION_OPEN:
                return entry.length() == 0 && entry.commandCount() == 0;

            default:
                return EntryKind.isStorable(entry.kind()) && entry.commandCount() == 0;
        }
    }

    private static boolean isBatch(
        final DirectBuffer buffer, final int offset, final int length, final int commandCount)
    {
        int at = 0;
        int commands = 0;
        while (length - at >= HEADER_LENGTH)
        {
            final int commandLength = length(buffer, offset + at);
            if (commandLength < 0 || commandLength > length - at - HEADER_LENGTH)
            {
                return false;
            }
            at += alignedLength(commandLength);
            commands++;
        }
        return at == length && commands == commandCount && commands > 0;
    }
}
