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

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

import io.aeron.Aeron;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;
import io.synod.transport.client.LinkSink;

/**
 * A client's side towards members: a stream of requests to each, connected by itself as members come and go; and where
 * they answer. Members in shared memory answer there, the others at one port of the client's host.
 */
public final class ClientChannels implements AutoCloseable
{
    private final OutgoingStream[] streams = new OutgoingStream[Ballot.MAX_MEMBER_ID + 1];
    private final LinkSink[] links = new LinkSink[Ballot.MAX_MEMBER_ID + 1];
    private final OutgoingStream[] members;
    private final long ipcMembers;
    private final String responseHost;
    private final int answersStreamId;
    private final int commandsStreamId;

    /** Null if all members are reached in shared memory. */
    private final FrameSubscription udpAnswers;
    private final SubscriptionPair answers;
    private final SubscriptionPair commands;
    private final FrameTaker handing = this::hand;
    private FrameHandler handler;
    private String responseChannel;

    /**
     * Binds a port for the answers; waits for no member.
     *
     * @param driver       of this thread.
     * @param config       of the streams.
     * @param addresses    of the members.
     * @param responseHost name or address of this machine at which all members reach it; an IPv6 address without
     *                     brackets.
     * @param ipcMemberIds of those members that share the driver.
     */
    public ClientChannels(
        final TransportDriver driver,
        final TransportConfig config,
        final MemberAddresses addresses,
        final String responseHost,
        final int... ipcMemberIds)
    {
        this.responseHost = checked(responseHost);
        ipcMembers = Arrays.stream(ipcMemberIds).mapToLong(id -> 1L << addresses.address(id).memberId())
            .reduce(0, (left, right) -> left | right);
        // Drawn, so that what a member still sends to the last owner of a port or of an id is nobody's.
        final SecureRandom random = new SecureRandom();
        answersStreamId = Channels.clientsStreamId(random.nextInt());
        commandsStreamId = Channels.clientsStreamId(answersStreamId + 1 + random.nextInt(1 << 20));
        final Aeron aeron = driver.aeron();
        final String option = "responseHost: '" + responseHost + "'";
        final boolean hasUdp = addresses.members() != ipcMembers;
        final String channel = Channels.ephemeralSubscription(responseHost, aeron.nextCorrelationId());
        udpAnswers = hasUdp ? new FrameSubscription(aeron, channel, answersStreamId, option) : null;
        answers = new SubscriptionPair(udpAnswers, ipcSubscription(aeron, answersStreamId));
        commands = new SubscriptionPair(
            hasUdp ? new FrameSubscription(aeron, channel, commandsStreamId, option) : null,
            ipcSubscription(aeron, commandsStreamId));
        addresses.forEach(member -> addStream(aeron, config, member));
        members = Arrays.stream(streams).filter(Objects::nonNull).toArray(OutgoingStream[]::new);
    }

    private static String checked(final String host)
    {
        final String problem = Endpoint.problemOfHost(host);
        if (problem != null)
        {
            throw new ConfigException("responseHost: '" + host + "' " + problem);
        }
        return host;
    }

    private FrameSubscription ipcSubscription(final Aeron aeron, final int streamId)
    {
        return ipcMembers == 0 ? null : new FrameSubscription(aeron, Channels.IPC, streamId, Channels.IPC);
    }

    private void addStream(final Aeron aeron, final TransportConfig config, final MemberAddress member)
    {
        final int termLength = config.requestTermLength();
        final boolean isIpc = isIpc(member.memberId());
        final OutgoingStream stream = new OutgoingStream(
            aeron,
            isIpc ?
                Channels.ipcPublication(termLength, config) :
                Channels.publication(member.host(), member.port(), termLength, config),
            isIpc ? Channels.ipcRequestsStreamId(member) : Channels.REQUESTS_STREAM_ID,
            "requestTermLength",
            termLength);
        streams[member.memberId()] = stream;
        links[member.memberId()] = stream::offer;
    }

    private boolean isIpc(final int memberId)
    {
        return (ipcMembers & 1L << memberId) != 0;
    }

    private OutgoingStream stream(final int memberId)
    {
        final OutgoingStream stream = memberId < 0 || memberId > Ballot.MAX_MEMBER_ID ? null : streams[memberId];
        if (stream == null)
        {
            throw new InvariantViolation("a request for " + memberId + ", who is no member");
        }
        return stream;
    }

    /**
     * Where requests to a member go.
     *
     * @param memberId of the member.
     * @return the same each time.
     */
    public LinkSink link(final int memberId)
    {
        stream(memberId);
        return links[memberId];
    }

    /**
     * Whether a member answers.
     *
     * @param memberId of the member.
     * @return false from five seconds after it fell silent.
     */
    public boolean isConnected(final int memberId)
    {
        return stream(memberId).isConnected();
    }

    /**
     * What became of the frames that were offered.
     *
     * @param memberId of the member.
     * @param result   of the offers.
     * @return how many.
     */
    public long count(final int memberId, final SendResult result)
    {
        return stream(memberId).count(result);
    }

    /**
     * What a member is to be told for its answers.
     *
     * @param memberId of the member.
     * @return a channel; null as long as the port is not known.
     */
    public String responseChannel(final int memberId)
    {
        stream(memberId);
        if (isIpc(memberId))
        {
            return Channels.IPC;
        }
        if (responseChannel == null)
        {
            final String endpoint = udpAnswers.resolvedEndpoint();
            if (endpoint != null)
            {
                final int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
                responseChannel = Channels.udp(Endpoint.text(responseHost, port));
            }
        }
        return responseChannel;
    }

    /**
     * The stream on which a member is to answer.
     *
     * @param memberId of the member.
     * @return the same for all.
     */
    public int answersStreamId(final int memberId)
    {
        stream(memberId);
        return answersStreamId;
    }

    /**
     * The stream on which a member is to send commands.
     *
     * @param memberId of the member.
     * @return the same for all.
     */
    public int commandsStreamId(final int memberId)
    {
        stream(memberId);
        return commandsStreamId;
    }

    /**
     * Hands over answers, and goes on with connecting to members: to be called in each duty cycle.
     *
     * @param newHandler    of whole frames.
     * @param fragmentLimit pieces to read at most.
     * @return pieces read.
     */
    public int pollAnswers(final FrameHandler newHandler, final int fragmentLimit)
    {
        for (final OutgoingStream member : members)
        {
            member.advance();
        }
        handler = newHandler;
        return answers.poll(handing, fragmentLimit);
    }

    private boolean hand(final DirectBuffer buffer, final int offset, final int length)
    {
        handler.onFrame(buffer, offset, length);
        return true;
    }

    /**
     * Hands over commands.
     *
     * @param taker         of whole frames. One it has no room for comes again; that member's later ones wait.
     * @param fragmentLimit pieces to read at most.
     * @return pieces read.
     */
    public int pollCommands(final FrameTaker taker, final int fragmentLimit)
    {
        return commands.poll(taker, fragmentLimit);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(members);
        CloseHelper.closeAll(answers, commands);
    }
}
