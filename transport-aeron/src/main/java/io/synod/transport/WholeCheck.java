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

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.FrameHeaderDecoder;

/**
 * Whether a frame arrived as it was sent, whoever sent it. Serves each schema whose header begins like a peer's:
 * <pre>
 *    0       2       4       6       8               12              16
 *   +-------+-------+-------+-------+---------------+---------------+- - - -
 *   | block | templ-| schema|version| frameLength   | frameChecksum | addresses
 *   | Length| ateId | Id    |       |               |               |
 *   +-------+-------+-------+-------+---------------+---------------+- - - -
 * </pre>
 */
public final class WholeCheck
{
    private final FrameFormat format;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FrameLayout layout;
    private final FrameChecksum checksum = new FrameChecksum();

    /**
     * A check for one reader.
     *
     * @param format of the frames it takes.
     */
    public WholeCheck(final FrameFormat format)
    {
        this.format = format;
        layout = new FrameLayout(format);
    }

    /**
     * Of the frame checked last; its own {@link FrameLayout#check} is still to be asked.
     *
     * @return changed by each check.
     */
    public FrameLayout layout()
    {
        return layout;
    }

    /**
     * The first checks, in the order of {@link Refusal}.
     *
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return {@link Refusal#NONE} if its addresses can be read.
     */
    public Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < format.headerLength() || offset < 0 || length > buffer.capacity() - offset)
        {
            return Refusal.SHORT_FRAME;
        }
        header.wrap(buffer, offset);
        if (header.frameLength() != length)
        {
            return Refusal.FRAME_LENGTH;
        }
        if (header.schemaId() != format.schemaId())
        {
            return Refusal.FOREIGN_SCHEMA;
        }
        final Refusal located = layout.locate(header, buffer, offset, length);
        if (located != Refusal.NONE)
        {
            return located;
        }
        final int leftOutFrom = format.isBodyUnderChecksum() ? length : layout.bodyFrom();
        final int leftOutLimit = format.isBodyUnderChecksum() ? length : layout.bodyLimit();
        final int expected = checksum.compute(buffer, offset, leftOutFrom, leftOutLimit, length);
        return (int)header.frameChecksum() == expected ? Refusal.NONE : Refusal.FRAME_CHECKSUM;
    }
}
