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
package io.synod.transport.client;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.codecs.client.BodyEncoder;
import io.synod.codecs.client.ClientHeaderEncoder;
import io.synod.transport.FrameChecksum;

/**
 * The head of a frame between client and member: all of it but a body. Built here, once and again, because it is short;
 * what is the same in all frames of a link is written at construction.
 */
final class ClientHead
{
    /** Offset of a message's block. */
    static final int BLOCK = ClientHeaderEncoder.ENCODED_LENGTH;

    /** Of the length that stands before a body. */
    static final int BODY_HEADER_LENGTH = 4;

    private final ClientHeaderEncoder header = new ClientHeaderEncoder();
    private final FrameChecksum checksum = new FrameChecksum();
    private final UnsafeBuffer buffer;
    private final LinkSink sink;

    /**
     * A head for the frames of one link in one direction.
     *
     * @param identity     of the log.
     * @param memberId     that is asked, or answers.
     * @param connectionId of the client; not 0.
     * @param maxLength    of a head, the header included.
     * @param sink         where the frames go.
     */
    ClientHead(
        final ClientIdentity identity,
        final int memberId,
        final long connectionId,
        final int maxLength,
        final LinkSink sink)
    {
        ClientIdentity.requireMemberId(memberId);
        ClientIdentity.requireConnectionId(connectionId);
        this.sink = sink;
        buffer = new UnsafeBuffer(new byte[maxLength]);
        header.wrap(buffer, 0)
            .schemaId(ClientHeaderEncoder.SCHEMA_ID)
            .version(ClientHeaderEncoder.SCHEMA_VERSION)
            .clusterId(identity.clusterId())
            .connectionId(connectionId)
            .groupId(identity.groupId())
            .memberId(memberId);
    }

    /** Where the message is to be written, from {@link #BLOCK} on. */
    MutableDirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Sends a frame without a body.
     *
     * @param templateId  of the message.
     * @param blockLength of its block.
     * @param headLength  end of what was written.
     * @return false if there is no room now.
     */
    boolean send(final int templateId, final int blockLength, final int headLength)
    {
        return offer(templateId, blockLength, headLength, buffer, 0, 0);
    }

    /**
     * Sends a frame with a body. The generated encoder would copy the body behind its length; here it stays where it is
     * until it is sent.
     *
     * @param templateId  of the message.
     * @param blockLength of its block: all that was written.
     * @param body        what follows.
     * @param bodyOffset  in {@code body}.
     * @param bodyLength  from 0.
     * @return false if there is no room now.
     */
    boolean sendWithBody(
        final int templateId,
        final int blockLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        final int blockLimit = BLOCK + blockLength;
        buffer.putInt(blockLimit, bodyLength, BodyEncoder.BYTE_ORDER);
        return offer(templateId, blockLength, blockLimit + BODY_HEADER_LENGTH, body, bodyOffset, bodyLength);
    }

    private boolean offer(
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
            .frameLength(headLength + bodyLength);
        header.frameChecksum(checksum.compute(buffer, headLength, body, bodyOffset, bodyLength) & 0xFFFF_FFFFL);
        return sink.offer(buffer, headLength, body, bodyOffset, bodyLength);
    }
}
