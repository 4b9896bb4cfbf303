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
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Inbox;
import io.synod.port.Outbox;

/** Frames as arrays: how tests make, spoil and deliver them. Offsets are spelled out, so that a schema cannot move. */
public final class Frames
{
    static final int HEADER_LENGTH = 48;
    static final int SENDER = 1;
    static final int RECEIVER = 0;
    static final long CLUSTER_ID = 0x5359_4E4F_4400_0001L;
    static final int GROUP_ID = 7;

    static final int BLOCK_LENGTH_OFFSET = 0;
    static final int TEMPLATE_ID_OFFSET = 2;
    static final int VERSION_OFFSET = 6;
    static final int FRAME_LENGTH_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 12;

    private static final long MEMBERS = 0b111;
    private static final int ACCEPT = 3;
    private static final int FILL = 10;

    private Frames()
    {
    }

    static PeerIdentity identity(final int memberId)
    {
        return identity(CLUSTER_ID, GROUP_ID, memberId, 0x1000);
    }

    static PeerIdentity identity(final long clusterId, final int groupId, final int memberId, final long digestBase)
    {
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        for (int i = 0; i < digests.length; i++)
        {
            digests[i] = digestBase + i;
        }
        return new PeerIdentity(clusterId, groupId, memberId, 4, MEMBERS | 1L << memberId, digests);
    }

    static PeerAdapter receiver(final Inbox inbox)
    {
        return new PeerAdapter(identity(RECEIVER), inbox);
    }

    /** The one frame that a message makes. */
    static byte[] of(final Consumer<Outbox> message)
    {
        return of(identity(SENDER), message);
    }

    static byte[] of(final PeerIdentity sender, final Consumer<Outbox> message)
    {
        final byte[][] sent = new byte[1][];
        message.accept(new PeerEncoder(sender, (to, head, headLength, body, bodyOffset, bodyLength) ->
        {
            sent[0] = new byte[headLength + bodyLength];
            head.getBytes(0, sent[0], 0, headLength);
            body.getBytes(bodyOffset, sent[0], headLength, bodyLength);
            return true;
        }));
        return sent[0];
    }

    static boolean deliver(final PeerAdapter adapter, final byte[] frame)
    {
        return adapter.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    public static ByteBuffer view(final byte[] frame)
    {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes length and checksum of the frame right again, whatever was done to it: written without the codec. */
    static byte[] seal(final byte[] frame)
    {
        if (frame.length < HEADER_LENGTH)
        {
            return frame;
        }
        final ByteBuffer view = view(frame);
        view.putInt(FRAME_LENGTH_OFFSET, frame.length);
        int bodyFrom = frame.length;
        int bodyLimit = frame.length;
        final int templateId = view.getShort(TEMPLATE_ID_OFFSET);
        if (templateId == ACCEPT || templateId == FILL)
        {
            final int from = HEADER_LENGTH + (view.getShort(BLOCK_LENGTH_OFFSET) & 0xFFFF) + 4;
            final long length = from <= frame.length ? view.getInt(from - 4) : -1;
            if (length >= 0 && from + length <= frame.length)
            {
                bodyFrom = from;
                bodyLimit = from + (int)length;
            }
        }
        final CRC32C crc = new CRC32C();
        crc.update(frame, 0, CHECKSUM_OFFSET);
        crc.update(frame, CHECKSUM_OFFSET + 4, bodyFrom - CHECKSUM_OFFSET - 4);
        crc.update(frame, bodyLimit, frame.length - bodyLimit);
        view.putInt(CHECKSUM_OFFSET, (int)crc.getValue());
        return frame;
    }

    /** A copy with bytes put in between, filled with a pattern. */
    public static byte[] insert(final byte[] frame, final int offset, final int length)
    {
        final byte[] longer = new byte[frame.length + length];
        System.arraycopy(frame, 0, longer, 0, offset);
        Arrays.fill(longer, offset, offset + length, (byte)0xA5);
        System.arraycopy(frame, offset, longer, offset + length, frame.length - offset);
        return longer;
    }

    public static byte[] withShort(final byte[] frame, final int offset, final int value)
    {
        final byte[] copy = frame.clone();
        view(copy).putShort(offset, (short)value);
        return copy;
    }

    public static byte[] withInt(final byte[] frame, final int offset, final int value)
    {
        final byte[] copy = frame.clone();
        view(copy).putInt(offset, value);
        return copy;
    }
}
