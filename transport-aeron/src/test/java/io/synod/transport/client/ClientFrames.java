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

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.transport.Frames;

/** Frames as arrays: how tests make and spoil them. Offsets are spelled out, so that a schema cannot move. */
final class ClientFrames
{
    static final int HEADER_LENGTH = 40;
    static final int MEMBER = 2;
    static final long CONNECTION = 0x0102_0304_0506_0708L;
    static final ClientIdentity IDENTITY = new ClientIdentity(0x5359_4E4F_4400_0001L, 7);

    static final int BLOCK_LENGTH_OFFSET = 0;
    static final int TEMPLATE_ID_OFFSET = 2;
    static final int SCHEMA_ID_OFFSET = 4;
    static final int VERSION_OFFSET = 6;
    static final int FRAME_LENGTH_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 12;
    static final int CONNECTION_OFFSET = 24;
    static final int MEMBER_OFFSET = 36;

    private ClientFrames()
    {
    }

    static Outboxes encoders(final ClientIdentity identity, final LinkSink sink)
    {
        return new Outboxes(
            new RequestEncoder(identity, MEMBER, CONNECTION, sink),
            new AnswerEncoder(identity, MEMBER, CONNECTION, sink),
            new CommandsEncoder(identity, MEMBER, CONNECTION, sink));
    }

    /** The one frame that a message makes. */
    static byte[] of(final Consumer<Outboxes> message)
    {
        return of(IDENTITY, message);
    }

    static byte[] of(final ClientIdentity identity, final Consumer<Outboxes> message)
    {
        final byte[][] sent = new byte[1][];
        message.accept(encoders(identity, (head, headLength, body, bodyOffset, bodyLength) ->
        {
            sent[0] = new byte[headLength + bodyLength];
            head.getBytes(0, sent[0], 0, headLength);
            body.getBytes(bodyOffset, sent[0], headLength, bodyLength);
            return true;
        }));
        return sent[0];
    }

    static boolean deliver(final Adapters adapters, final byte[] frame)
    {
        return adapters.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    /** Makes length and checksum of the frame right again, whatever was done to it: written without the codec. */
    static byte[] seal(final byte[] frame)
    {
        if (frame.length < HEADER_LENGTH)
        {
            return frame;
        }
        final ByteBuffer view = Frames.view(frame);
        view.putInt(FRAME_LENGTH_OFFSET, frame.length);
        final CRC32C crc = new CRC32C();
        crc.update(frame, 0, CHECKSUM_OFFSET);
        crc.update(frame, CHECKSUM_OFFSET + 4, frame.length - CHECKSUM_OFFSET - 4);
        view.putInt(CHECKSUM_OFFSET, (int)crc.getValue());
        return frame;
    }

    static byte[] withLong(final byte[] frame, final int offset, final long value)
    {
        final byte[] copy = frame.clone();
        Frames.view(copy).putLong(offset, value);
        return copy;
    }
}
