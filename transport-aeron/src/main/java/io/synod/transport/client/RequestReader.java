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

import io.synod.codecs.client.AskOutcomeDecoder;
import io.synod.codecs.client.AskStatusDecoder;
import io.synod.codecs.client.CloseSessionDecoder;
import io.synod.codecs.client.ConnectDecoder;
import io.synod.codecs.client.DisconnectDecoder;
import io.synod.codecs.client.KeepAliveDecoder;
import io.synod.codecs.client.OpenSessionDecoder;
import io.synod.codecs.client.SubscribeDecoder;
import io.synod.codecs.client.UnsubscribeDecoder;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;

/**
 * Reads the requests of frames that passed {@link ClientFrameCheck}, all but an append, which alone can find no room:
 * checks each field, then makes the one call.
 */
final class RequestReader
{
    private final ConnectDecoder connect = new ConnectDecoder();
    private final KeepAliveDecoder keepAlive = new KeepAliveDecoder();
    private final OpenSessionDecoder openSession = new OpenSessionDecoder();
    private final CloseSessionDecoder closeSession = new CloseSessionDecoder();
    private final AskOutcomeDecoder askOutcome = new AskOutcomeDecoder();
    private final SubscribeDecoder subscribe = new SubscribeDecoder();
    private final UnsubscribeDecoder unsubscribe = new UnsubscribeDecoder();
    private final AskStatusDecoder askStatus = new AskStatusDecoder();
    private final RequestInbox inbox;

    RequestReader(final RequestInbox inbox)
    {
        this.inbox = inbox;
    }

    /**
     * Reads a request.
     *
     * @param buffer       of the frame.
     * @param offset       of the frame's first byte.
     * @param layout       of the frame: checked.
     * @param connectionId of the client.
     * @return {@link Refusal#NONE} if the inbox was called.
     */
    Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout, final long connectionId)
    {
        final int block = offset + ClientHead.BLOCK;
        return switch (layout.templateId())
        {
            case ConnectDecoder.TEMPLATE_ID -> onConnect(buffer, offset, layout, connectionId);
            case DisconnectDecoder.TEMPLATE_ID -> onDisconnect(connectionId);
            case KeepAliveDecoder.TEMPLATE_ID -> onKeepAlive(buffer, block, layout, connectionId);
            case OpenSessionDecoder.TEMPLATE_ID -> onOpenSession(buffer, block, layout, connectionId);
            case CloseSessionDecoder.TEMPLATE_ID -> onCloseSession(buffer, block, layout, connectionId);
            case AskOutcomeDecoder.TEMPLATE_ID -> onAskOutcome(buffer, block, layout, connectionId);
            case SubscribeDecoder.TEMPLATE_ID -> onSubscribe(buffer, block, layout, connectionId);
            case UnsubscribeDecoder.TEMPLATE_ID -> onUnsubscribe(buffer, block, layout, connectionId);
            case AskStatusDecoder.TEMPLATE_ID -> onAskStatus(buffer, block, layout, connectionId);
            default -> Refusal.UNKNOWN_TEMPLATE;
        };
    }

    private Refusal onConnect(
        final DirectBuffer buffer, final int offset, final FrameLayout layout, final long connectionId)
    {
        connect.wrap(buffer, offset + ClientHead.BLOCK, layout.blockLength(), layout.version());
        final int from = offset + layout.bodyFrom();
        final int length = layout.bodyLength();
        if (!isChannel(buffer, from, length))
        {
            return Refusal.CHANNEL;
        }
        final String channel = buffer.getStringWithoutLengthAscii(from, length);
        inbox.onConnect(connectionId, connect.answersStreamId(), connect.commandsStreamId(), channel);
        return Refusal.NONE;
    }

    private static boolean isChannel(final DirectBuffer buffer, final int from, final int length)
    {
        if (length == 0 || length > RequestInbox.MAX_CHANNEL_LENGTH)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (!ClientRules.isAscii(buffer.getByte(from + i)))
            {
                return false;
            }
        }
        return true;
    }

    private Refusal onDisconnect(final long connectionId)
    {
        inbox.onDisconnect(connectionId);
        return Refusal.NONE;
    }

    private Refusal onKeepAlive(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        keepAlive.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = keepAlive.sessionId();
        final long ackedThrough = keepAlive.ackedThrough();
        if (!ClientRules.isIdOrNone(sessionId))
        {
            return Refusal.SESSION;
        }
        if (!ClientRules.isIdOrNone(ackedThrough))
        {
            return Refusal.REQUEST_ID;
        }
        inbox.onKeepAlive(connectionId, sessionId, ackedThrough);
        return Refusal.NONE;
    }

    private Refusal onOpenSession(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        openSession.wrap(buffer, block, layout.blockLength(), layout.version());
        inbox.onOpenSession(connectionId, openSession.nonce());
        return Refusal.NONE;
    }

    private Refusal onCloseSession(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        closeSession.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = closeSession.sessionId();
        if (!ClientRules.isId(sessionId))
        {
            return Refusal.SESSION;
        }
        inbox.onCloseSession(connectionId, sessionId);
        return Refusal.NONE;
    }

    private Refusal onAskOutcome(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        askOutcome.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = askOutcome.sessionId();
        final long requestId = askOutcome.requestId();
        if (!ClientRules.isId(sessionId))
        {
            return Refusal.SESSION;
        }
        if (!ClientRules.isId(requestId))
        {
            return Refusal.REQUEST_ID;
        }
        inbox.onAskOutcome(connectionId, sessionId, requestId);
        return Refusal.NONE;
    }

    private Refusal onSubscribe(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        subscribe.wrap(buffer, block, layout.blockLength(), layout.version());
        final long subscriptionId = subscribe.subscriptionId();
        final long fromSequence = subscribe.fromSequence();
        if (!ClientRules.isId(subscriptionId))
        {
            return Refusal.SUBSCRIPTION;
        }
        if (!ClientRules.isId(fromSequence))
        {
            return Refusal.SEQUENCE;
        }
        inbox.onSubscribe(connectionId, subscriptionId, fromSequence);
        return Refusal.NONE;
    }

    private Refusal onUnsubscribe(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        unsubscribe.wrap(buffer, block, layout.blockLength(), layout.version());
        final long subscriptionId = unsubscribe.subscriptionId();
        if (!ClientRules.isId(subscriptionId))
        {
            return Refusal.SUBSCRIPTION;
        }
        inbox.onUnsubscribe(connectionId, subscriptionId);
        return Refusal.NONE;
    }

    private Refusal onAskStatus(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final long connectionId)
    {
        askStatus.wrap(buffer, block, layout.blockLength(), layout.version());
        inbox.onAskStatus(connectionId, askStatus.nonce());
        return Refusal.NONE;
    }
}
