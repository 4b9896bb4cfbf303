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
package io.synod.transport.aeron;

import java.util.Arrays;
import java.util.Objects;

import io.aeron.Aeron;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.InvariantViolation;
import io.synod.transport.FrameSink;

/**
 * Between a member and its peers: a stream to each of them, and one socket at the own address at which all of theirs
 * arrive. A stream to a peer that is not there yet, or again, is connected by itself.
 */
public final class PeerChannels implements FrameSink, AutoCloseable
{
    private final OutgoingStream[] streams = new OutgoingStream[Ballot.MAX_MEMBER_ID + 1];
    private final OutgoingStream[] peers;
    private final FrameSubscription subscription;
    private final FrameTaker handing = this::hand;
    private FrameHandler handler;

    /**
     * Binds the own address; waits for nobody.
     *
     * @param driver   of this thread.
     * @param config   of the streams.
     * @param members  all of them.
     * @param memberId this one.
     */
    public PeerChannels(
        final TransportDriver driver, final TransportConfig config, final MemberAddresses members, final int memberId)
    {
        final Aeron aeron = driver.aeron();
        final MemberAddress own = members.address(memberId);
        subscription = new FrameSubscription(
            aeron, Channels.subscription(own.endpoint()), Channels.PEERS_STREAM_ID, "members: '" + own + "'");
        members.forEach(peer ->
        {
            if (peer.memberId() != memberId)
            {
                streams[peer.memberId()] = new OutgoingStream(
                    aeron,
                    Channels.publication(peer.host(), peer.port(), config.peerTermLength(), config),
                    Channels.PEERS_STREAM_ID,
                    "peerTermLength",
                    config.peerTermLength());
            }
        });
        peers = Arrays.stream(streams).filter(Objects::nonNull).toArray(OutgoingStream[]::new);
    }

    @Override
    public boolean offer(
        final int to,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        return stream(to).offer(head, headLength, body, bodyOffset, bodyLength);
    }

    private OutgoingStream stream(final int memberId)
    {
        final OutgoingStream stream = memberId < 0 || memberId > Ballot.MAX_MEMBER_ID ? null : streams[memberId];
        if (stream == null)
        {
            throw new InvariantViolation("a frame for " + memberId + ", who is no peer of this member");
        }
        return stream;
    }

    /**
     * Hands over what came from peers, and goes on with connecting to them.
     *
     * @param newHandler    of whole frames.
     * @param fragmentLimit pieces to read at most: a frame is longer than a piece if it is longer than a datagram.
     * @return pieces read.
     */
    public int poll(final FrameHandler newHandler, final int fragmentLimit)
    {
        for (final OutgoingStream peer : peers)
        {
            peer.advance();
        }
        handler = newHandler;
        return subscription.poll(handing, fragmentLimit);
    }

    private boolean hand(final DirectBuffer buffer, final int offset, final int length)
    {
        handler.onFrame(buffer, offset, length);
        return true;
    }

    /**
     * Whether a peer answers.
     *
     * @param memberId of the peer.
     * @return false from five seconds after it fell silent.
     */
    public boolean isConnected(final int memberId)
    {
        return stream(memberId).isConnected();
    }

    /**
     * What became of the frames that were offered.
     *
     * @param memberId of the peer.
     * @param result   of the offers.
     * @return how many.
     */
    public long count(final int memberId, final SendResult result)
    {
        return stream(memberId).count(result);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(peers);
        CloseHelper.close(subscription);
    }
}
