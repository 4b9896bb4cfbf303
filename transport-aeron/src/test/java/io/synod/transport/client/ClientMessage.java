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

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Proposal;

/** One of each message between a client and member 2; some in more than one shape. Golden files bear these names. */
enum ClientMessage
{
    CONNECT,
    DISCONNECT,
    KEEP_ALIVE,
    OPEN_SESSION,
    APPEND,
    APPEND_EMPTY,
    CLOSE_SESSION,
    ASK_OUTCOME,
    SUBSCRIBE,
    UNSUBSCRIBE,
    ASK_STATUS,
    MEMBER_STATE,
    MEMBER_STATE_REFUSING,
    SESSION_OPENED,
    SESSION_OPENED_NOT,
    ACKS,
    ACKS_FULL,
    EXPECTED,
    SESSION_CLOSED,
    OUTCOME,
    OUTCOME_NOT_YET,
    RESULT,
    STATUS,
    STATUS_ALONE,
    COMMANDS,
    COMMANDS_REST,
    FEED_STATE;

    static final String CHANNEL = "aeron:udp?endpoint=localhost:20121|mtu=8k";
    static final long SESSION = 17;
    static final long BALLOT = Ballot.pack(5, ClientFrames.MEMBER);

    private static final long NONCE = 0x7EAD_BEEF_0000_0001L;
    private static final byte[] BYTES = { 0, 0, 'h', 'e', 'l', 'l', 'o' };

    boolean send(final Outboxes to)
    {
        return switch (this)
        {
            case CONNECT -> to.requests().sendConnect(11, 12, CHANNEL);
            case DISCONNECT -> to.requests().sendDisconnect();
            case KEEP_ALIVE -> to.requests().sendKeepAlive(SESSION, 41);
            case OPEN_SESSION -> to.requests().sendOpenSession(NONCE);
            case APPEND -> to.requests().sendAppend(SESSION, 42, new UnsafeBuffer(BYTES), 2, 5);
            case APPEND_EMPTY -> to.requests().sendAppend(SESSION, 43, new UnsafeBuffer(BYTES), 7, 0);
            case CLOSE_SESSION -> to.requests().sendCloseSession(SESSION);
            case ASK_OUTCOME -> to.requests().sendAskOutcome(SESSION, 42);
            case SUBSCRIBE -> to.requests().sendSubscribe(3, 1001);
            case UNSUBSCRIBE -> to.requests().sendUnsubscribe(3);
            case ASK_STATUS -> to.requests().sendAskStatus(-NONCE);
            case MEMBER_STATE -> to.answers().sendMemberState(state());
            case MEMBER_STATE_REFUSING -> to.answers().sendMemberState(refusingState());
            case SESSION_OPENED -> to.answers().sendSessionOpened(NONCE, SESSION);
            case SESSION_OPENED_NOT -> to.answers().sendSessionOpened(NONCE, Proposal.NOT_LEADER);
            case ACKS -> to.answers().sendAcks(runs(3));
            case ACKS_FULL -> to.answers().sendAcks(runs(AckRuns.MAX_RUNS));
            case EXPECTED -> to.answers().sendExpected(SESSION, 42);
            case SESSION_CLOSED -> to.answers().sendSessionClosed(SESSION, SessionEnd.EXPIRED);
            case OUTCOME -> to.answers().sendOutcome(SESSION, 42, 1001);
            case OUTCOME_NOT_YET -> to.answers().sendOutcome(SESSION, 43, 0);
            case RESULT -> to.answers().sendResult(SESSION, 42, 1001, new UnsafeBuffer(BYTES), 2, 5);
            case STATUS -> to.answers().sendStatus(NONCE, status(3));
            case STATUS_ALONE -> to.answers().sendStatus(NONCE, status(0));
            case COMMANDS -> to.commands().sendCommands(3, batch(), 0, batch().length());
            case COMMANDS_REST -> to.commands().sendCommands(3, batch(), 24, 40);
            case FEED_STATE -> to.commands().sendFeedState(3, 1003, Refusals.TRUNCATED);
        };
    }

    byte[] frame()
    {
        return ClientFrames.of(this::send);
    }

    static MemberState state()
    {
        return new MemberState().leader(BALLOT, true).limits(10_000_000_000L, 1 << 20, 256).log(1, 1002, false);
    }

    private static MemberState refusingState()
    {
        return new MemberState().leader(Ballot.NONE, false).limits(10_000_000_000L, 1 << 20, 256).log(2, 0, true)
            .refusal(Refusals.NOT_CONNECTED);
    }

    /** Runs of one, two, three ... requests, with one sequence of another session between them. */
    static AckRuns runs(final int size)
    {
        final AckRuns runs = new AckRuns().start(SESSION, 1);
        long requestId = 42;
        long sequence = 1001;
        for (int i = 1; i <= size; i++)
        {
            runs.addRun(requestId, sequence, i);
            requestId += i;
            sequence += i + 1;
        }
        return runs;
    }

    static MemberStatus status(final int members)
    {
        final MemberStatus status = new MemberStatus();
        status.promisedBallot = BALLOT;
        status.leaderBallot = BALLOT;
        status.acceptedThrough = 33;
        status.decidedThrough = 30;
        status.decidedSequence = 1002;
        status.tailPosition = 4096;
        status.durablePosition = 4000;
        status.campaigns = 1;
        status.commands = 1002;
        status.refusedFrames = 6;
        status.role = 2;
        status.durability = 1;
        status.sessions = 7;
        status.connections = 8;
        status.subscriptions = 9;
        status.faultySlots = 10;
        status.isJournalFull = true;
        status.hasHole = false;
        for (int i = 0; i < members; i++)
        {
            status.peers.add(new MemberStatus.Peer(i, i != 1, 0b101L << 61 | i, i == 1 ? 0 : BALLOT, 33 - i, 30 - i));
        }
        return status;
    }

    static Entry batch()
    {
        final int first = BatchDescriptor.alignedLength(5);
        final int length = first + BatchDescriptor.alignedLength(8);
        final UnsafeBuffer body = new UnsafeBuffer(new byte[8 + length]);
        BatchDescriptor.putHeader(body, 8, 31, 1, 5);
        body.putBytes(8 + BatchDescriptor.HEADER_LENGTH, BYTES, 2, 5);
        BatchDescriptor.putHeader(body, 8 + first, SESSION, 42, 8);
        body.putLong(8 + first + BatchDescriptor.HEADER_LENGTH, 0x0102_0304_0506_0708L);
        return new Entry().slot(18).ballot(BALLOT).originBallot(BALLOT).firstSequence(1001)
            .timeNs(1_700_000_000_123_456_789L).epoch(4).kind(EntryKind.BATCH).commandCount(2).body(body, 8, length);
    }
}
