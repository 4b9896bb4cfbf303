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

/** Everything about a frame that can be checked before its message is read: what it is, that it is whole, whose. */
final class FrameCheck
{
    private static final int HEADER_LENGTH = FrameHeaderDecoder.ENCODED_LENGTH;

    private final PeerIdentity identity;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final FrameLayout layout = new FrameLayout();
    private final FrameChecksum checksum = new FrameChecksum();
    private int senderId;

    FrameCheck(final PeerIdentity identity)
    {
        this.identity = identity;
    }

    /** Of the frame checked last: a member, not this one, of the incarnation that is known. */
    int senderId()
    {
        return senderId;
    }

    /** Of the frame checked last. */
    FrameLayout layout()
    {
        return layout;
    }

    /**
     * All checks, in the order of {@link Refusal}.
     *
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return {@link Refusal#NONE} if its message can be read.
     */
    Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < HEADER_LENGTH || offset < 0 || length > buffer.capacity() - offset)
        {
            return Refusal.SHORT_FRAME;
        }
        header.wrap(buffer, offset);
        final Refusal whole = checkWhole(buffer, offset, length);
        if (whole != Refusal.NONE)
        {
            return whole;
        }
        final Refusal addresses = checkAddresses();
        if (addresses != Refusal.NONE)
        {
            return addresses;
        }
        return layout.check(buffer, offset, length);
    }

    private Refusal checkWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        if (header.frameLength() != length)
        {
            return Refusal.FRAME_LENGTH;
        }
        if (header.schemaId() != FrameHeaderDecoder.SCHEMA_ID)
        {
            return Refusal.FOREIGN_SCHEMA;
        }
        final Refusal located = layout.locate(header, buffer, offset, length);
        if (located != Refusal.NONE)
        {
            return located;
        }
        final int expected = checksum.compute(buffer, offset, layout.bodyFrom(), layout.bodyLimit(), length);
        return (int)header.frameChecksum() == expected ? Refusal.NONE : Refusal.FRAME_CHECKSUM;
    }

    private Refusal checkAddresses()
    {
        if (header.clusterId() != identity.clusterId())
        {
            return Refusal.FOREIGN_CLUSTER;
        }
        if (header.groupId() != identity.groupId())
        {
            return Refusal.FOREIGN_GROUP;
        }
        if (header.receiverId() != identity.memberId())
        {
            return Refusal.MISROUTED;
        }
        senderId = header.senderId();
        if (!identity.isMember(senderId))
        {
            return Refusal.UNKNOWN_SENDER;
        }
        if (senderId == identity.memberId())
        {
            return Refusal.OWN_FRAME;
        }
        if (header.incarnationDigest() != identity.digest(senderId))
        {
            return Refusal.FOREIGN_INCARNATION;
        }
        return header.epoch() >= 1 ? Refusal.NONE : Refusal.EPOCH;
    }
}
