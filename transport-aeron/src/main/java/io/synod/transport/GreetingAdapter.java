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

import java.util.Arrays;

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.codecs.peer.HelloDecoder;

/**
 * Takes hellos, as {@link PeerAdapter} takes what is for the core. The one difference: the sender's incarnation is what
 * it says it is, because nobody knows it yet.
 */
public final class GreetingAdapter
{
    /** Of the frames to be given to this adapter. */
    public static final int TEMPLATE_ID = HelloDecoder.TEMPLATE_ID;

    private static final int KNOWN_FLAGS = 0b1;

    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final HelloDecoder hello = new HelloDecoder();
    private final WholeCheck whole = new WholeCheck(PeerFormats.GREETINGS);
    private final RefusalCounts counts = new RefusalCounts();
    private final long[] known = new long[PeerIdentity.DIGESTS_LENGTH];
    private final AddressCheck addresses;
    private final Greetings inbox;

    /**
     * An adapter for one member of one group.
     *
     * @param clusterId as in {@link PeerIdentity}.
     * @param groupId   as there.
     * @param memberId  own.
     * @param members   bits of all configured members, itself included.
     * @param inbox     of the hellos.
     */
    public GreetingAdapter(
        final long clusterId, final int groupId, final int memberId, final long members, final Greetings inbox)
    {
        PeerIdentity.requireAddress(clusterId, groupId, memberId);
        PeerIdentity.requireOwnBit(members, memberId);
        addresses = new AddressCheck(clusterId, groupId, memberId, members);
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
        Refusal refusal = check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            refusal = read(buffer, offset, whole.layout());
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

    private Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        final Refusal unharmed = whole.check(buffer, offset, length);
        if (unharmed != Refusal.NONE)
        {
            return unharmed;
        }
        final Refusal addressed = addresses.check(header.wrap(buffer, offset));
        return addressed == Refusal.NONE ? whole.layout().check(buffer, offset, length) : addressed;
    }

    private Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout)
    {
        hello.wrap(buffer, offset + FrameHeaderDecoder.ENCODED_LENGTH, layout.blockLength(), layout.version());
        if (header.incarnationDigest() == 0)
        {
            return Refusal.DIGEST;
        }
        if (!layout.isNewer() && (hello.flags().getRaw() & ~KNOWN_FLAGS) != 0)
        {
            return Refusal.FLAGS;
        }
        final boolean wantsAnswer = hello.flags().wantsAnswer();
        final Refusal members = readKnown();
        if (members == Refusal.NONE)
        {
            inbox.onHello(header.senderId(), header.incarnationDigest(), wantsAnswer, known);
        }
        return members;
    }

    private Refusal readKnown()
    {
        Arrays.fill(known, 0);
        final HelloDecoder.KnownDecoder entries = hello.known();
        int leastId = 0;
        while (entries.hasNext())
        {
            entries.next();
            final int memberId = entries.memberId();
            if (!FieldRules.isMemberId(memberId) || memberId < leastId)
            {
                return Refusal.MEMBER;
            }
            if (entries.digest() == 0)
            {
                return Refusal.DIGEST;
            }
            known[memberId] = entries.digest();
            leastId = memberId + 1;
        }
        return Refusal.NONE;
    }
}
