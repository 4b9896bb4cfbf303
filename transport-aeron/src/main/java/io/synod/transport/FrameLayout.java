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
import io.synod.codecs.peer.AcceptedDecoder;
import io.synod.codecs.peer.FetchDecoder;
import io.synod.codecs.peer.FillDecoder;
import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.codecs.peer.GapDecoder;
import io.synod.codecs.peer.GroupSizeDecoder;
import io.synod.codecs.peer.HandOverDecoder;
import io.synod.codecs.peer.HeartbeatDecoder;
import io.synod.codecs.peer.NackDecoder;
import io.synod.codecs.peer.PrepareDecoder;
import io.synod.codecs.peer.PromiseDecoder;
import io.synod.codecs.peer.ReAcceptDecoder;
import io.synod.protocol.PromisePart;

/**
 * Where the pieces of a frame lie: all offsets are counted from the frame's first byte, and nothing is read before it
 * is known to lie inside the frame.
 * <pre>
 *    0         48            48 + blockLength
 *   +---------+-------------+-----------------------+- - - - - - - - - - - -+
 *   | header  | block       | group, or length, body| what only newer       |
 *   |         |             | (some messages)       | versions know         |
 *   +---------+-------------+-----------------------+- - - - - - - - - - - -+
 * </pre>
 */
final class FrameLayout
{
    private static final int UNKNOWN = -1;
    private static final int HEADER_LENGTH = FrameHeaderDecoder.ENCODED_LENGTH;

    private final GroupSizeDecoder groupSize = new GroupSizeDecoder();
    private int expectedBlockLength;
    private int templateId;
    private int version;
    private int blockLength;
    private int bodyFrom;
    private int bodyLimit;

    int templateId()
    {
        return templateId;
    }

    int version()
    {
        return version;
    }

    int blockLength()
    {
        return blockLength;
    }

    /** First byte of the body; the frame's length if the message has none. */
    int bodyFrom()
    {
        return bodyFrom;
    }

    /** End of the body, exclusive; the frame's length if the message has none. */
    int bodyLimit()
    {
        return bodyLimit;
    }

    /** Whether the frame was written by a version that may have appended what is not known here. */
    boolean isNewer()
    {
        return version > FrameHeaderDecoder.SCHEMA_VERSION;
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
        expectedBlockLength = blockLengthOf(templateId);
        if (expectedBlockLength == UNKNOWN)
        {
            return Refusal.UNKNOWN_TEMPLATE;
        }
        bodyFrom = length;
        bodyLimit = length;
        return hasBody() ? locateBody(buffer, offset, length) : Refusal.NONE;
    }

    private Refusal locateBody(final DirectBuffer buffer, final int offset, final int length)
    {
        final int from = HEADER_LENGTH + blockLength + AcceptDecoder.bodyHeaderLength();
        if (from > length)
        {
            return Refusal.BODY_LENGTH;
        }
        final int bodyLength =
            buffer.getInt(offset + from - AcceptDecoder.bodyHeaderLength(), AcceptDecoder.BYTE_ORDER);
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
    Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        final int blockLimit = HEADER_LENGTH + blockLength;
        if (!fits(blockLength, expectedBlockLength) || blockLimit > length)
        {
            return Refusal.BLOCK_LENGTH;
        }
        if (templateId == PromiseDecoder.TEMPLATE_ID)
        {
            return checkGroup(buffer, offset, blockLimit, length);
        }
        return checkEnd(hasBody() ? bodyLimit : blockLimit, length);
    }

    private Refusal checkGroup(final DirectBuffer buffer, final int offset, final int blockLimit, final int length)
    {
        final int from = blockLimit + GroupSizeDecoder.ENCODED_LENGTH;
        if (from > length)
        {
            return Refusal.GROUP_COUNT;
        }
        groupSize.wrap(buffer, offset + blockLimit);
        if (!fits(groupSize.blockLength(), PromiseDecoder.HeadersDecoder.sbeBlockLength()))
        {
            return Refusal.BLOCK_LENGTH;
        }
        final int count = groupSize.numInGroup();
        if (count > PromisePart.MAX_HEADERS || count * groupSize.blockLength() > length - from)
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

    private boolean hasBody()
    {
        return templateId == AcceptDecoder.TEMPLATE_ID || templateId == FillDecoder.TEMPLATE_ID;
    }

    private static int blockLengthOf(final int templateId)
    {
        return switch (templateId)
        {
            case PrepareDecoder.TEMPLATE_ID -> PrepareDecoder.BLOCK_LENGTH;
            case PromiseDecoder.TEMPLATE_ID -> PromiseDecoder.BLOCK_LENGTH;
            case AcceptDecoder.TEMPLATE_ID -> AcceptDecoder.BLOCK_LENGTH;
            case ReAcceptDecoder.TEMPLATE_ID -> ReAcceptDecoder.BLOCK_LENGTH;
            case AcceptedDecoder.TEMPLATE_ID -> AcceptedDecoder.BLOCK_LENGTH;
            case GapDecoder.TEMPLATE_ID -> GapDecoder.BLOCK_LENGTH;
            case NackDecoder.TEMPLATE_ID -> NackDecoder.BLOCK_LENGTH;
            case HeartbeatDecoder.TEMPLATE_ID -> HeartbeatDecoder.BLOCK_LENGTH;
            case FetchDecoder.TEMPLATE_ID -> FetchDecoder.BLOCK_LENGTH;
            case FillDecoder.TEMPLATE_ID -> FillDecoder.BLOCK_LENGTH;
            case HandOverDecoder.TEMPLATE_ID -> HandOverDecoder.BLOCK_LENGTH;
            default -> UNKNOWN;
        };
    }
}
