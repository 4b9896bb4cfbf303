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

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * CRC32C (Castagnoli) of a value: of all that stays the same when a later leader proposes it again. The leader that
 * made the value computes it once; whoever reads the value from disk or from the wire checks it.
 * <pre>
 *    0               8               16              24              32      36      40      44
 *   +---------------+---------------+---------------+---------------+-------+-------+-------+- - - - -
 *   | slot          | originBallot  | firstSequence | timeNs        | epoch | count | kind  | body ...
 *   +---------------+---------------+---------------+---------------+-------+-------+-------+- - - - -
 * </pre>
 * All little-endian. One object serves one thread.
 */
public final class EntryChecksum
{
    private static final int HEADER_LENGTH = 44;

    /** Up to here a body is cheaper to copy behind the header than to check by a call of its own. */
    private static final int SMALL_LENGTH = 1024;

    /** Memory outside the heap that is checked again and again: a journal's segments, a stream's terms. */
    private static final int VIEWS = 4;

    private final CRC32C crc = new CRC32C();
    private final byte[] bytes = new byte[HEADER_LENGTH + SMALL_LENGTH];
    private final UnsafeBuffer header = new UnsafeBuffer(bytes);
    private final long[] addresses = new long[VIEWS];
    private final ByteBuffer[] views = new ByteBuffer[VIEWS];
    private int nextView;

    /**
     * The checksum of an entry's value, whatever its {@code checksum} field says now.
     *
     * @param entry with its body.
     * @return all 32 bits are in use.
     */
    public int compute(final Entry entry)
    {
        header.putLong(0, entry.slot(), LITTLE_ENDIAN);
        header.putLong(8, entry.originBallot(), LITTLE_ENDIAN);
        header.putLong(16, entry.firstSequence(), LITTLE_ENDIAN);
        header.putLong(24, entry.timeNs(), LITTLE_ENDIAN);
        header.putInt(32, entry.epoch(), LITTLE_ENDIAN);
        header.putInt(36, entry.commandCount(), LITTLE_ENDIAN);
        header.putInt(40, entry.kind(), LITTLE_ENDIAN);
        crc.reset();
        if (entry.length() <= SMALL_LENGTH)
        {
            entry.buffer().getBytes(entry.offset(), bytes, HEADER_LENGTH, entry.length());
            crc.update(bytes, 0, HEADER_LENGTH + entry.length());
        }
        else
        {
            crc.update(bytes, 0, HEADER_LENGTH);
            update(entry.buffer(), entry.offset(), entry.length());
        }
        return (int)crc.getValue();
    }

    /**
     * Whether an entry's bytes are those its checksum was computed from.
     *
     * @param entry with its body.
     * @return true if they are.
     */
    public boolean matches(final Entry entry)
    {
        return compute(entry) == entry.checksum();
    }

    private void update(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] array = buffer.byteArray();
        if (array != null)
        {
            crc.update(array, buffer.wrapAdjustment() + offset, length);
            return;
        }
        final ByteBuffer owner = buffer.byteBuffer();
        if (owner != null)
        {
            final int from = buffer.wrapAdjustment() + offset;
            final ByteBuffer view = viewOf(owner, buffer.addressOffset() - buffer.wrapAdjustment());
            crc.update(view.limit(from + length).position(from));
            return;
        }
        // An address without an owner, which CRC32C does not take: by way of the heap.
        for (int done = 0; done < length; done += SMALL_LENGTH)
        {
            final int chunkLength = Math.min(SMALL_LENGTH, length - done);
            buffer.getBytes(offset + done, bytes, HEADER_LENGTH, chunkLength);
            crc.update(bytes, HEADER_LENGTH, chunkLength);
        }
    }

    /** A view that may be moved; its owner stays as it is, for others look at that. */
    private ByteBuffer viewOf(final ByteBuffer owner, final long address)
    {
        for (int i = 0; i < VIEWS; i++)
        {
            if (addresses[i] == address && views[i].capacity() == owner.capacity())
            {
                return views[i];
            }
        }
        final ByteBuffer view = owner.duplicate().clear();
        addresses[nextView] = address;
        views[nextView] = view;
        nextView = (nextView + 1) % VIEWS;
        return view;
    }
}
