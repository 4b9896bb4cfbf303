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

/** Counts calls and checks, without the codec's rules, that whatever arrives is in the range its users rely on. */
final class RangeInboxes implements Inboxes
{
    private static final long GREATEST = 1L << 62;

    private long calls;

    long calls()
    {
        return calls;
    }

    private static void that(final boolean holds)
    {
        if (!holds)
        {
            throw new AssertionError("the inbox was given what is out of range");
        }
    }

    private void from(final long connectionId)
    {
        calls++;
        that(connectionId != 0);
    }

    private void from(final int memberId)
    {
        calls++;
        that(memberId >= 0 && memberId <= 63);
    }

    private static void isId(final long id)
    {
        that(id >= 1 && id <= GREATEST);
    }

    private static void isIdOrNone(final long id)
    {
        that(id >= 0 && id <= GREATEST);
    }

    private static void isBallotOrNone(final long ballot)
    {
        that(ballot == 0 || ballot >> 8 > 0 && (ballot & 0xFF) <= 63);
    }

    private static void isResult(final long result)
    {
        that(result >= -10 && result != 0 && result <= GREATEST);
    }

    private static void isPiece(final DirectBuffer buffer, final int offset, final int length)
    {
        that(offset >= 0 && length >= 0 && offset + length <= buffer.capacity());
    }

    @Override
    public void onConnect(
        final long connectionId, final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        from(connectionId);
        that(!responseChannel.isEmpty() && responseChannel.length() <= 255);
        that(responseChannel.chars().allMatch(character -> character >= 32 && character < 127));
    }

    @Override
    public void onDisconnect(final long connectionId)
    {
        from(connectionId);
    }

    @Override
    public void onKeepAlive(final long connectionId, final long sessionId, final long ackedThrough)
    {
        from(connectionId);
        isIdOrNone(sessionId);
        isIdOrNone(ackedThrough);
    }

    @Override
    public void onOpenSession(final long connectionId, final long nonce)
    {
        from(connectionId);
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
        from(connectionId);
        isId(sessionId);
        isId(requestId);
        isPiece(buffer, offset, length);
        return true;
    }

    @Override
    public void onCloseSession(final long connectionId, final long sessionId)
    {
        from(connectionId);
        isId(sessionId);
    }

    @Override
    public void onAskOutcome(final long connectionId, final long sessionId, final long requestId)
    {
        from(connectionId);
        isId(sessionId);
        isId(requestId);
    }

    @Override
    public void onSubscribe(final long connectionId, final long subscriptionId, final long fromSequence)
    {
        from(connectionId);
        isId(subscriptionId);
        isId(fromSequence);
    }

    @Override
    public void onUnsubscribe(final long connectionId, final long subscriptionId)
    {
        from(connectionId);
        isId(subscriptionId);
    }

    @Override
    public void onAskStatus(final long connectionId, final long nonce)
    {
        from(connectionId);
    }

    @Override
    public void onMemberState(final int memberId, final MemberState state)
    {
        from(memberId);
        isBallotOrNone(state.leaderBallot());
        that(!state.isLeader() || (state.leaderBallot() & 0xFF) == memberId && state.leaderBallot() != 0);
        that(state.durability() == 1 || state.durability() == 2);
        isIdOrNone(state.decidedSequence());
        that(state.sessionTimeoutNs() >= 0 && state.maxCommandLength() >= 0 && state.maxInFlight() >= 0);
        that(state.refusal() >= 0 && state.refusal() <= 5);
    }

    @Override
    public void onSessionOpened(final int memberId, final long nonce, final long result)
    {
        from(memberId);
        isResult(result);
    }

    @Override
    public void onAcks(final int memberId, final AckRuns runs)
    {
        from(memberId);
        isId(runs.sessionId());
        that(runs.durability() == 1 || runs.durability() == 2);
        that(runs.size() >= 1 && runs.size() <= AckRuns.MAX_RUNS);
        for (int i = 0; i < runs.size(); i++)
        {
            isId(runs.firstRequestId(i));
            isId(runs.firstSequence(i));
            that(runs.requests(i) >= 1);
            isId(runs.firstRequestId(i) + runs.requests(i) - 1);
            isId(runs.firstSequence(i) + runs.requests(i) - 1);
            that(i == 0 || runs.firstRequestId(i) == runs.firstRequestId(i - 1) + runs.requests(i - 1));
            that(i == 0 || runs.firstSequence(i) >= runs.firstSequence(i - 1) + runs.requests(i - 1));
        }
    }

    @Override
    public void onExpected(final int memberId, final long sessionId, final long requestId)
    {
        from(memberId);
        isId(sessionId);
        isId(requestId);
    }

    @Override
    public void onSessionClosed(final int memberId, final long sessionId, final int reason)
    {
        from(memberId);
        isId(sessionId);
        that(reason >= 1 && reason <= 3);
    }

    @Override
    public void onOutcome(final int memberId, final long sessionId, final long requestId, final long result)
    {
        from(memberId);
        isId(sessionId);
        isId(requestId);
        that(result >= -10 && result <= GREATEST);
    }

    @Override
    public void onFeedState(
        final int memberId, final long subscriptionId, final long nextSequence, final int refusal)
    {
        from(memberId);
        isId(subscriptionId);
        isId(nextSequence);
        that(refusal >= 0 && refusal <= 5);
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
        from(memberId);
        isId(sessionId);
        isId(requestId);
        isId(sequence);
        isPiece(buffer, offset, length);
    }

    @Override
    public void onStatus(final int memberId, final long nonce, final MemberStatus status)
    {
        from(memberId);
        isBallotOrNone(status.promisedBallot);
        isBallotOrNone(status.leaderBallot);
        isIdOrNone(status.acceptedThrough);
        isIdOrNone(status.decidedThrough);
        isIdOrNone(status.decidedSequence);
        that(status.tailPosition >= 0 && status.durablePosition >= 0 && status.campaigns >= 0);
        that(status.commands >= 0 && status.refusedFrames >= 0 && status.sessions >= 0 && status.connections >= 0);
        that(status.subscriptions >= 0 && status.faultySlots >= 0);
        that(status.role >= 0 && status.role <= 2 && status.durability >= 1 && status.durability <= 2);
        that(status.peers.size() <= 64);
        for (final MemberStatus.Peer peer : status.peers)
        {
            that(peer.memberId() >= 0 && peer.memberId() <= 63);
            isBallotOrNone(peer.leaderBallot());
            isIdOrNone(peer.acceptedThrough());
            isIdOrNone(peer.decidedThrough());
        }
    }

    @Override
    public boolean onCommands(final int memberId, final long subscriptionId, final CommandsPart part)
    {
        from(memberId);
        isId(subscriptionId);
        isId(part.firstSequence());
        that(part.timeNs() >= 0 && part.commandCount() >= 1);
        that(part.partOffset() >= 0 && (long)part.partOffset() + part.length() <= part.totalLength());
        isPiece(part.buffer(), part.offset(), part.length());
        return true;
    }
}
