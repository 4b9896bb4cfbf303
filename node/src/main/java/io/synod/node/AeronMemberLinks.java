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
package io.synod.node;

import io.synod.client.MemberLinks;
import io.synod.protocol.Ballot;
import io.synod.transport.aeron.ClientChannels;
import io.synod.transport.aeron.MemberAddresses;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.client.ClientIdentity;
import io.synod.transport.client.RequestEncoder;
import io.synod.transport.client.RequestOutbox;

/** A client's ways to the members, over Aeron. */
final class AeronMemberLinks implements MemberLinks
{
    private final int[] memberIds;
    private final int maxCommandLength;
    private final RequestOutbox[] outboxes = new RequestOutbox[Ballot.MAX_MEMBER_ID + 1];
    private ClientChannels channels;

    AeronMemberLinks(final MemberAddresses members, final TransportConfig config)
    {
        memberIds = new int[Long.bitCount(members.members())];
        int i = 0;
        for (long rest = members.members(); rest != 0; rest &= rest - 1)
        {
            memberIds[i++] = Long.numberOfTrailingZeros(rest);
        }
        maxCommandLength =
            TransportConfig.maxFrameLength(config.requestTermLength()) - RequestEncoder.APPEND_HEAD_LENGTH;
    }

    /**
     * Goes over other channels from now on, as another connection.
     *
     * @param newChannels  open.
     * @param identity     of the cluster.
     * @param connectionId that no member knows yet.
     */
    void use(final ClientChannels newChannels, final ClientIdentity identity, final long connectionId)
    {
        channels = newChannels;
        for (final int memberId : memberIds)
        {
            outboxes[memberId] = new RequestEncoder(identity, memberId, connectionId, channels.link(memberId));
        }
    }

    @Override
    public int[] memberIds()
    {
        return memberIds;
    }

    @Override
    public int maxCommandLength()
    {
        return maxCommandLength;
    }

    @Override
    public boolean isUp(final int memberId)
    {
        return channels.isConnected(memberId);
    }

    @Override
    public RequestOutbox outbox(final int memberId)
    {
        return outboxes[memberId];
    }

    @Override
    public boolean sendConnect(final int memberId)
    {
        final String responseChannel = channels.responseChannel(memberId);
        return responseChannel != null && outboxes[memberId].sendConnect(
            channels.answersStreamId(memberId), channels.commandsStreamId(memberId), responseChannel);
    }
}
