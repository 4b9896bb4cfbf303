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
package io.synod.client;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.protocol.Ballot;
import io.synod.protocol.Proposal;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.Refusals;
import io.synod.transport.client.SessionEnd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client's side of sessions, told by the test what members would say. */
final class AppenderCoreTest
{
    private static final long NONCE = 9;
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[8]);

    private final Said said = new Said();
    private final AppenderCore core = new AppenderCore(said, ClientTimes.defaults(), 8, 1024, 64, NONCE);
    private final List<String> outcomes = new ArrayList<>();
    private final AckHandler handler = new AckHandler()
    {
        @Override
        public void onAck(final long requestId, final long sequence, final Acknowledged durability)
        {
            outcomes.add(requestId + " at " + sequence);
        }

        @Override
        public void onUnknown(final long requestId)
        {
            outcomes.add(requestId + " unknown");
        }

        @Override
        public void onRefused(final long requestId, final long reason)
        {
            outcomes.add(requestId + " refused: " + reason);
        }

        @Override
        public void onResult(
            final long requestId, final long sequence, final DirectBuffer buffer, final int offset, final int length)
        {
            outcomes.add(requestId + " answered");
        }
    };
    private long nowNs;

    private void leads(final int memberId, final long ballot)
    {
        leads(memberId, ballot, 64);
    }

    private void leads(final int memberId, final long ballot, final int maxCommandLength)
    {
        core.onMemberState(
            memberId, new MemberState().leader(ballot, true).limits(1, maxCommandLength, 4).log(1, 0, false));
    }

    private void pass(final long durationNs)
    {
        nowNs += durationNs;
        core.onTime(nowNs, handler);
        core.work();
    }

    private void open(final long nonce, final long sessionId)
    {
        pass(1);
        leads(0, Ballot.pack(1, 0));
        pass(1);
        assertEquals(List.of("0: open " + nonce), said.take());
        core.onSessionOpened(0, nonce, sessionId);
    }

    private static AckRuns acks(final long sessionId, final long requestId, final long sequence, final int count)
    {
        final AckRuns runs = new AckRuns().start(sessionId, 1);
        runs.addRun(requestId, sequence, count);
        return runs;
    }

    private void offer(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            core.offer(COMMAND, 0, 8);
        }
    }

    @Test
    void sendsNoMoreThanTheMembersRemember()
    {
        open(NONCE, 7);
        offer(6);
        assertEquals(List.of("0: append 7 1", "0: append 7 2", "0: append 7 3", "0: append 7 4"), said.take());

        core.onAcks(0, acks(7, 1, 11, 2));
        pass(1);

        assertEquals(List.of("1 at 11", "2 at 12"), outcomes);
        assertEquals(List.of("0: append 7 5", "0: append 7 6"), said.take());
    }

    @Test
    void sendsToTheNextLeaderWhatHasNoAnswer()
    {
        open(NONCE, 7);
        offer(3);
        core.onAcks(0, acks(7, 1, 11, 1));
        said.take();

        leads(1, Ballot.pack(2, 1));
        pass(1);

        assertEquals(List.of("1: append 7 2", "1: append 7 3"), said.take());
    }

    @Test
    void acknowledgementsBehindALostOneWaitForIt()
    {
        open(NONCE, 7);
        offer(3);
        core.onAcks(0, acks(7, 2, 12, 1));
        assertEquals(List.of(), outcomes);

        core.onAcks(0, acks(7, 1, 11, 3));
        assertEquals(List.of("1 at 11", "2 at 12", "3 at 13"), outcomes);
    }

    @Test
    void whatTwoLeadersAnswerIsHeardOnce()
    {
        open(NONCE, 7);
        offer(3);
        core.onResult(0, 7, 1, 11, COMMAND, 0, 8);
        core.onResult(0, 7, 2, 12, COMMAND, 0, 8);
        core.onResult(1, 7, 1, 11, COMMAND, 0, 8);
        core.onResult(1, 7, 2, 12, COMMAND, 0, 8);
        core.onResult(1, 7, 3, 13, COMMAND, 0, 8);
        assertEquals(List.of("1 answered", "2 answered", "3 answered"), outcomes);
    }

    @Test
    void whatWasSentInASessionThatEndedIsUnknownAndTheRestGoesIntoTheNext()
    {
        open(NONCE, 7);
        offer(6);
        said.take();

        core.onSessionClosed(1, 7, SessionEnd.UNKNOWN);
        core.onAcks(0, acks(7, 1, 11, 2));
        assertEquals(List.of("1 unknown", "2 unknown", "3 unknown", "4 unknown"), outcomes);
        assertEquals(Appender.UNKNOWN, core.outcomeOf(1));
        assertEquals(Appender.PENDING, core.outcomeOf(5));

        pass(1);
        assertEquals(List.of("0: open " + (NONCE + 1)), said.take());
        core.onSessionOpened(0, NONCE, 7);
        assertEquals(0, core.sessionId());
        core.onSessionOpened(0, NONCE + 1, 50);
        pass(1);
        assertEquals(List.of("0: append 50 1", "0: append 50 2"), said.take());
        core.onAcks(0, acks(7, 1, 11, 2));
        assertEquals(Appender.PENDING, core.outcomeOf(5));
        core.onAcks(0, acks(50, 1, 31, 2));
        assertEquals(31, core.outcomeOf(5));
    }

    @Test
    void sendsAgainWhatIsNotAnsweredInTime()
    {
        open(NONCE, 7);
        offer(2);
        said.take();
        pass(ClientTimes.defaults().retryIntervalNs());

        assertEquals(List.of("0: append 7 1", "0: append 7 2"), said.take());
    }

    @Test
    void aCommandIsNoLongerThanTheLeaderTakesAFrameHoldsAndThereIsRoomFor()
    {
        final UnsafeBuffer longCommand = new UnsafeBuffer(new byte[4096]);
        open(NONCE, 7);
        assertEquals(64, core.maxCommandLength());
        core.onMemberState(1, new MemberState().leader(Ballot.NONE, false).limits(1, 16, 4).log(1, 0, false));
        assertEquals(64, core.maxCommandLength(), "another than the leader has no say");

        leads(0, Ballot.pack(1, 0), 4096);
        assertEquals(1024, core.maxCommandLength(), "the room for what waits");
        said.maxCommandLength = 100;
        assertEquals(100, core.maxCommandLength());
        assertEquals(Appender.TOO_LONG, core.offer(longCommand, 0, 101));
        assertEquals(1, core.offer(longCommand, 0, 100));
    }

    @Test
    void whatWasNeverSentAndIsTooLongForTheNextLeaderIsRefusedAndTheRestGoesOn()
    {
        // given: four are sent, a fifth and a sixth wait for room
        open(NONCE, 7);
        offer(4);
        core.offer(new UnsafeBuffer(new byte[60]), 0, 60);
        offer(1);
        said.take();

        // when
        leads(1, Ballot.pack(2, 1), 10);
        core.onAcks(1, acks(7, 1, 11, 4));
        pass(1);

        // then: a session has no gaps, so there is another one
        assertEquals(List.of("1: close 7"), said.take());
        pass(1);
        assertEquals(List.of(), said.take(), "once in a while");
        core.onSessionClosed(1, 7, SessionEnd.CLOSED);
        pass(1);
        assertEquals(List.of("1: open " + (NONCE + 1)), said.take());
        core.onSessionOpened(1, NONCE + 1, 50);
        pass(1);
        pass(1);
        assertEquals(List.of("1: append 50 1"), said.take());
        core.onAcks(1, acks(50, 1, 15, 1));
        assertEquals(List.of("1 at 11", "2 at 12", "3 at 13", "4 at 14", "5 refused: -3", "6 at 15"), outcomes);
        assertEquals(Appender.TOO_LONG, core.outcomeOf(5));
    }

    @Test
    void whatWasSentAndIsTooLongForTheNextLeaderIsUnknown()
    {
        open(NONCE, 7);
        core.offer(new UnsafeBuffer(new byte[60]), 0, 60);
        offer(1);
        said.take();

        leads(1, Ballot.pack(2, 1), 10);
        pass(1);
        assertEquals(List.of("1: close 7"), said.take());
        core.onSessionClosed(1, 7, SessionEnd.CLOSED);

        assertEquals(List.of("1 unknown", "2 unknown"), outcomes);
    }

    @Test
    void saysWhatStandsInTheWay()
    {
        assertEquals(Appender.NOT_CONNECTED, core.obstacle());
        core.onMemberState(0, new MemberState().leader(Ballot.pack(1, 0), true).limits(1, 64, 4).log(1, 0, false)
            .refusal(Refusals.CONNECTION_LIMIT));
        assertEquals(Appender.CONNECTION_LIMIT, core.obstacle());

        pass(1);
        leads(0, Ballot.pack(1, 0));
        assertEquals(Appender.NOT_CONNECTED, core.offer(COMMAND, 0, 8));
        pass(1);
        core.onSessionOpened(0, NONCE, Proposal.SESSION_LIMIT);
        assertEquals(Appender.SESSION_LIMIT, core.offer(COMMAND, 0, 8));
        core.onSessionOpened(0, NONCE, Proposal.JOURNAL_FULL);
        assertEquals(Appender.JOURNAL_FULL, core.obstacle());

        core.onSessionOpened(0, NONCE, 7);
        assertEquals(0, core.obstacle());
        assertTrue(Appender.describe(Appender.SESSION_LIMIT).contains("limits.maxSessions"));
        assertTrue(Appender.describe(Appender.CONNECTION_LIMIT).contains("maxConnections"));
    }

    @Test
    void aMemberThatLedOnceIsNotFollowedAgainstALaterLeader()
    {
        open(NONCE, 7);
        leads(1, Ballot.pack(5, 1));
        leads(0, Ballot.pack(1, 0));

        assertEquals(1, core.members().leader());
    }
}
