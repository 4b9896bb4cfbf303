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

import io.synod.codecs.client.AcksDecoder;
import io.synod.codecs.client.ExpectedDecoder;
import io.synod.codecs.client.MemberStateDecoder;
import io.synod.codecs.client.OutcomeDecoder;
import io.synod.codecs.client.ResultDecoder;
import io.synod.codecs.client.SessionClosedDecoder;
import io.synod.codecs.client.SessionOpenedDecoder;
import io.synod.codecs.client.StatusDecoder;
import io.synod.protocol.Ballot;
import io.synod.transport.FieldRules;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;

/** Reads the answers of frames that passed {@link ClientFrameCheck}: checks each field, then makes the one call. */
final class AnswerReader
{
    private final MemberStateDecoder memberState = new MemberStateDecoder();
    private final SessionOpenedDecoder sessionOpened = new SessionOpenedDecoder();
    private final ExpectedDecoder expected = new ExpectedDecoder();
    private final SessionClosedDecoder sessionClosed = new SessionClosedDecoder();
    private final OutcomeDecoder outcome = new OutcomeDecoder();
    private final ResultDecoder resultDecoder = new ResultDecoder();

    private final AcksReader acksReader = new AcksReader();
    private final StatusReader statusReader = new StatusReader();
    private final MemberState state = new MemberState();
    private final AnswerInbox inbox;

    AnswerReader(final AnswerInbox inbox)
    {
        this.inbox = inbox;
    }

