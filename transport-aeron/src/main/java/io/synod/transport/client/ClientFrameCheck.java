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

import io.synod.codecs.client.ClientHeaderDecoder;
import io.synod.transport.FieldRules;
import io.synod.transport.FrameFormat;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;
import io.synod.transport.WholeCheck;

/** Everything about a frame between client and member that can be checked before its message is read. */
final class ClientFrameCheck
{
    private static final int ANY_MEMBER = -1;
    private static final long ANY_CONNECTION = 0;

    private final ClientHeaderDecoder header = new ClientHeaderDecoder();
    private final ClientIdentity identity;
    private final WholeCheck whole;
    private final int memberId;
    private final long connectionId;

    private ClientFrameCheck(
        final ClientIdentity identity, final FrameFormat format, final int memberId, final long connectionId)
    {
        this.identity = identity;
        this.memberId = memberId;
        this.connectionId = connectionId;
        whole = new WholeCheck(format);
    }

    /** For a member: takes frames of any connection that are meant for it. */
    static ClientFrameCheck atMember(final ClientIdentity identity, final int memberId, final FrameFormat format)
    {
        ClientIdentity.requireMemberId(memberId);
        return new ClientFrameCheck(identity, format, memberId, ANY_CONNECTION);
    }

    /** For a client: takes frames of any member that are meant for its connection. */
    static ClientFrameCheck atClient(final ClientIdentity identity, final long connectionId, final FrameFormat format)
    {
        ClientIdentity.requireConnectionId(connectionId);
        return new ClientFrameCheck(identity, format, ANY_MEMBER, connectionId);
    }

    /** Of the frame checked last: the member that is asked, or answers. */
    int memberId()
    {
        return header.memberId();
    }

    /** Of the frame checked last; not 0. */
    long connectionId()
    {
        return header.connectionId();
    }

    /** Of the frame checked last. */
    FrameLayout layout()
    {
        return whole.layout();
    }

    /**
     * All checks, in the order of {@link Refusal}, connection last.
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
        header.wrap(buffer, offset);
        final Refusal addressed = checkAddresses();
        return addressed == Refusal.NONE ? whole.layout().check(buffer, offset, length) : addressed;
    }

    private Refusal checkAddresses()
    {
        if (header.clusterId() != identity.clusterId())
        {
            return Refusal.FOREIGN_CLUSTER;
        }
        if (header.groupId() != identity.groupId())
        {
            return Refusal.FOREIGN_GROUP;
        }
        if (memberId != ANY_MEMBER && header.memberId() != memberId)
        {
            return Refusal.MISROUTED;
        }
        if (!FieldRules.isMemberId(header.memberId()))
        {
            return Refusal.UNKNOWN_SENDER;
        }
        final boolean isKnown = connectionId == ANY_CONNECTION || header.connectionId() == connectionId;
        return isKnown && header.connectionId() != 0 ? Refusal.NONE : Refusal.CONNECTION;
    }
}
