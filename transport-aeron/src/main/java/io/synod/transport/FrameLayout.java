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

import io.synod.codecs.peer.AcceptDecoder;
import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.codecs.peer.GroupSizeDecoder;

/**
 * Where the pieces of a frame lie: all offsets are counted from the frame's first byte, and nothing is read before it
 * is known to lie inside the frame. A peer's header is 48 bytes long, a client's 40.
 * <pre>
 *    0         headerLength  headerLength + blockLength
 *   +---------+-------------+-----------------------+- - - - - - - - - - - -+
 *   | header  | block       | group, or length, body| what only newer       |
 *   |         |             | (some messages)       | versions know         |
 *   +---------+-------------+-----------------------+- - - - - - - - - - - -+
 * </pre>
 */
public final class FrameLayout
{
    private static final int BODY_HEADER_LENGTH = AcceptDecoder.bodyHeaderLength();

    private final FrameFormat format;
    private final GroupSizeDecoder groupSize = new GroupSizeDecoder();
    private int expectedBlockLength;
    private int templateId;
    private int version;
    private int blockLength;
    private int bodyFrom;
    private int bodyLimit;

    FrameLayout(final FrameFormat format)
    {
        this.format = format;
    }

    public int templateId()
    {
        return templateId;
    }

    public int version()
    {
        return version;
    }

    public int blockLength()
    {
        return blockLength;
    }

    /**
     * First byte of the body.
     *
     * @return the frame's length if the message has none.
     */
    public int bodyFrom()
    {
        return bodyFrom;
    }

    /** End of the body, exclusive; the frame's length if the message has none. */
    int bodyLimit()
    {
        return bodyLimit;
    }

    public int bodyLength()
    {
        return bodyLimit - bodyFrom;
    }

    /**
     * Whether the frame was written by a version that may have appended what is not known here.
     *
     * @return true if it was.
     */
    public boolean isNewer()
    {
        return version > format.schemaVersion();
    }

    /**
     * Takes the header's word for the lengths as far as the frame reaches: enough to compute its checksum.
     *
     * @param header wrapped.
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return {@link Refusal#NONE} if the body, if there has to be one, lies inside.
     */
    Refusal locate(final FrameHeaderDecoder header, final DirectBuffer buffer, final int offset, final int length)
    {
        templateId = header.templateId();
        version = header.version();
        blockLength = header.blockLength();
        expectedBlockLength = format.blockLength(templateId);
        if (expectedBlockLength == FrameFormat.UNKNOWN)
        {
            return Refusal.UNKNOWN_TEMPLATE;
        }
        bodyFrom = length;
        bodyLimit = length;
        return format.hasBody(templateId) ? locateBody(buffer, offset, length) : Refusal.NONE;
    }

    private Refusal locateBody(final DirectBuffer buffer, final int offset, final int length)
    {
        final int from = format.headerLength() + blockLength + BODY_HEADER_LENGTH;
        if (from > length)
        {
            return Refusal.BODY_LENGTH;
        }
        final int bodyLength = buffer.getInt(offset + from - BODY_HEADER_LENGTH, AcceptDecoder.BYTE_ORDER);
        if (bodyLength < 0 || bodyLength > length - from)
        {
            return Refusal.BODY_LENGTH;
        }
        bodyFrom = from;
        bodyLimit = from + bodyLength;
        return Refusal.NONE;
    }

    /**
     * Whether the frame is laid out as its version says. To be asked of a located frame with the right checksum.
     *
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return {@link Refusal#NONE} if the message can be read without another look at lengths.
     */
    public Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        final int blockLimit = format.headerLength() + blockLength;
        if (!fits(blockLength, expectedBlockLength) || blockLimit > length)
        {
            return Refusal.BLOCK_LENGTH;
        }
        if (format.hasGroup(templateId))
        {
            return checkGroup(buffer, offset, blockLimit, length);
        }
        return checkEnd(format.hasBody(templateId) ? bodyLimit : blockLimit, length);
    }

    private Refusal checkGroup(final DirectBuffer buffer, final int offset, final int blockLimit, final int length)
    {
        final int from = blockLimit + GroupSizeDecoder.ENCODED_LENGTH;
        if (from > length)
        {
            return Refusal.GROUP_COUNT;
        }
        groupSize.wrap(buffer, offset + blockLimit);
        if (!fits(groupSize.blockLength(), format.groupEntryLength(templateId)))
        {
            return Refusal.BLOCK_LENGTH;
        }
        final int count = groupSize.numInGroup();
        if (count > format.groupLimit(templateId) || count * groupSize.blockLength() > length - from)
        {
            return Refusal.GROUP_COUNT;
        }
        return checkEnd(from + count * groupSize.blockLength(), length);
    }

    private Refusal checkEnd(final int end, final int length)
    {
        return end == length || isNewer() ? Refusal.NONE : Refusal.TRAILING_BYTES;
    }

    private boolean fits(final int actual, final int expected)
    {
        return isNewer() ? actual >= expected : actual == expected;
    }
}
