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

/** Everything about a frame that can be checked before its message is read: what it is, that it is whole, whose. */
final class FrameCheck
{
    private final PeerIdentity identity;
    private final FrameHeaderDecoder header = new FrameHeaderDecoder();
    private final WholeCheck whole;
    private final AddressCheck addresses;

    FrameCheck(final PeerIdentity identity, final FrameFormat format)
    {
        this.identity = identity;
        whole = new WholeCheck(format);
        addresses = new AddressCheck(
            identity.clusterId(), identity.groupId(), identity.memberId(), identity.members());
    }

    /** Of the frame checked last: a member, not this one, of the incarnation that is known. */
    int senderId()
    {
        return header.senderId();
    }

    /** Of the frame checked last. */
    FrameLayout layout()
    {
        return whole.layout();
    }

    /**
     * All checks, in the order of {@link Refusal}.
     *
     * @param buffer of the frame.
     * @param offset of its first byte.
     * @param length of the frame.
     * @return {@link Refusal#NONE} if its message can be read.
     */
    Refusal check(final DirectBuffer buffer, final int offset, final int length)
    {
        final Refusal unharmed = whole.check(buffer, offset, length);
        if (unharmed != Refusal.NONE)
        {
            return unharmed;
        }
        final Refusal addressed = addresses.check(header.wrap(buffer, offset));
        if (addressed != Refusal.NONE)
        {
            return addressed;
        }
        if (header.incarnationDigest() != identity.digest(header.senderId()))
        {
            return Refusal.FOREIGN_INCARNATION;
        }
        return header.epoch() >= 1 ? whole.layout().check(buffer, offset, length) : Refusal.EPOCH;
    }
}
