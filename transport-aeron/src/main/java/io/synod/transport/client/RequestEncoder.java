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
import org.agrona.MutableDirectBuffer;

import io.synod.codecs.client.AppendEncoder;
import io.synod.codecs.client.AskOutcomeEncoder;
import io.synod.codecs.client.AskStatusEncoder;
import io.synod.codecs.client.CloseSessionEncoder;
import io.synod.codecs.client.ConnectEncoder;
import io.synod.codecs.client.DisconnectEncoder;
import io.synod.codecs.client.KeepAliveEncoder;
import io.synod.codecs.client.OpenSessionEncoder;
import io.synod.codecs.client.SubscribeEncoder;
import io.synod.codecs.client.UnsubscribeEncoder;
import io.synod.protocol.ConfigException;

/** From a client's requests to frames for one member. Allocates nothing after construction, copies no body. */
public final class RequestEncoder implements RequestOutbox
{
    /** Bytes of the frame of an append, without the command. */
    public static final int APPEND_HEAD_LENGTH =
        ClientHead.BLOCK + AppendEncoder.BLOCK_LENGTH + ClientHead.BODY_HEADER_LENGTH;

    private static final int MAX_HEAD_LENGTH = ClientHead.BLOCK + ConnectEncoder.BLOCK_LENGTH +
        ClientHead.BODY_HEADER_LENGTH + RequestInbox.MAX_CHANNEL_LENGTH;

    private final ConnectEncoder connect = new ConnectEncoder();
    private final DisconnectEncoder disconnect = new DisconnectEncoder();
    private final KeepAliveEncoder keepAlive = new KeepAliveEncoder();
    private final OpenSessionEncoder openSession = new OpenSessionEncoder();
    private final AppendEncoder append = new AppendEncoder();
    private final CloseSessionEncoder closeSession = new CloseSessionEncoder();
    private final AskOutcomeEncoder askOutcome = new AskOutcomeEncoder();
    private final SubscribeEncoder subscribe = new SubscribeEncoder();
    private final UnsubscribeEncoder unsubscribe = new UnsubscribeEncoder();
    private final AskStatusEncoder askStatus = new AskStatusEncoder();

    private final ClientHead head;
    private final MutableDirectBuffer buffer;

    /**
     * An encoder for one client and one member.
     *
     * @param identity     of the log.
     * @param memberId     of the member that is asked.
     * @param connectionId drawn by the client; not 0.
     * @param sink         where the frames go.
     */
    public RequestEncoder(
        final ClientIdentity identity, final int memberId, final long connectionId, final LinkSink sink)
    {
        head = new ClientHead(identity, memberId, connectionId, MAX_HEAD_LENGTH, sink);
        buffer = head.buffer();
    }

    @Override
    public boolean sendConnect(final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        requireChannel(responseChannel);
        connect.wrap(buffer, ClientHead.BLOCK)
            .answersStreamId(answersStreamId)
            .commandsStreamId(commandsStreamId);
        buffer.putInt(connect.limit(), responseChannel.length(), ConnectEncoder.BYTE_ORDER);
        final int from = connect.limit() + ClientHead.BODY_HEADER_LENGTH;
        final int length = buffer.putStringWithoutLengthAscii(from, responseChannel);
        return head.send(ConnectEncoder.TEMPLATE_ID, ConnectEncoder.BLOCK_LENGTH, from + length);
    }

    /** The channel comes from a configuration, and no member would take it. */
    private static void requireChannel(final String channel)
    {
        final int length = channel.length();
        if (length == 0 || length > RequestInbox.MAX_CHANNEL_LENGTH || !channel.chars().allMatch(ClientRules::isAscii))
        {
            throw new ConfigException("transport.responseChannel=" + channel + " must be ASCII, of 1 to " +
                RequestInbox.MAX_CHANNEL_LENGTH + " characters");
        }
    }

    @Override
    public boolean sendDisconnect()
    {
        disconnect.wrap(buffer, ClientHead.BLOCK)
            .reserved(0);
        return head.send(DisconnectEncoder.TEMPLATE_ID, DisconnectEncoder.BLOCK_LENGTH, disconnect.limit());
    }

    @Override
    public boolean sendKeepAlive(final long sessionId, final long ackedThrough)
    {
        keepAlive.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .ackedThrough(ackedThrough);
        return head.send(KeepAliveEncoder.TEMPLATE_ID, KeepAliveEncoder.BLOCK_LENGTH, keepAlive.limit());
    }

    @Override
    public boolean sendOpenSession(final long nonce)
    {
        openSession.wrap(buffer, ClientHead.BLOCK)
            .nonce(nonce);
        return head.send(OpenSessionEncoder.TEMPLATE_ID, OpenSessionEncoder.BLOCK_LENGTH, openSession.limit());
    }

    @Override
    public boolean sendAppend(
        final long sessionId, final long requestId, final DirectBuffer command, final int offset, final int length)
    {
        append.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .requestId(requestId);
        return head.sendWithBody(AppendEncoder.TEMPLATE_ID, AppendEncoder.BLOCK_LENGTH, command, offset, length);
    }

    @Override
    public boolean sendCloseSession(final long sessionId)
    {
        closeSession.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId);
        return head.send(CloseSessionEncoder.TEMPLATE_ID, CloseSessionEncoder.BLOCK_LENGTH, closeSession.limit());
    }

    @Override
    public boolean sendAskOutcome(final long sessionId, final long requestId)
    {
        askOutcome.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .requestId(requestId);
        return head.send(AskOutcomeEncoder.TEMPLATE_ID, AskOutcomeEncoder.BLOCK_LENGTH, askOutcome.limit());
    }

    @Override
    public boolean sendSubscribe(final long subscriptionId, final long fromSequence)
    {
        subscribe.wrap(buffer, ClientHead.BLOCK)
            .subscriptionId(subscriptionId)
            .fromSequence(fromSequence);
        return head.send(SubscribeEncoder.TEMPLATE_ID, SubscribeEncoder.BLOCK_LENGTH, subscribe.limit());
    }

    @Override
    public boolean sendUnsubscribe(final long subscriptionId)
    {
        unsubscribe.wrap(buffer, ClientHead.BLOCK)
            .subscriptionId(subscriptionId);
        return head.send(UnsubscribeEncoder.TEMPLATE_ID, UnsubscribeEncoder.BLOCK_LENGTH, unsubscribe.limit());
    }

    @Override
    public boolean sendAskStatus(final long nonce)
    {
        askStatus.wrap(buffer, ClientHead.BLOCK)
            .nonce(nonce);
        return head.send(AskStatusEncoder.TEMPLATE_ID, AskStatusEncoder.BLOCK_LENGTH, askStatus.limit());
    }
}
