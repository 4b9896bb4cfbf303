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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.agrona.DirectBuffer;

/** Writes down each call with all that it says. */
final class TextInboxes implements Inboxes
{
    private final List<String> calls = new ArrayList<>();
    private boolean hasRoom = true;

    List<String> calls()
    {
        return calls;
    }

    void hasRoom(final boolean newHasRoom)
    {
        hasRoom = newHasRoom;
    }

    private void add(final String name, final Object... values)
    {
        calls.add(name + Arrays.toString(values));
    }

    private static String hex(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void onConnect(
        final long connectionId, final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        add("connect", connectionId, answersStreamId, commandsStreamId, responseChannel);
    }

    @Override
    public void onDisconnect(final long connectionId)
    {
        add("disconnect", connectionId);
    }

    @Override
    public void onKeepAlive(final long connectionId, final long sessionId, final long ackedThrough)
    {
        add("keepAlive", connectionId, sessionId, ackedThrough);
    }

    @Override
    public void onOpenSession(final long connectionId, final long nonce)
    {
        add("openSession", connectionId, nonce);
    }

    @Override
    public boolean onAppend(
        final long connectionId,
        final long sessionId,
        final long requestId,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (hasRoom)
        {
            add("append", connectionId, sessionId, requestId, hex(buffer, offset, length));
        }
        return hasRoom;
    }

    @Override
    public void onCloseSession(final long connectionId, final long sessionId)
    {
        add("closeSession", connectionId, sessionId);
    }

    @Override
    public void onAskOutcome(final long connectionId, final long sessionId, final long requestId)
    {
        add("askOutcome", connectionId, sessionId, requestId);
    }

    @Override
    public void onSubscribe(final long connectionId, final long subscriptionId, final long fromSequence)
    {
        add("subscribe", connectionId, subscriptionId, fromSequence);
    }

    @Override
    public void onUnsubscribe(final long connectionId, final long subscriptionId)
    {
        add("unsubscribe", connectionId, subscriptionId);
    }

    @Override
    public void onAskStatus(final long connectionId, final long nonce)
    {
        add("askStatus", connectionId, nonce);
    }

    @Override
    public void onMemberState(final int memberId, final MemberState state)
    {
        add("memberState", memberId, state.leaderBallot(), state.isLeader(), state.durability(),
            state.decidedSequence(), state.sessionTimeoutNs(), state.maxCommandLength(), state.maxInFlight(),
            state.isJournalFull(), state.refusal());
    }

    @Override
    public void onSessionOpened(final int memberId, final long nonce, final long result)
    {
        add("sessionOpened", memberId, nonce, result);
    }

    @Override
    public void onAcks(final int memberId, final AckRuns runs)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++)
        {
            text.append(runs.firstRequestId(i)).append('@').append(runs.firstSequence(i)).append('+')
                .append(runs.requests(i)).append(' ');
        }
        add("acks", memberId, runs.sessionId(), runs.durability(), text);
    }

    @Override
    public void onExpected(final int memberId, final long sessionId, final long requestId)
    {
        add("expected", memberId, sessionId, requestId);
    }

    @Override
    public void onSessionClosed(final int memberId, final long sessionId, final int reason)
    {
        add("sessionClosed", memberId, sessionId, reason);
    }

    @Override
    public void onOutcome(final int memberId, final long sessionId, final long requestId, final long result)
    {
        add("outcome", memberId, sessionId, requestId, result);
    }

    @Override
    public void onFeedState(
        final int memberId, final long subscriptionId, final long nextSequence, final int refusal)
    {
        add("feedState", memberId, subscriptionId, nextSequence, refusal);
    }

    @Override
    public void onResult(
        final int memberId,
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        add("result", memberId, sessionId, requestId, sequence, hex(buffer, offset, length));
    }

    @Override
    public void onStatus(final int memberId, final long nonce, final MemberStatus status)
    {
        add("status", memberId, nonce, status.promisedBallot, status.leaderBallot, status.acceptedThrough,
            status.decidedThrough, status.decidedSequence, status.tailPosition, status.durablePosition,
            status.campaigns, status.commands, status.refusedFrames, status.role, status.durability, status.sessions,
            status.connections, status.subscriptions, status.faultySlots, status.isJournalFull, status.hasHole,
            status.peers);
    }

    @Override
    public boolean onCommands(final int memberId, final long subscriptionId, final CommandsPart part)
    {
        if (hasRoom)
        {
            add("commands", memberId, subscriptionId, part.firstSequence(), part.timeNs(), part.commandCount(),
                part.totalLength(), part.partOffset(), hex(part.buffer(), part.offset(), part.length()));
        }
        return hasRoom;
    }
}
