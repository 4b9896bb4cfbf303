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
package io.synod.desk;

import java.util.ArrayList;
import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.testkit.DirectCluster;
import io.synod.transport.client.AnswerOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A desk over a replica that leads alone: no threads, no sockets, the clock of the test. */
final class ClientDeskTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long TIMEOUT_NS = 10 * SECOND_NS;
    private static final int MAX_IN_FLIGHT = 4;
    private static final long CLIENT = 77;
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[8]);
    private static final UnsafeBuffer ANSWER = new UnsafeBuffer(new byte[16 << 10]);

    private final DirectCluster cluster =
        new DirectCluster(List.of(ReplicaConfig.defaults(0, Membership.ofVoters(1))));
    private final Replica replica = cluster.replica(0);
    private final Told told = new Told();
    private final Told toldOthers = new Told();
    private final List<Long> closed = new ArrayList<>();
    private int opened;
    private boolean isWayFailed;
    private ClientDesk desk;

    /** The ways back to the client and to others, and no subscriptions. */
    private final class Ways implements ResponseLinks, Feeds
    {
        @Override
        public AnswerOutbox open(
            final long connectionId, final int answersStreamId, final int commandsStreamId, final String channel)
        {
            opened++;
            return connectionId == CLIENT ? told : toldOthers;
        }

        @Override
        public boolean isFailed(final long connectionId)
        {
            return isWayFailed;
        }

        @Override
        public void close(final long connectionId)
        {
            closed.add(connectionId);
        }

        @Override
        public void subscribe(final long connectionId, final long subscriptionId, final long fromSequence)
        {
            throw new AssertionError("nobody subscribes");
        }

        @Override
        public void unsubscribe(final long connectionId, final long subscriptionId)
        {
            throw new AssertionError("nobody subscribes");
        }
    }

    @BeforeEach
    void opens()
    {
        final Ways ways = new Ways();
        desk = new ClientDesk(
            replica, new DeskConfig(1, TIMEOUT_NS, 8, 1024, MAX_IN_FLIGHT), ways, ways, status -> status.sessions = 0);
        cluster.run(SECOND_NS);
        desk.onConnect(CLIENT, 1, 2, "somewhere");
    }

    private void pass(final long durationNs)
    {
        final long endNs = cluster.nowNs() + durationNs;
        while (cluster.nowNs() < endNs)
        {
            cluster.run(SECOND_NS / 20);
            desk.work(cluster.nowNs());
        }
    }

    private long openSession(final long nonce)
    {
        desk.onOpenSession(CLIENT, nonce);
        pass(SECOND_NS);
        return Long.parseLong(told.last("opened " + nonce).split(" ")[2]);
    }

    private boolean append(final long session, final long requestId)
    {
        return desk.onAppend(CLIENT, session, requestId, COMMAND, 0, 8);
    }

    private boolean result(final long session, final long requestId, final int length)
    {
        return desk.onResult(session, requestId, requestId, ANSWER, 0, length);
    }

    @Test
    void aClientThatConnectsBeforeTheFirstWorkIsNotForgotten()
    {
        pass(SECOND_NS);

        assertEquals(1, desk.connectionCount());
        assertEquals("state leads", told.last("state"));
    }

    @Test
    void requestsAreAcknowledgedWhenTheyAreDecided()
    {
        final long session = openSession(5);
        cluster.stallDisk(0);
        assertTrue(append(session, 1));
        assertTrue(append(session, 2));
        pass(SECOND_NS / 10);
        assertEquals("", told.last("acks"));

        cluster.goOnWithDisk(0);
        pass(SECOND_NS / 10);

        assertEquals("acks 1 to 2 at 1", told.last("acks"));
    }

    @Test
    void aJournalWhoseNextFileIsLateIsWaitedForAndOneThatIsFullIsTold()
    {
        final long session = openSession(5);
        cluster.journal(0).lengthLimit(cluster.journal(0).tailPosition());
        assertFalse(append(session, 1), "it stays where it is");
        for (int i = 1; i < 8; i++)
        {
            pass(SECOND_NS / 20);
            assertFalse(append(session, 1));
        }
        pass(SECOND_NS / 20);
        assertTrue(append(session, 1), "it is refused");
        pass(SECOND_NS / 20);
        assertEquals("expected 1", told.last("expected"));

        cluster.journal(0).lengthLimit(Long.MAX_VALUE);
        assertTrue(append(session, 1));
        pass(SECOND_NS / 20);
        cluster.journal(0).lengthLimit(cluster.journal(0).tailPosition());
        assertFalse(append(session, 2), "late again");
        pass(SECOND_NS);
        assertFalse(append(session, 2), "another wait: nobody came for long");
        for (int i = 1; i < 8; i++)
        {
            pass(SECOND_NS / 20);
            assertTrue(append(session, 1), "a retry needs no room");
            assertFalse(append(session, 2));
        }
        pass(SECOND_NS / 20);
        assertTrue(append(session, 2), "the retries do not hide that there is no room");
    }

    @Test
    void anAnswerWithoutRoomIsToldLater()
    {
        final long session = openSession(5);
        told.room = 0;
        assertTrue(append(session, 1));
        pass(SECOND_NS);
        told.room = Integer.MAX_VALUE;
        pass(SECOND_NS / 10);

        assertEquals("acks 1 to 1 at 1", told.last("acks"));
    }

    @Test
    void moreThanTheTableRemembersIsNotTakenBeforeItIsAcknowledged()
    {
        final long session = openSession(5);
        for (int i = 1; i <= MAX_IN_FLIGHT; i++)
        {
            assertTrue(append(session, i));
        }
        assertFalse(append(session, MAX_IN_FLIGHT + 1));

        pass(SECOND_NS / 10);

        assertTrue(append(session, MAX_IN_FLIGHT + 1));
    }

    @Test
    void aRequestTooManyOfASessionThatIsClosedIsAnswered()
    {
        final long session = openSession(5);
        assertTrue(append(session, 1));
        pass(SECOND_NS / 10);
        replica.closeSession(session, 2);
        pass(SECOND_NS / 10);

        assertTrue(append(session, MAX_IN_FLIGHT + 2), "it would come again for ever, and nothing behind it");
        pass(SECOND_NS / 10);

        assertEquals("closed " + session, told.last("closed"));
    }

    @Test
    void aRequestTooManyWithNothingInFlightIsAnsweredWithTheOneExpected()
    {
        final long session = openSession(5);
        assertTrue(append(session, 1));
        pass(SECOND_NS / 10);

        assertTrue(append(session, MAX_IN_FLIGHT + 2));
        pass(SECOND_NS / 10);

        assertEquals("expected 2", told.last("expected"));
    }

    @Test
    void resultsWithoutRoomAreToldLaterAndMakeAcknowledgementsWait()
    {
        // given: three requests, decided and applied, while the client reads nothing
        final long session = openSession(5);
        told.room = 0;
        for (int i = 1; i <= 3; i++)
        {
            assertTrue(append(session, i));
        }
        pass(SECOND_NS / 10);
        for (int i = 1; i <= 3; i++)
        {
            assertTrue(result(session, i, 8));
        }
        final int before = told.words.size();

        // when
        told.room = 2;
        pass(SECOND_NS / 10);
        told.room = Integer.MAX_VALUE;
        pass(SECOND_NS / 10);

        // then
        assertEquals(List.of("result 1", "result 2", "result 3", "acks 1 to 3 at 1"),
            told.words.subList(before, before + 4));
    }

    @Test
    void aClientThatLeavesItsResultsUnreadIsForgottenThoughItSpeaks()
    {
        // given: as much is kept for it as may be
        final long session = openSession(5);
        told.room = 0;
        desk.onKeepAlive(CLIENT, session, 0);
        int kept = 0;
        while (result(session, kept + 1, 16 << 10))
        {
            kept++;
        }
        assertTrue(kept >= 1000 && kept < 1100, "kept: " + kept);

        // when
        for (int i = 0; i < 6; i++)
        {
            pass(TIMEOUT_NS / 4);
            desk.onKeepAlive(CLIENT, session, 0);
        }

        // then: the state machine that waits for it goes on
        assertEquals(List.of(CLIENT), closed);
        assertTrue(result(session, kept + 1, 16 << 10));
    }

    @Test
    void aClientThatReadsAgainGetsAllThatWasKeptInOrder()
    {
        final long session = openSession(5);
        desk.onKeepAlive(CLIENT, session, 0);
        told.words.clear();
        int sent = 0;
        for (int round = 0; round < 50; round++)
        {
            told.room = 0;
            for (int i = 0; i < 2000 && result(session, sent + 1, sent * 37 % 9000); i++)
            {
                sent++;
            }
            told.room = 100 * (round % 13);
            pass(SECOND_NS / 20);
            desk.onKeepAlive(CLIENT, session, 0);
        }
        told.room = Integer.MAX_VALUE;
        pass(SECOND_NS / 10);

        final List<String> results = told.words.stream().filter(word -> word.startsWith("result")).toList();
        assertEquals(sent, results.size());
        for (int i = 0; i < sent; i++)
        {
            assertEquals("result " + (i + 1), results.get(i));
        }
    }

    @Test
    void resultsGoToTheClientThatBeganLastToSpeakForASession()
    {
        final long session = openSession(5);
        desk.onKeepAlive(CLIENT, session, 0);
        desk.onConnect(CLIENT + 1, 1, 2, "elsewhere");
        desk.onKeepAlive(CLIENT + 1, session, 0);

        assertTrue(result(session, 1, 8));
        desk.onDisconnect(CLIENT + 1);
        assertTrue(result(session, 2, 8), "nobody waits for one that is gone");

        assertEquals("", told.last("result"));
        assertEquals("result 1", toldOthers.last("result"));
    }

    @Test
    void requestsGoOnAtAMemberThatLedBeforeOthersDid()
    {
        // given: requests up to 2 were answered here, and those up to 40 by others, under other ballots
        final Connection connection = new Connection(CLIENT, told, 0);
        connection.use(7);
        connection.lead(1L << 8, 1);
        connection.ackedThrough = 2;

        // when
        connection.lead(3L << 8, 41);

        // then
        assertEquals(40, connection.ackedThrough);
    }

    @Test
    void aWishForASessionThatComesAgainGetsTheSameSession()
    {
        final long session = openSession(5);

        assertEquals(session, openSession(5));
        assertEquals(1, replica.sessions().openSessions());
    }

    @Test
    void aSessionThatWasJustOpenedIsNotSilent()
    {
        pass(2 * TIMEOUT_NS);
        desk.onConnect(CLIENT, 1, 2, "somewhere");
        final long session = openSession(5);
        pass(TIMEOUT_NS / 2);

        assertTrue(replica.sessions().isOpen(session));
    }

    @Test
    void aSilentSessionExpiresAndItsClientIsForgotten()
    {
        final long session = openSession(5);
        pass(2 * TIMEOUT_NS);

        assertFalse(replica.sessions().isOpen(session));
        assertEquals(0, desk.connectionCount());
        assertEquals(List.of(CLIENT), closed);
    }

    @Test
    void aSignOfLifeKeepsASessionAndSaysWhenItIsNoMore()
    {
        final long session = openSession(5);
        for (int i = 0; i < 10; i++)
        {
            pass(TIMEOUT_NS / 4);
            desk.onKeepAlive(CLIENT, session, 0);
        }
        assertTrue(replica.sessions().isOpen(session));

        replica.closeSession(session, 2);
        pass(SECOND_NS / 10);
        desk.onKeepAlive(CLIENT, session, 0);
        pass(SECOND_NS / 10);

        assertEquals("closed " + session, told.last("closed"));
    }

    @Test
    void aClientWhoseWayBackFailedGetsAnotherWhenItConnectsAgain()
    {
        // given
        pass(SECOND_NS);
        desk.onDisconnect(CLIENT);
        closed.clear();
        desk.onConnect(CLIENT, 1, 2, "somewhere");
        isWayFailed = true;
        assertEquals(2, opened);

        // when: the first time is too early
        desk.onConnect(CLIENT, 1, 2, "somewhere");
        assertEquals(2, opened);
        pass(SECOND_NS);
        desk.onConnect(CLIENT, 1, 2, "somewhere");

        // then
        assertEquals(3, opened);
        assertEquals(List.of(CLIENT), closed);
        isWayFailed = false;
        pass(SECOND_NS);
        assertEquals("state leads", told.last("state"));
        assertEquals(1, desk.connectionCount());
    }

    @Test
    void aClientWhoseWayBackFailedAndThatIsGoneTakesNoRoom()
    {
        pass(SECOND_NS / 2);
        isWayFailed = true;
        pass(TIMEOUT_NS / 2);

        assertEquals(0, desk.connectionCount());
        assertEquals(List.of(CLIENT), closed);
    }

    @Test
    void whoSendsTooMuchIsToldTheLimitsAndLaterRequestsGoOn()
    {
        final long session = openSession(5);
        told.words.clear();

        assertTrue(desk.onAppend(CLIENT, session, 1, new UnsafeBuffer(new byte[2 << 20]), 0, 2 << 20));
        pass(SECOND_NS / 10);
        assertEquals("state leads", told.last("state"));

        assertTrue(append(session, 1));
        pass(SECOND_NS / 10);
        assertEquals("acks 1 to 1 at 1", told.last("acks"));
    }

    @Test
    void aMemberThatStoodStillHasHeardNobodyAndForgetsNobody()
    {
        final long session = openSession(5);
        cluster.run(2 * TIMEOUT_NS);
        desk.work(cluster.nowNs());
        pass(SECOND_NS);

        assertEquals(1, desk.connectionCount());
        assertTrue(replica.sessions().isOpen(session));
    }
}