    /**
     * Reads an answer.
     *
     * @param buffer   of the frame.
     * @param offset   of the frame's first byte.
     * @param layout   of the frame: checked.
     * @param memberId that answers.
     * @return {@link Refusal#NONE} if the inbox was called.
     */
    Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout, final int memberId)
    {
        final int block = offset + ClientHead.BLOCK;
        return switch (layout.templateId())
        {
            case MemberStateDecoder.TEMPLATE_ID -> onMemberState(buffer, block, layout, memberId);
            case SessionOpenedDecoder.TEMPLATE_ID -> onSessionOpened(buffer, block, layout, memberId);
            case AcksDecoder.TEMPLATE_ID -> onAcks(buffer, block, layout, memberId);
            case ExpectedDecoder.TEMPLATE_ID -> onExpected(buffer, block, layout, memberId);
            case SessionClosedDecoder.TEMPLATE_ID -> onSessionClosed(buffer, block, layout, memberId);
            case OutcomeDecoder.TEMPLATE_ID -> onOutcome(buffer, block, layout, memberId);
            case ResultDecoder.TEMPLATE_ID -> onResult(buffer, offset, layout, memberId);
            case StatusDecoder.TEMPLATE_ID -> onStatus(buffer, block, layout, memberId);
            default -> Refusal.UNKNOWN_TEMPLATE;
        };
    }

    private Refusal onMemberState(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        memberState.wrap(buffer, block, layout.blockLength(), layout.version());
        final Refusal leader = checkLeader(memberId);
        if (leader != Refusal.NONE)
        {
            return leader;
        }
        final Refusal rest = checkState();
        if (rest != Refusal.NONE)
        {
            return rest;
        }
        state
            .leader(memberState.leaderBallot(), memberState.isLeader() == 1)
            .limits(memberState.sessionTimeoutNs(), memberState.maxCommandLength(), memberState.maxInFlight())
            .log(memberState.durability(), memberState.decidedSequence(), memberState.isJournalFull() == 1)
            .refusal(memberState.refusal());
        inbox.onMemberState(memberId, state);
        return Refusal.NONE;
    }

    private Refusal checkLeader(final int memberId)
    {
        final long leaderBallot = memberState.leaderBallot();
        if (!ClientRules.isFlag(memberState.isLeader()))
        {
            return Refusal.FLAGS;
        }
        if (memberState.isLeader() == 0)
        {
            return FieldRules.isBallotOrNone(leaderBallot) ? Refusal.NONE : Refusal.BALLOT;
        }
        if (!Ballot.isValid(leaderBallot))
        {
            return Refusal.BALLOT;
        }
        return Ballot.memberId(leaderBallot) == memberId ? Refusal.NONE : Refusal.BALLOT_OWNER;
    }

    private Refusal checkState()
    {
        if (!ClientRules.isDurability(memberState.durability()) || !ClientRules.isRefusal(memberState.refusal()))
        {
            return Refusal.CODE;
        }
        if (!ClientRules.isIdOrNone(memberState.decidedSequence()))
        {
            return Refusal.SEQUENCE;
        }
        if (memberState.sessionTimeoutNs() < 0 || memberState.maxCommandLength() < 0 || memberState.maxInFlight() < 0)
        {
            return Refusal.RANGE;
        }
        return ClientRules.isFlag(memberState.isJournalFull()) ? Refusal.NONE : Refusal.FLAGS;
    }

    private Refusal onSessionOpened(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        sessionOpened.wrap(buffer, block, layout.blockLength(), layout.version());
        final long result = sessionOpened.result();
        if (!ClientRules.isId(result) && !ClientRules.isCode(result))
        {
            return result > 0 ? Refusal.SESSION : Refusal.CODE;
        }
        inbox.onSessionOpened(memberId, sessionOpened.nonce(), result);
        return Refusal.NONE;
    }

    private Refusal onAcks(final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        final Refusal refusal = acksReader.read(buffer, block, layout);
        if (refusal == Refusal.NONE)
        {
            inbox.onAcks(memberId, acksReader.runs());
        }
        return refusal;
    }

    private Refusal onExpected(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        expected.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = expected.sessionId();
        final long requestId = expected.requestId();
        final Refusal request = checkRequest(sessionId, requestId);
        if (request == Refusal.NONE)
        {
            inbox.onExpected(memberId, sessionId, requestId);
        }
        return request;
    }

    private Refusal onSessionClosed(
        final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        sessionClosed.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = sessionClosed.sessionId();
        final int reason = sessionClosed.reason();
        if (!ClientRules.isId(sessionId))
        {
            return Refusal.SESSION;
        }
        if (!ClientRules.isSessionEnd(reason))
        {
            return Refusal.CODE;
        }
        inbox.onSessionClosed(memberId, sessionId, reason);
        return Refusal.NONE;
    }

    private Refusal onOutcome(final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        outcome.wrap(buffer, block, layout.blockLength(), layout.version());
        final long sessionId = outcome.sessionId();
        final long requestId = outcome.requestId();
        final long result = outcome.result();
        final Refusal request = checkRequest(sessionId, requestId);
        if (request != Refusal.NONE)
        {
            return request;
        }
        if (!ClientRules.isIdOrNone(result) && !ClientRules.isCode(result))
        {
            return result > 0 ? Refusal.SEQUENCE : Refusal.CODE;
        }
        inbox.onOutcome(memberId, sessionId, requestId, result);
        return Refusal.NONE;
    }

    private Refusal onResult(final DirectBuffer buffer, final int offset, final FrameLayout layout, final int memberId)
    {
        resultDecoder.wrap(buffer, offset + ClientHead.BLOCK, layout.blockLength(), layout.version());
        final long sessionId = resultDecoder.sessionId();
        final long requestId = resultDecoder.requestId();
        final long sequence = resultDecoder.sequence();
        final Refusal request = checkRequest(sessionId, requestId);
        if (request != Refusal.NONE)
        {
            return request;
        }
        if (!ClientRules.isId(sequence))
        {
            return Refusal.SEQUENCE;
        }
        inbox.onResult(
            memberId, sessionId, requestId, sequence, buffer, offset + layout.bodyFrom(), layout.bodyLength());
        return Refusal.NONE;
    }

    private Refusal onStatus(final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        final Refusal refusal = statusReader.read(buffer, block, layout);
        if (refusal == Refusal.NONE)
        {
            inbox.onStatus(memberId, statusReader.nonce(), statusReader.status());
        }
        return refusal;
    }

    private static Refusal checkRequest(final long sessionId, final long requestId)
    {
        if (!ClientRules.isId(sessionId))
        {
            return Refusal.SESSION;
        }
        return ClientRules.isId(requestId) ? Refusal.NONE : Refusal.REQUEST_ID;
    }
}
