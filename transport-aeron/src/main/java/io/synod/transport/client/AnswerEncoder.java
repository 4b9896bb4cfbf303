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

import io.synod.codecs.client.AcksEncoder;
import io.synod.codecs.client.ExpectedEncoder;
import io.synod.codecs.client.MemberStateEncoder;
import io.synod.codecs.client.OutcomeEncoder;
import io.synod.codecs.client.ResultEncoder;
import io.synod.codecs.client.SessionClosedEncoder;
import io.synod.codecs.client.SessionOpenedEncoder;
import io.synod.codecs.client.StatusEncoder;
import io.synod.protocol.Verify;

/** From a member's answers to frames for one client. Allocates nothing once built, copies no body. One thread. */
public final class AnswerEncoder implements AnswerOutbox
{
    /** Of acknowledgements that are full: sent in one datagram. */
    static final int MAX_ACKS_LENGTH = ClientHead.BLOCK + AcksEncoder.BLOCK_LENGTH +
        AcksEncoder.RunsEncoder.HEADER_SIZE + AckRuns.MAX_RUNS * AcksEncoder.RunsEncoder.sbeBlockLength();

    /** Of a status of as many members as there can be. */
    static final int MAX_STATUS_LENGTH = ClientHead.BLOCK + StatusEncoder.BLOCK_LENGTH +
        StatusEncoder.MembersEncoder.HEADER_SIZE +
        MemberStatus.MAX_PEERS * StatusEncoder.MembersEncoder.sbeBlockLength();

    private final MemberStateEncoder memberState = new MemberStateEncoder();
    private final SessionOpenedEncoder sessionOpened = new SessionOpenedEncoder();
    private final AcksEncoder acks = new AcksEncoder();
    private final ExpectedEncoder expected = new ExpectedEncoder();
    private final SessionClosedEncoder sessionClosed = new SessionClosedEncoder();
    private final OutcomeEncoder outcome = new OutcomeEncoder();
    private final ResultEncoder resultEncoder = new ResultEncoder();
    private final StatusEncoder statusEncoder = new StatusEncoder();

    private final ClientHead head;
    private final MutableDirectBuffer buffer;

    /**
     * An encoder for one member and one client.
     *
     * @param identity     of the log.
     * @param memberId     own.
     * @param connectionId of the client; not 0.
     * @param sink         where the frames go.
     */
    public AnswerEncoder(
        final ClientIdentity identity, final int memberId, final long connectionId, final LinkSink sink)
    {
        head = new ClientHead(
            identity, memberId, connectionId, Math.max(MAX_ACKS_LENGTH, MAX_STATUS_LENGTH), sink);
        buffer = head.buffer();
    }

    @Override
    public boolean sendMemberState(final MemberState state)
    {
        memberState.wrap(buffer, ClientHead.BLOCK)
            .leaderBallot(state.leaderBallot())
            .isLeader(flag(state.isLeader()))
            .durability(state.durability())
            .decidedSequence(state.decidedSequence())
            .sessionTimeoutNs(state.sessionTimeoutNs())
            .maxCommandLength(state.maxCommandLength())
            .maxInFlight(state.maxInFlight())
            .isJournalFull(flag(state.isJournalFull()))
            .refusal(state.refusal());
        return head.send(MemberStateEncoder.TEMPLATE_ID, MemberStateEncoder.BLOCK_LENGTH, memberState.limit());
    }

    @Override
    public boolean sendSessionOpened(final long nonce, final long result)
    {
        sessionOpened.wrap(buffer, ClientHead.BLOCK)
            .nonce(nonce)
            .result(result);
        return head.send(
            SessionOpenedEncoder.TEMPLATE_ID, SessionOpenedEncoder.BLOCK_LENGTH, sessionOpened.limit());
    }

    @Override
    public boolean sendAcks(final AckRuns runs)
    {
        final int size = runs.size();
        acks.wrap(buffer, ClientHead.BLOCK)
            .sessionId(runs.sessionId())
            .durability(runs.durability());
        final AcksEncoder.RunsEncoder entries = acks.runsCount(size);
        for (int i = 0; i < size; i++)
        {
            entries.next()
                .firstRequestId(runs.firstRequestId(i))
                .firstSequence(runs.firstSequence(i))
                .requests(runs.requests(i));
        }
        return head.send(AcksEncoder.TEMPLATE_ID, AcksEncoder.BLOCK_LENGTH, acks.limit());
    }

    @Override
    public boolean sendExpected(final long sessionId, final long requestId)
    {
        expected.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .requestId(requestId);
        return head.send(ExpectedEncoder.TEMPLATE_ID, ExpectedEncoder.BLOCK_LENGTH, expected.limit());
    }

    @Override
    public boolean sendSessionClosed(final long sessionId, final int reason)
    {
        sessionClosed.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .reason(reason);
        return head.send(
            SessionClosedEncoder.TEMPLATE_ID, SessionClosedEncoder.BLOCK_LENGTH, sessionClosed.limit());
    }

    @Override
    public boolean sendOutcome(final long sessionId, final long requestId, final long result)
    {
        outcome.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .requestId(requestId)
            .result(result);
        return head.send(OutcomeEncoder.TEMPLATE_ID, OutcomeEncoder.BLOCK_LENGTH, outcome.limit());
    }

    @Override
    public boolean sendResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer result,
        final int offset,
        final int length)
    {
        resultEncoder.wrap(buffer, ClientHead.BLOCK)
            .sessionId(sessionId)
            .requestId(requestId)
            .sequence(sequence);
        return head.sendWithBody(ResultEncoder.TEMPLATE_ID, ResultEncoder.BLOCK_LENGTH, result, offset, length);
    }

    @Override
    public boolean sendStatus(final long nonce, final MemberStatus status)
    {
        final int size = status.peers.size();
        Verify.that(size <= MemberStatus.MAX_PEERS, "members of a status", size, MemberStatus.MAX_PEERS);
        putStatus(nonce, status);
        final StatusEncoder.MembersEncoder members = statusEncoder.membersCount(size);
        for (int i = 0; i < size; i++)
        {
            final MemberStatus.Peer peer = status.peers.get(i);
            members.next()
                .memberId(peer.memberId())
                .isHeard(flag(peer.isHeard()))
                .hears(peer.hears())
                .leaderBallot(peer.leaderBallot())
                .acceptedThrough(peer.acceptedThrough())
                .decidedThrough(peer.decidedThrough());
        }
        return head.send(StatusEncoder.TEMPLATE_ID, StatusEncoder.BLOCK_LENGTH, statusEncoder.limit());
    }

    private void putStatus(final long nonce, final MemberStatus status)
    {
        statusEncoder.wrap(buffer, ClientHead.BLOCK)
            .nonce(nonce)
            .role(status.role)
            .durability(status.durability)
            .promisedBallot(status.promisedBallot)
            .leaderBallot(status.leaderBallot)
            .acceptedThrough(status.acceptedThrough)
            .decidedThrough(status.decidedThrough)
            .decidedSequence(status.decidedSequence)
            .tailPosition(status.tailPosition)
            .durablePosition(status.durablePosition)
            .campaigns(status.campaigns)
            .commands(status.commands)
            .refusedFrames(status.refusedFrames)
            .sessions(status.sessions)
            .connections(status.connections)
            .subscriptions(status.subscriptions)
            .faultySlots(status.faultySlots)
            .isJournalFull(flag(status.isJournalFull))
            .hasHole(flag(status.hasHole));
    }

    private static int flag(final boolean isSet)
    {
        return isSet ? 1 : 0;
    }
}
