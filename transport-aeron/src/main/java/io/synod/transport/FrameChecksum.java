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
package io.synod.transport;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.FrameHeaderEncoder;

/**
 * CRC32C of a frame, without its own field, which stands at the same place in every schema. A peer's frame leaves an
 * entry's body out too: that has the entry's checksum and should not be read a second time. One object serves one
 * thread. Allocates a view of memory outside the heap when that holds a long body and is met for the first time, or
 * again after {@link #VIEWS} others; nothing else.
 */
public final class FrameChecksum
{
    private static final int FIELD_OFFSET = FrameHeaderEncoder.frameChecksumEncodingOffset();
    private static final int FIELD_LIMIT = FIELD_OFFSET + FrameHeaderEncoder.frameChecksumEncodingLength();

    /** Up to here bytes outside the heap are copied, which costs less than to look for a view. */
    private static final int CHUNK_LENGTH = 2048;

    /** Memory outside the heap that is checked again and again: a journal's segments, a stream's terms. */
    private static final int VIEWS = 8;

    private final CRC32C crc = new CRC32C();
    private final byte[] chunk = new byte[CHUNK_LENGTH];
    private final long[] addresses = new long[VIEWS];
    private final ByteBuffer[] views = new ByteBuffer[VIEWS];
    private int nextView;

    /**
     * The checksum of a frame in one piece, whatever its own field says now.
     *
     * @param buffer    of the frame.
     * @param offset    of its first byte.
     * @param bodyFrom  first byte to be left out, counted from the frame's first; the frame's length if none is.
     * @param bodyLimit end of what is left out, likewise, exclusive.
     * @param length    of the frame.
     * @return all 32 bits are in use.
     */
    public int compute(
        final DirectBuffer buffer, final int offset, final int bodyFrom, final int bodyLimit, final int length)
    {
        crc.reset();
        update(buffer, offset, FIELD_OFFSET);
        update(buffer, offset + FIELD_LIMIT, bodyFrom - FIELD_LIMIT);
        update(buffer, offset + bodyLimit, length - bodyLimit);
        return (int)crc.getValue();
    }

    /**
     * The checksum of a frame in two pieces, all of it: the body is read where it lies.
     *
     * @param head       from its offset 0 on.
     * @param headLength bytes of it.
     * @param body       what follows the head; any buffer if there is nothing.
     * @param bodyOffset in {@code body}.
     * @param bodyLength from 0.
     * @return all 32 bits are in use.
     */
    public int compute(
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        crc.reset();
        update(head, 0, FIELD_OFFSET);
        update(head, FIELD_LIMIT, headLength - FIELD_LIMIT);
        update(body, bodyOffset, bodyLength);
        return (int)crc.getValue();
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
        if (owner != null && length > CHUNK_LENGTH)
        {
            final int from = buffer.wrapAdjustment() + offset;
            final ByteBuffer view = viewOf(owner, buffer.addressOffset() - buffer.wrapAdjustment());
            crc.update(view.limit(from + length).position(from));
            return;
        }
        for (int done = 0; done < length; done += CHUNK_LENGTH)
        {
            final int part = Math.min(length - done, CHUNK_LENGTH);
            buffer.getBytes(offset + done, chunk, 0, part);
            crc.update(chunk, 0, part);
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
