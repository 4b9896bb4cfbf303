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

import io.synod.protocol.Entry;

/** What the codecs have to amount to: every message arrives, as it was sent, by a plain call. */
final class ClientLoopback implements RequestOutbox, AnswerOutbox, CommandsOutbox
{
    private final Inboxes inbox;

    ClientLoopback(final Inboxes inbox)
    {
        this.inbox = inbox;
    }

    static Outboxes to(final Inboxes inbox)
    {
        final ClientLoopback loopback = new ClientLoopback(inbox);
        return new Outboxes(loopback, loopback, loopback);
    }

    @Override
    public boolean sendConnect(final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        inbox.onConnect(ClientFrames.CONNECTION, answersStreamId, commandsStreamId, responseChannel);
        return true;
    }

    @Override
    public boolean sendDisconnect()
    {
        inbox.onDisconnect(ClientFrames.CONNECTION);
        return true;
    }

    @Override
    public boolean sendKeepAlive(final long sessionId, final long ackedThrough)
    {
        inbox.onKeepAlive(ClientFrames.CONNECTION, sessionId, ackedThrough);
        return true;
    }

    @Override
    public boolean sendOpenSession(final long nonce)
    {
        inbox.onOpenSession(ClientFrames.CONNECTION, nonce);
        return true;
    }

    @Override
    public boolean sendAppend(
        final long sessionId, final long requestId, final DirectBuffer buffer, final int offset, final int length)
    {
        return inbox.onAppend(ClientFrames.CONNECTION, sessionId, requestId, buffer, offset, length);
    }

    @Override
    public boolean sendCloseSession(final long sessionId)
    {
        inbox.onCloseSession(ClientFrames.CONNECTION, sessionId);
        return true;
    }

    @Override
    public boolean sendAskOutcome(final long sessionId, final long requestId)
    {
        inbox.onAskOutcome(ClientFrames.CONNECTION, sessionId, requestId);
        return true;
    }

    @Override
    public boolean sendSubscribe(final long subscriptionId, final long fromSequence)
    {
        inbox.onSubscribe(ClientFrames.CONNECTION, subscriptionId, fromSequence);
        return true;
    }

    @Override
    public boolean sendUnsubscribe(final long subscriptionId)
    {
        inbox.onUnsubscribe(ClientFrames.CONNECTION, subscriptionId);
        return true;
    }

    @Override
    public boolean sendAskStatus(final long nonce)
    {
        inbox.onAskStatus(ClientFrames.CONNECTION, nonce);
        return true;
    }

    @Override
    public boolean sendMemberState(final MemberState state)
    {
        inbox.onMemberState(ClientFrames.MEMBER, state);
        return true;
    }

    @Override
    public boolean sendSessionOpened(final long nonce, final long result)
    {
        inbox.onSessionOpened(ClientFrames.MEMBER, nonce, result);
        return true;
    }

    @Override
    public boolean sendAcks(final AckRuns runs)
    {
        inbox.onAcks(ClientFrames.MEMBER, runs);
        return true;
    }

    @Override
    public boolean sendExpected(final long sessionId, final long requestId)
    {
        inbox.onExpected(ClientFrames.MEMBER, sessionId, requestId);
        return true;
    }

    @Override
    public boolean sendSessionClosed(final long sessionId, final int reason)
    {
        inbox.onSessionClosed(ClientFrames.MEMBER, sessionId, reason);
        return true;
    }

    @Override
    public boolean sendOutcome(final long sessionId, final long requestId, final long result)
    {
        inbox.onOutcome(ClientFrames.MEMBER, sessionId, requestId, result);
        return true;
    }

    @Override
    public boolean sendFeedState(final long subscriptionId, final long nextSequence, final int refusal)
    {
        inbox.onFeedState(ClientFrames.MEMBER, subscriptionId, nextSequence, refusal);
        return true;
    }

    @Override
    public boolean sendResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        inbox.onResult(ClientFrames.MEMBER, sessionId, requestId, sequence, buffer, offset, length);
        return true;
    }

    @Override
    public boolean sendStatus(final long nonce, final MemberStatus status)
    {
        inbox.onStatus(ClientFrames.MEMBER, nonce, status);
        return true;
    }

    @Override
    public boolean sendCommands(
        final long subscriptionId, final Entry entry, final int partOffset, final int partLength)
    {
        inbox.onCommands(ClientFrames.MEMBER, subscriptionId, new CommandsInbox.CommandsPart()
        {
            @Override
            public long firstSequence()
            {
                return entry.firstSequence();
            }

            @Override
            public long timeNs()
            {
                return entry.timeNs();
            }

            @Override
            public int commandCount()
            {
                return entry.commandCount();
            }

            @Override
            public int totalLength()
            {
                return entry.length();
            }

            @Override
            public int partOffset()
            {
                return partOffset;
            }

            @Override
            public DirectBuffer buffer()
            {
                return entry.buffer();
            }

            @Override
            public int offset()
            {
                return entry.offset() + partOffset;
            }

            @Override
            public int length()
            {
                return partLength;
            }
        });
        return true;
    }
}
