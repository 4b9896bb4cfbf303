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
    private final long[] counts = new long[Refusal.COUNT];

    /**
     * An adapter for one member of one group.
     *
     * @param identity of the member, and of those it listens to.
     * @param inbox    of the core.
     */
    public PeerAdapter(final PeerIdentity identity, final Inbox inbox)
    {
        check = new FrameCheck(identity);
        reader = new MessageReader(identity.memberId(), inbox);
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
        counts[refusal.id()]++;
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
        return counts[refusal.id()];
    }
}
