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
package io.synod.replica;

import java.util.List;
import java.util.stream.IntStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.role.Limits;
import io.synod.testkit.DirectCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a leader of three members refuses, and that a refusal leaves nothing behind. */
final class ReplicaRefusalTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MAX_COMMAND = 256;
    private static final Limits LIMITS = new Limits(4, 1 << 20, 512, MAX_COMMAND, 2, 4, 16, 32);

    private final DirectCluster cluster = new DirectCluster(IntStream.range(0, 3)
        .mapToObj(i -> ReplicaConfig.defaults(i, Membership.ofVoters(3)).withLimits(LIMITS))
        .toList());
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[MAX_COMMAND + 1]);
    private int id;
    private Replica leader;
    private long session;

    @BeforeEach
    void leadWithASession()
    {
        cluster.run(SECOND_NS);
        id = cluster.leader();
        leader = cluster.replica(id);
        session = leader.openSession();
        settle();
    }

    @Test
    void onlyTheLeaderTakesCommands()
    {
        final Replica follower = cluster.replica((id + 1) % 3);
        assertEquals(Proposal.NOT_LEADER, follower.offer(session, 1, command, 0, 8));
        assertEquals(1, offer(1));
    }

    @Test
    void aCommandThatIsTooLongIsRefused()
    {
        assertEquals(Proposal.TOO_LONG, leader.offer(session, 1, command, 0, MAX_COMMAND + 1));
        assertEquals(1, leader.offer(session, 1, command, 0, MAX_COMMAND));
        assertEquals(2, leader.offer(session, 2, command, 0, 0));
        settle();
        assertDecided(2);
    }

    @Test
    void requestsOfASessionComeInOrder()
    {
        assertEquals(Proposal.REQUEST_GAP, offer(2));
        assertEquals(1, offer(1));
        assertEquals(Proposal.REQUEST_GAP, offer(3));
        assertEquals(1, leader.sessions().expectedRequestId(session), "nothing is decided yet");
        for (long request = 2; request <= 6; request++)
        {
            assertEquals(request, offer(request));
            settle();
        }
        assertEquals(Proposal.REQUEST_FORGOTTEN, offer(2));
        assertEquals(3, offer(3));
        settle();
        assertDecided(6);
    }

    @Test
    void sessionsAreKnownAndLimited()
    {
        assertEquals(Proposal.SESSION_UNKNOWN, leader.offer(session + 1, 1, command, 0, 8));
        assertEquals(Proposal.SESSION_UNKNOWN, leader.closeSession(session + 1, BatchDescriptor.CLOSED));
        assertTrue(leader.openSession() > session);
        assertEquals(Proposal.SESSION_LIMIT, leader.openSession(), "undecided ones count too");
        assertTrue(leader.closeSession(session, BatchDescriptor.EXPIRED) > 0);
        assertEquals(Proposal.SESSION_UNKNOWN, offer(1));
        assertTrue(leader.openSession() > 0);
        settle();
        for (int i = 0; i < 3; i++)
        {
            assertEquals(2, cluster.replica(i).sessions().openSessions());
            assertFalse(cluster.replica(i).sessions().isOpen(session));
        }
    }

    @Test
    void aFullWindowIsAnAnswerAndARetryNeedsNoRoom()
    {
        for (long request = 1; request <= 4; request++)
        {
            assertEquals(request, offer(request));
            leader.doWork(cluster.nowNs(), cluster.nowNs());
        }
        assertEquals(Proposal.WINDOW_FULL, offer(5));
        assertEquals(Proposal.WINDOW_FULL, leader.openSession());
        assertEquals(Proposal.WINDOW_FULL, leader.closeSession(session, BatchDescriptor.CLOSED));
        assertEquals(3, offer(3));
        settle();
        assertEquals(5, offer(5));
        settle();
        assertDecided(5);
    }

    @Test
    void aFullGateIsAnAnswerWhenABatchIsClosedForTheNextCommandToo()
    {
        // given: the leader's own disk is slow; the others decide without it
        cluster.stallDisk(id);
        long request = 1;
        while (offer(request) == request)
        {
            request++;
            if (request % 2 == 0)
            {
                settle();
            }
        }

        // when
        assertEquals(Proposal.WINDOW_FULL, offer(request));
        settle();

        // then: nothing broke, and all goes on when the disk does
        assertTrue(request > 2L * LIMITS.windowSlots(), "more than a window was decided: " + request);
        assertDecided(request - 1);
        cluster.goOnWithDisk(id);
        settle();
        assertEquals(request, offer(request));
        settle();
        assertDecided(request);
    }

    @Test
    void aFullJournalIsAnAnswerAndTheLeaderGoesOnWhenThereIsRoom()
    {
        assertEquals(1, offer(1));
        settle();
        cluster.journal(id).lengthLimit(cluster.journal(id).tailPosition());
        assertEquals(Proposal.JOURNAL_FULL, offer(2));
        assertEquals(Proposal.JOURNAL_FULL, leader.openSession());
        assertEquals(Proposal.JOURNAL_FULL, leader.closeSession(session, BatchDescriptor.CLOSED));
        assertEquals(1, offer(1), "a retry needs no room");
        cluster.run(SECOND_NS);
        assertEquals(Role.LEADER, leader.role(), "it stays readable, and its leadership harms nobody");

        cluster.journal(id).lengthLimit(Long.MAX_VALUE);
        assertEquals(2, offer(2));
        settle();
        assertDecided(2);
    }

    @Test
    void aFollowersFullJournalHoldsNothingUpAndIsMadeUpForWhenThereIsRoom()
    {
        final int full = (id + 1) % 3;
        cluster.journal(full).lengthLimit(cluster.journal(full).tailPosition());
        for (long request = 1; request <= 40; request++)
        {
            assertEquals(request, offer(request));
            settle();
        }
        assertTrue(cluster.replica(full).ignored(Ignored.JOURNAL_FULL) > 0);
        assertEquals(0, cluster.replica(full).decidedSequence());

        cluster.journal(full).lengthLimit(Long.MAX_VALUE);
        cluster.run(SECOND_NS);
        assertDecided(40);
    }

    @Test
    void nothingIsTakenWhileLeadershipIsHandedOver()
    {
        final int next = (id + 1) % 3;
        assertEquals(1, offer(1));
        assertTrue(leader.transferLeadership(next) > 0);
        assertEquals(Proposal.HANDING_OVER, offer(2));
        assertEquals(Proposal.HANDING_OVER, leader.openSession());
        assertEquals(Proposal.HANDING_OVER, leader.closeSession(session, BatchDescriptor.CLOSED));

        cluster.run(SECOND_NS / 10);

        assertEquals(next, cluster.leader());
        assertEquals(1, cluster.replica(next).offer(session, 1, command, 0, 8), "the retry");
        assertEquals(2, cluster.replica(next).offer(session, 2, command, 0, 8));
        settle();
        assertDecided(2);
    }

    @Test
    void aHandOverToADeadPeerEndsAndTheLeaderGoesOn()
    {
        final int dead = (id + 1) % 3;
        cluster.cut(dead);
        assertEquals(1, offer(1));
        assertTrue(leader.transferLeadership(dead) > 0);
        cluster.run(SECOND_NS);
        assertEquals(Role.LEADER, leader.role());
        assertEquals(2, offer(2));
    }

    @Test
    void leadershipGoesToAnotherVoterOnly()
    {
        assertEquals(Proposal.NOT_A_VOTER, leader.transferLeadership(id));
        assertEquals(Proposal.NOT_A_VOTER, leader.transferLeadership(63));
        assertEquals(1, offer(1));
    }

    @Test
    void manyCommandsShareABatchAndABatchHasItsLimit()
    {
        final long before = leader.view().proposedThrough();
        for (long request = 1; request <= 16; request++)
        {
            assertEquals(request, leader.offer(session, request, command, 0, 100));
            if (request == 8)
            {
                settle();
            }
        }
        settle();
        assertDecided(16);
        assertEquals(4, leader.view().proposedThrough() - before, "four commands of 128 bytes fit into 512");
    }

    private long offer(final long request)
    {
        return leader.offer(session, request, command, 0, MAX_COMMAND);
    }

    private void settle()
    {
        for (int i = 0; i < 6; i++)
        {
            cluster.step();
        }
    }

    private void assertDecided(final long sequence)
    {
        final List<Long> decided = IntStream.range(0, 3)
            .mapToObj(i -> cluster.replica(i).decidedSequence())
            .toList();
        assertEquals(List.of(sequence, sequence, sequence), decided);
    }
}
