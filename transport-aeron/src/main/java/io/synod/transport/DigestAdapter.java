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
import io.synod.codecs.peer.StateDigestDecoder;

/** Takes digests of state machines, as {@link PeerAdapter} takes what is for the core. */
public final class DigestAdapter
{
    /** Of the frames to be given to this adapter. */
    public static final int TEMPLATE_ID = StateDigestDecoder.TEMPLATE_ID;

    private final StateDigestDecoder stateDigest = new StateDigestDecoder();
    private final RefusalCounts counts = new RefusalCounts();
    private final long[] digests = new long[StateDigests.MAX_DIGESTS];
    private final StateDigests.Digests accessor = index -> digests[index];
    private final FrameCheck check;
    private final StateDigests inbox;

    /**
     * An adapter for one member of one group.
     *
     * @param identity of the member, and of those it listens to.
     * @param inbox    of the digests.
     */
    public DigestAdapter(final PeerIdentity identity, final StateDigests inbox)
    {
        check = new FrameCheck(identity, PeerFormats.STATE_DIGESTS);
        this.inbox = inbox;
    }

    /**
     * Takes a frame.
     *
     * @param buffer over an array or a {@link java.nio.ByteBuffer}.
     * @param offset of the frame's first byte.
     * @param length of the frame.
     * @return true if the inbox was called.
     */
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        Refusal refusal = check.check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            refusal = read(buffer, offset, check.layout());
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

    private Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout)
    {
        stateDigest.wrap(
            buffer, offset + FrameHeaderDecoder.ENCODED_LENGTH, layout.blockLength(), layout.version());
        final long lastSequence = stateDigest.lastSequence();
        final StateDigestDecoder.DigestsDecoder entries = stateDigest.digests();
        final int count = entries.count();
        // A sequence has the range of a slot. There are not more digests than commands.
        if (!FieldRules.isSlotOrNone(lastSequence) || count > lastSequence)
        {
            return Refusal.SEQUENCE;
        }
        for (int i = 0; i < count; i++)
        {
            digests[i] = entries.next().digest();
        }
        inbox.onStateDigest(check.senderId(), lastSequence, count, accessor);
        return Refusal.NONE;
    }
}
