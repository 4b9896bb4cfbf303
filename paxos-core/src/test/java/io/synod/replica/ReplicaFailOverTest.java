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

import java.util.stream.IntStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Limits;
import io.synod.testkit.DirectCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Leaders that go and come, with the members in one thread. */
final class ReplicaFailOverTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long TIMEOUT_NS = 250_000_000L;
    private static final Limits LIMITS = new Limits(64, 1 << 20, 4096, 1024, 16, 16, 16, 32);

    @Test
    void oneMemberAloneLeadsAndDecides()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(1));
        cluster.run(SECOND_NS);
        assertEquals(0, cluster.leader());
        final long session = openSession(cluster);
        assertEquals(1, offer(cluster, session, 1));
        cluster.step();
        cluster.step();
        assertEquals(1, cluster.replica(0).decidedSequence());

        cluster.restart(0, cluster.journal(0).records().size());
        cluster.run(SECOND_NS);
        assertEquals(1, cluster.replica(0).decidedSequence());
        assertEquals(1, offer(cluster, session, 1), "the retry");
        assertEquals(2, offer(cluster, session, 2));
    }

    @Test
    void oneMemberAloneAnswersNothingBeforeItsDiskHas()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(1));
        cluster.run(SECOND_NS);
        final long session = openSession(cluster);
        cluster.stallDisk(0);
        offer(cluster, session, 1);
        cluster.step();
        cluster.step();
        assertEquals(0, cluster.replica(0).decidedSequence());
    }

    @Test
    void aLeaderWhoseDiskStallsStepsDownAndAnotherLeads()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int old = cluster.leader();
        final long session = openSession(cluster);
        cluster.stallDisk(old);
        assertEquals(1, offer(cluster, session, 1));
        cluster.run(6 * TIMEOUT_NS);
        assertNotEquals(old, cluster.leader());
        assertEquals(Role.FOLLOWER, cluster.replica(old).role());
        assertEquals(1, offer(cluster, session, 1), "the retry");
    }

    @Test
    void aMachineThatStandsStillKeepsItsLeader()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final long ballot = cluster.replica(leader).leaderBallot();
        for (int i = 0; i < 20; i++)
        {
            cluster.standStill(10 * SECOND_NS);
            cluster.run(SECOND_NS);
            assertEquals(leader, cluster.leader());
            assertEquals(ballot, cluster.replica(leader).leaderBallot());
        }
    }

    @Test
    void aMachineThatStandsStillWhileItsDiskWritesKeepsItsLeader()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final long session = openSession(cluster);
        for (int i = 1; i <= 20; i++)
        {
            // The force that waits is answered in the step after the pause, when the leader has worked already.
            cluster.stallDisk(leader);
            assertEquals(i, offer(cluster, session, i));
            cluster.standStill(10 * SECOND_NS);
            cluster.goOnWithDisk(leader);
            cluster.run(SECOND_NS);
            assertEquals(leader, cluster.leader());
        }
    }

    @Test
    void aDiskThatAnswersNoMoreIsNotExcusedAgainAndAgain()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        cluster.stallDisk(leader);
        openSession(cluster);
        // In each step it works once; that it stands still most of the time excuses a disk once.
        for (int i = 0; i < 20; i++)
        {
            cluster.standStill(TIMEOUT_NS * 3 / 4);
            cluster.step();
        }
        assertNotEquals(Role.LEADER, cluster.replica(leader).role());
    }

    @Test
    void aMemberThatStandsStillAgainAndAgainMissesADeadLeaderAllTheSame()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int old = cluster.leader();
        cluster.cut(old);
        for (int i = 0; i < 5; i++)
        {
            cluster.standStill(TIMEOUT_NS * 3 / 4);
            cluster.run(TIMEOUT_NS / 10);
        }
        // What it ran is less than a timeout; what went by is many.
        assertTrue(cluster.leader() >= 0, "one of the two that are not cut off");
    }

    @Test
    void aDeposedLeadersUndecidedTailIsVoidAndItsMemberAgreesInTheEnd()
    {
        // given: a leader that is cut off with commands that nobody else has
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int old = cluster.leader();
        final long session = openSession(cluster);
        assertEquals(1, offer(cluster, session, 1));
        cluster.run(SECOND_NS / 10);
        cluster.cut(old);
        for (long request = 2; request <= 9; request++)
        {
            assertEquals(request, offer(cluster.replica(old), session, request));
            cluster.step();
        }

        // when: another leader takes other commands
        cluster.run(4 * TIMEOUT_NS);
        assertEquals(Role.FOLLOWER, cluster.replica(old).role(), "without a quorum it has stepped down");
        final long other = openSession(cluster);
        assertEquals(2, offer(cluster, other, 1));
        cluster.run(SECOND_NS / 10);
        cluster.mend(old);
        cluster.run(4 * TIMEOUT_NS);

        // then
        for (int i = 0; i < 3; i++)
        {
            assertEquals(2, cluster.replica(i).decidedSequence());
            assertEquals(cluster.replica(0).sessions().digest(), cluster.replica(i).sessions().digest());
        }
        assertEquals(3, offer(cluster, session, 2), "what was void is a new command");
    }

    @Test
    void aCommandThatReachedOneFollowerBeforeItsLeaderDiedIsRecoveredAndItsRetryAnswered()
    {
        // given: the leader and one follower have the command, the other follower has not
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int old = cluster.leader();
        final int without = (old + 1) % 3;
        final long session = openSession(cluster);
        cluster.run(SECOND_NS / 10);
        cluster.cut(without);
        assertEquals(1, offer(cluster, session, 1));
        cluster.step();
        cluster.cut(old);
        cluster.mend(without);

        // when
        cluster.run(6 * TIMEOUT_NS);

        // then
        assertNotEquals(old, cluster.leader());
        assertEquals(1, cluster.replica(without).decidedSequence());
        assertEquals(1, offer(cluster, session, 1));
        assertEquals(2, offer(cluster, session, 2));
    }

    @Test
    void aRestartedMemberVouchesForWhatItHadStoredThoughNothingNewIsProposed()
    {
        // given: a follower that has the command on disk, and crashes before it says so; the third member is away
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final int crashing = (leader + 1) % 3;
        final long session = openSession(cluster);
        cluster.run(SECOND_NS / 10);
        cluster.cut((leader + 2) % 3);
        assertEquals(1, offer(cluster, session, 1));
        cluster.step();
        cluster.restart(crashing, cluster.journal(crashing).records().size());
        assertEquals(0, cluster.replica(leader).decidedSequence());

        // when
        cluster.run(TIMEOUT_NS);

        // then
        assertEquals(1, cluster.replica(leader).decidedSequence());
        assertEquals(1, cluster.replica(crashing).decidedSequence());
    }

    @Test
    void aMemberThatReturnsWithAHigherPromiseIsTakenInAtOnceByTheSameLeader()
    {
        // given: a follower that was asked for a promise by a campaign nobody else heard of
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final int away = (leader + 1) % 3;
        final long session = openSession(cluster);
        cluster.cut(away);
        assertEquals(1, offer(cluster, session, 1));
        assertTrue(cluster.replica(away).campaign());
        cluster.run(2 * TIMEOUT_NS);
        final long promised = cluster.replica(away).view().promisedBallot();
        assertTrue(promised > cluster.replica(leader).leaderBallot());

        // when
        cluster.mend(away);
        cluster.run(TIMEOUT_NS);

        // then
        assertEquals(leader, cluster.leader(), "the leader campaigns above it, without waiting");
        assertTrue(cluster.replica(leader).leaderBallot() > promised);
        cluster.run(2 * TIMEOUT_NS);
        assertEquals(1, cluster.replica(away).decidedSequence());
        assertEquals(2, offer(cluster, session, 2));
    }

    @Test
    void aReturningMemberWithoutAHigherPromiseDisturbsNobody()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final long ballot = cluster.replica(leader).leaderBallot();
        final int away = (leader + 1) % 3;
        cluster.cut(away);
        cluster.run(5 * SECOND_NS);
        cluster.mend(away);
        cluster.run(SECOND_NS);
        assertEquals(ballot, cluster.replica(leader).leaderBallot());
        assertEquals(ballot, cluster.replica(away).leaderBallot());
    }

    @Test
    void learnersLearnButNeitherVoteNorLead()
    {
        final DirectCluster cluster = cluster(new Membership(1, 0b0011, 0b1100, Quorum.majority(2)));
        cluster.run(SECOND_NS);
        final long session = openSession(cluster);
        assertEquals(1, offer(cluster, session, 1));
        cluster.run(SECOND_NS / 10);
        for (int i = 0; i < 4; i++)
        {
            assertEquals(1, cluster.replica(i).decidedSequence(), "member " + i);
        }
        assertFalse(cluster.replica(2).campaign());

        // when: one of the two voters is gone
        final int leader = cluster.leader();
        cluster.cut(1 - leader);
        assertEquals(2, offer(cluster, session, 2));
        cluster.run(4 * SECOND_NS);

        // then
        assertEquals(-1, cluster.leader(), "the leader without a quorum of voters has stepped down");
        assertEquals(1, cluster.replica(2).decidedSequence(), "the learners' acknowledgements do not count");
    }

    @Test
    void aSmallPhase2QuorumGoesOnWithTwoOfFiveAndElectsWithFour()
    {
        // given
        final DirectCluster cluster = cluster(new Membership(1, 0b11111, 0, new Quorum(5, 4, 2)));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final long session = openSession(cluster);
        cluster.run(SECOND_NS / 10);

        // when: three members are gone
        for (int i = 2; i <= 4; i++)
        {
            cluster.cut((leader + i) % 5);
        }
        assertEquals(1, offer(cluster, session, 1));
        cluster.run(4 * SECOND_NS);

        // then: the leader still decides with one other
        assertEquals(leader, cluster.leader());
        assertEquals(1, cluster.replica(leader).decidedSequence());

        // when: the leader goes too, and three members are not enough to elect
        cluster.cut(leader);
        cluster.mend((leader + 2) % 5);
        cluster.mend((leader + 3) % 5);
        cluster.run(4 * SECOND_NS);
        assertEquals(-1, cluster.leader());

        // then: four are
        cluster.mend((leader + 4) % 5);
        cluster.run(4 * SECOND_NS);
        assertNotEquals(-1, cluster.leader());
        assertNotEquals(leader, cluster.leader());
        assertEquals(1, offer(cluster, session, 1), "the retry");
    }

    @Test
    void aNewLeaderDoesNotCountHeartbeatsOfAnOldBallotAsItsOwn()
    {
        final DirectCluster cluster = cluster(Membership.ofVoters(3));
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final long ballot = cluster.replica(leader).leaderBallot();
        final int follower = (leader + 1) % 3;
        cluster.replica(follower).inbox().onHeartbeat(
            leader, new Heartbeat().links(ballot, Ballot.pack(99, leader), -1L, true, true).log(ballot, 999, 999));
        assertTrue(cluster.replica(follower).decidedThrough() < 999, "it has no chain of that ballot");
    }

    private static DirectCluster cluster(final Membership membership)
    {
        return new DirectCluster(IntStream.range(0, Long.bitCount(membership.voters() | membership.learners()))
            .mapToObj(i -> ReplicaConfig.defaults(i, membership).withLimits(LIMITS))
            .toList());
    }

    private static long openSession(final DirectCluster cluster)
    {
        final long session = cluster.replica(cluster.leader()).openSession();
        assertTrue(session > 0);
        cluster.step();
        cluster.step();
        return session;
    }

    private static long offer(final DirectCluster cluster, final long session, final long request)
    {
        return offer(cluster.replica(cluster.leader()), session, request);
    }

    private static long offer(final Replica replica, final long session, final long request)
    {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[100]);
        command.putLong(0, request);
        return replica.offer(session, request, command, 0, 100);
    }
}
