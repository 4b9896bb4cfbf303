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

import io.synod.codecs.peer.HelloEncoder;
import io.synod.protocol.Verify;

/**
 * Says hello, before there is a {@link PeerIdentity} to speak under. Allocates nothing after construction. One thread.
 */
public final class GreetingEncoder
{
    /** A hello comes before all memberships. */
    private static final int NO_EPOCH = 0;

    private final HelloEncoder hello = new HelloEncoder();
    private final FrameHead head;

    /**
     * An encoder for one member of one group.
     *
     * @param clusterId as in {@link PeerIdentity}.
     * @param groupId   as there.
     * @param memberId  own.
     * @param ownDigest of the own incarnation; not 0.
     * @param sink      where the frames go.
     */
    public GreetingEncoder(
        final long clusterId, final int groupId, final int memberId, final long ownDigest, final FrameSink sink)
    {
        PeerIdentity.requireAddress(clusterId, groupId, memberId);
        PeerIdentity.require(ownDigest != 0, "ownDigest", ownDigest, "must not be 0");
        head = new FrameHead(clusterId, groupId, memberId, NO_EPOCH, ownDigest, sink);
    }

    /**
     * Says who this member is and whom it knows.
     *
     * @param to          the receiver's member id.
     * @param wantsAnswer whether this member has something to learn yet.
     * @param digests     by member id, {@link PeerIdentity#DIGESTS_LENGTH} of them; 0 where none is known.
     * @return false if there is no room now.
     */
    public boolean sendHello(final int to, final boolean wantsAnswer, final long[] digests)
    {
        Verify.that(digests.length == PeerIdentity.DIGESTS_LENGTH, "digests by member id");
        hello.wrap(head.buffer(), FrameHead.BLOCK)
            .flags().clear().wantsAnswer(wantsAnswer);
        final HelloEncoder.KnownEncoder known = hello.knownCount(countOf(digests));
        for (int memberId = 0; memberId < digests.length; memberId++)
        {
            if (digests[memberId] != 0)
            {
                known.next().memberId(memberId).digest(digests[memberId]);
            }
        }
        return head.send(to, HelloEncoder.TEMPLATE_ID, HelloEncoder.BLOCK_LENGTH, hello.limit());
    }

    private static int countOf(final long[] digests)
    {
        int count = 0;
        for (final long digest : digests)
        {
            count += digest != 0 ? 1 : 0;
        }
        return count;
    }
}
