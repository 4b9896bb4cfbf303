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
import io.synod.port.Inbox;

/**
 * From the bytes of peers to calls of the core. A frame is checked to its last byte before anything of it is believed,
 * and then makes exactly one call; or it is refused, counted and otherwise without effect. Nothing is thrown for what
 * stands in a frame, and nothing is allocated. One thread.
 */
public final class PeerAdapter
{
    private final FrameCheck check;
    private final MessageReader reader;
    private final RefusalCounts counts = new RefusalCounts();

    /**
     * An adapter for one member of one group.
     *
     * @param identity of the member, and of those it listens to.
     * @param inbox    of the core.
     */
    public PeerAdapter(final PeerIdentity identity, final Inbox inbox)
    {
        check = new FrameCheck(identity, PeerFormats.CORE);
        reader = new MessageReader(identity.memberId(), inbox);
    }

    /**
     * Looks at what kind of message a frame brings, and checks nothing else: enough to give it to the adapter that
     * does.
     *
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return -1 if it is too short or of another schema.
     */
    public static int templateId(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < FrameHeaderDecoder.ENCODED_LENGTH || offset < 0 || length > buffer.capacity() - offset ||
            uint16(buffer, offset + FrameHeaderDecoder.schemaIdEncodingOffset()) != FrameHeaderDecoder.SCHEMA_ID)
        {
            return -1;
        }
        return uint16(buffer, offset + FrameHeaderDecoder.templateIdEncodingOffset());
    }

    private static int uint16(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, FrameHeaderDecoder.BYTE_ORDER) & 0xFFFF;
    }

    /**
     * Takes a frame.
     *
     * @param buffer over an array or a {@link java.nio.ByteBuffer}; an entry's body stays in it during the call.
     * @param offset of the frame's first byte.
     * @param length of the frame.
     * @return true if the inbox was called.
     */
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        Refusal refusal = check.check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            refusal = reader.read(buffer, offset, check.layout(), check.senderId());
        }
        counts.add(refusal);
        return refusal == Refusal.NONE;
    }

    /**
     * Frames refused so far for a reason; for {@link Refusal#NONE} those accepted.
     *
     * @param refusal the reason.
     * @return from 0.
     */
    public long count(final Refusal refusal)
    {
        return counts.count(refusal);
    }

    /**
     * All frames refused so far.
     *
     * @return from 0.
     */
    public long refused()
    {
        return counts.refused();
    }
}
