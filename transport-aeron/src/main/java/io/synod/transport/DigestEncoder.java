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

import io.synod.codecs.peer.StateDigestEncoder;
import io.synod.protocol.Verify;

/** Says what the member's state machine has come to. Allocates nothing after construction. One thread. */
public final class DigestEncoder
{
    private final StateDigestEncoder stateDigest = new StateDigestEncoder();
    private final FrameHead head;

    /**
     * An encoder for one member of one group.
     *
     * @param identity of the member.
     * @param sink     where the frames go.
     */
    public DigestEncoder(final PeerIdentity identity, final FrameSink sink)
    {
        head = new FrameHead(identity, sink);
    }

    /**
     * Sends digests of the last commands.
     *
     * @param to           the receiver's member id.
     * @param lastSequence that the last of the digests belongs to.
     * @param digests      after each command, in rising order.
     * @param offset       index of the first one that is sent.
     * @param count        from 0 to {@link StateDigests#MAX_DIGESTS}, not above {@code lastSequence}.
     * @return false if there is no room now.
     */
    public boolean sendStateDigest(
        final int to, final long lastSequence, final long[] digests, final int offset, final int count)
    {
        Verify.that(count >= 0 && count <= StateDigests.MAX_DIGESTS && count <= lastSequence,
            "digests of the last commands", count, lastSequence);
        stateDigest.wrap(head.buffer(), FrameHead.BLOCK)
            .lastSequence(lastSequence);
        final StateDigestEncoder.DigestsEncoder entries = stateDigest.digestsCount(count);
        for (int i = 0; i < count; i++)
        {
            entries.next().digest(digests[offset + i]);
        }
        return head.send(
            to, StateDigestEncoder.TEMPLATE_ID, StateDigestEncoder.BLOCK_LENGTH, stateDigest.limit());
    }
}
