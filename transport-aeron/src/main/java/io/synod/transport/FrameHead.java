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
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.codecs.peer.FrameHeaderEncoder;
import io.synod.codecs.peer.PromiseEncoder;
import io.synod.protocol.PromisePart;

/**
 * The head of a frame: all of it but an entry's body. Built here, once and again, because it is short; what is the same
 * in all frames of a member is written at construction.
 */
final class FrameHead
{
    /** Offset of a message's block. */
    static final int BLOCK = FrameHeaderEncoder.ENCODED_LENGTH;

    /** The longest head: a part of a promise that is full. Sent in one datagram. */
    static final int MAX_LENGTH = BLOCK + PromiseEncoder.BLOCK_LENGTH + PromiseEncoder.HeadersEncoder.HEADER_SIZE +
        PromisePart.MAX_HEADERS * PromiseEncoder.HeadersEncoder.sbeBlockLength();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final FrameHeaderEncoder header = new FrameHeaderEncoder();
    private final FrameChecksum checksum = new FrameChecksum();
    private final FrameSink sink;

    FrameHead(final PeerIdentity identity, final FrameSink sink)
    {
        this(identity.clusterId(), identity.groupId(), identity.memberId(), identity.epoch(),
            identity.digest(identity.memberId()), sink);
    }

    FrameHead(
        final long clusterId,
        final int groupId,
        final int memberId,
        final int epoch,
        final long digest,
        final FrameSink sink)
    {
        this.sink = sink;
        header.wrap(buffer, 0)
            .schemaId(FrameHeaderEncoder.SCHEMA_ID)
            .version(FrameHeaderEncoder.SCHEMA_VERSION)
            .clusterId(clusterId)
            .incarnationDigest(digest)
            .groupId(groupId)
            .epoch(epoch)
            .senderId((short)memberId)
            .reserved(0);
    }

    /** Where the message is to be written, from {@link #BLOCK} on. */
    MutableDirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Sends a frame without a body.
     *
     * @param to          the receiver's member id.
     * @param templateId  of the message.
     * @param blockLength of its block.
     * @param headLength  end of what was written.
     * @return false if there is no room now.
     */
    boolean send(final int to, final int templateId, final int blockLength, final int headLength)
    {
        return send(to, templateId, blockLength, headLength, buffer, 0, 0);
    }

    /**
     * Sends a frame.
     *
     * @param to          the receiver's member id.
     * @param templateId  of the message.
     * @param blockLength of its block.
     * @param headLength  end of what was written.
     * @param body        what follows; any buffer if there is nothing.
     * @param bodyOffset  in {@code body}.
     * @param bodyLength  from 0.
     * @return false if there is no room now.
     */
    boolean send(
        final int to,
        final int templateId,
        final int blockLength,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        header
            .blockLength(blockLength)
            .templateId(templateId)
            .frameLength(headLength + bodyLength)
            .receiverId((short)to);
        // The body stands behind the head and is left out: for the checksum the frame ends where the head does.
        header.frameChecksum(checksum.compute(buffer, headLength, buffer, 0, 0) & 0xFFFF_FFFFL);
        return sink.offer(to, buffer, headLength, body, bodyOffset, bodyLength);
    }
}
