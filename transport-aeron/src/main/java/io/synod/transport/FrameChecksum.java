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

import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.FrameHeaderEncoder;

/**
 * CRC32C of a frame: of all its bytes but its own field, and but an entry's body, which has the entry's checksum and
 * should not be read a second time. One object serves one thread.
 */
final class FrameChecksum
{
    private static final int FIELD_OFFSET = FrameHeaderEncoder.frameChecksumEncodingOffset();
    private static final int FIELD_LIMIT = FIELD_OFFSET + FrameHeaderEncoder.frameChecksumEncodingLength();

    private final CRC32C crc = new CRC32C();
    private final byte[] chunk = new byte[2048];

    /**
     * The checksum, whatever the frame's own field says now.
     *
     * @param buffer    of the frame.
     * @param offset    of its first byte.
     * @param bodyFrom  first byte of the body, counted from the frame's first; the frame's length if it has none.
     * @param bodyLimit end of the body, likewise, exclusive.
     * @param length    of the frame.
     * @return all 32 bits are in use.
     */
    int compute(final DirectBuffer buffer, final int offset, final int bodyFrom, final int bodyLimit, final int length)
    {
        crc.reset();
        update(buffer, offset, FIELD_OFFSET);
        update(buffer, offset + FIELD_LIMIT, bodyFrom - FIELD_LIMIT);
        update(buffer, offset + bodyLimit, length - bodyLimit);
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
        // By way of an array: a view of a mapped buffer would have to be made anew whenever two publications alternate.
        int done = 0;
        while (done < length)
        {
            final int part = Math.min(length - done, chunk.length);
            buffer.getBytes(offset + done, chunk, 0, part);
            crc.update(chunk, 0, part);
            done += part;
        }
    }
}
