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
package io.synod.role;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Heartbeat;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Elector.Advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The conditions of {@code docs/PROTOCOL.md} 6, one by one, for member 0. */
final class ElectorTest
{
    private static final long TIMEOUT = 1000;
    private static final Timing TIMING = new Timing(200, TIMEOUT, 200, 2000, 2000);
    private static final long LEADERS = Ballot.pack(5, 1);
    private static final long ALL_HEARD = -1L;

    private long nowNs = 10_000;

    @Test
    void aFollowerOfALiveLeaderDoesNothing()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(LEADERS);
        for (int i = 0; i < 100; i++)
        {
            rig.leads(1, LEADERS);
            rig.follows(2, LEADERS);
            assertTrue(rig.elector.isLeaderAlive(nowNs));
            assertEquals(Advice.NOTHING, rig.advice());
            nowNs += 200;
        }
    }

    @Test
    void aLeaderThatIsSilentForATimeoutIsNotAlive()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(LEADERS);
        rig.leads(1, LEADERS);
        nowNs += TIMEOUT - 1;
        assertTrue(rig.elector.isLeaderAlive(nowNs));
        nowNs++;
        assertFalse(rig.elector.isLeaderAlive(nowNs));
    }

    @Test
    void aLeaderWithoutAQuorumIsNotAlive()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(LEADERS);
        rig.says(1, LEADERS, ALL_HEARD, true, false);
        assertFalse(rig.elector.isLeaderAlive(nowNs));
    }

    @Test
    void aLeaderAtAnotherBallotThanTheOneFollowedIsNotAlive()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(Ballot.pack(6, 1));
        rig.leads(1, LEADERS);
        assertFalse(rig.elector.isLeaderAlive(nowNs));
        rig.elector.follow(LEADERS);
        assertEquals(Ballot.pack(6, 1), rig.elector.followedBallot(), "nobody goes back to a lower ballot");
    }

    @Test
    void nobodyIsAliveOnHearsay()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(LEADERS);
        rig.follows(2, LEADERS);
        assertFalse(rig.elector.isLeaderAlive(nowNs));
    }

    @Test
    void campaignsAfterARandomWaitWhenAPhase1QuorumHasLostTheLeader()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        final long waited = rig.waitForCampaign();
        assertTrue(waited >= 0 && waited <= TIMEOUT / 2 + 10, "waited " + waited);
    }

    @Test
    void doesNotCampaignWhileTheOthersStillHearTheLeader()
    {
        // given: three of five follow a leader that this member has lost
        final Rig rig = new Rig(Membership.ofVoters(5), 0);
        for (int i = 0; i < 200; i++)
        {
            rig.says(2, LEADERS, ALL_HEARD, true, true);
            rig.says(3, LEADERS, ALL_HEARD, true, true);
            rig.says(4, LEADERS, ALL_HEARD, false, true);
            assertEquals(Advice.NOTHING, rig.advice(), "two of five have lost it");
            nowNs += 50;
        }
    }

    @Test
    void theWaitBeginsAnewWhenTheOthersHearTheLeaderAgain()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 8);
        rig.advice();
        for (int i = 0; i < 50; i++)
        {
            rig.says(1, LEADERS, ALL_HEARD, false, true);
            rig.says(2, LEADERS, ALL_HEARD, false, true);
            assertEquals(Advice.NOTHING, rig.advice());
            nowNs += TIMEOUT;
            rig.says(1, LEADERS, ALL_HEARD, true, true);
            rig.says(2, LEADERS, ALL_HEARD, true, true);
            assertEquals(Advice.NOTHING, rig.advice());
            nowNs += TIMEOUT;
        }
    }

    @Test
    void aLinkCountsOnlyInBothDirections()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        for (int i = 0; i < 200; i++)
        {
            rig.says(1, Ballot.NONE, 0b110, false, true);
            rig.says(2, Ballot.NONE, 0b110, false, true);
            assertFalse(rig.elector.isQuorumConnectedCandidate(nowNs));
            assertEquals(Advice.NOTHING, rig.advice(), "they do not hear this member");
            nowNs += 50;
        }
        rig.says(2, Ballot.NONE, 0b111, false, true);
        assertTrue(rig.elector.isQuorumConnectedCandidate(nowNs));
        nowNs += TIMEOUT;
        assertFalse(rig.elector.isQuorumConnectedCandidate(nowNs), "a link ages");
    }

    @Test
    void aCandidateNeedsBothQuorumsAndALeaderOnlyItsPhase2Quorum()
    {
        final Rig rig = new Rig(new Membership(1, 0b11111, 0, new Quorum(5, 4, 2)), 0);
        rig.says(1, Ballot.NONE, ALL_HEARD, false, true);
        assertTrue(rig.elector.isQuorumConnectedLeader(nowNs));
        assertFalse(rig.elector.isQuorumConnectedCandidate(nowNs));
        rig.says(2, Ballot.NONE, ALL_HEARD, false, true);
        assertFalse(rig.elector.isQuorumConnectedCandidate(nowNs));
        rig.says(3, Ballot.NONE, ALL_HEARD, false, true);
        assertTrue(rig.elector.isQuorumConnectedCandidate(nowNs));
    }

    @Test
    void learnersNeitherCountNorCampaign()
    {
        final Membership membership = new Membership(1, 0b0110, 0b1001, Quorum.majority(2));
        final Rig rig = new Rig(membership, 0);
        for (int i = 0; i < 200; i++)
        {
            rig.lost(1);
            rig.lost(2);
            assertFalse(rig.elector.isQuorumConnectedCandidate(nowNs));
            assertEquals(Advice.NOTHING, rig.advice());
            nowNs += 50;
        }
        final Rig voter = new Rig(new Membership(1, 0b0011, 0b1100, Quorum.majority(2)), 0);
        voter.lost(2);
        voter.lost(3);
        assertFalse(voter.elector.isQuorumConnectedCandidate(nowNs));
        assertFalse(voter.elector.isQuorumConnectedLeader(nowNs));
    }

    @Test
    void aMemberThatLagsOrHasAHoleWaitsLongerButNotForEver()
    {
        final Rig ahead = new Rig(Membership.ofVoters(3), 0);
        final Rig holed = new Rig(Membership.ofVoters(3), 0);
        holed.hasHole = true;
        final Rig lagging = new Rig(Membership.ofVoters(3), 0);
        lagging.bestOfOthers = 99;
        final long waited = ahead.waitForCampaign();
        assertNear(waited + TIMEOUT / 2, holed.waitForCampaign());
        assertNear(waited + TIMEOUT / 2, lagging.waitForCampaign());
    }

    @Test
    void aLowerPriorityWaitsLonger()
    {
        final long first = new Rig(Membership.ofVoters(3), 0).waitForCampaign();
        final long fourth = new Rig(Membership.ofVoters(3), 3).waitForCampaign();
        assertNear(first + 3 * (TIMEOUT / 4), fourth);
    }

    @Test
    void aFailedCampaignDoublesTheRangeUpToABound()
    {
        for (int failures = 0; failures <= 6; failures++)
        {
            long longest = 0;
            for (int seed = 0; seed < 200; seed++)
            {
                final Rig rig = new Rig(Membership.ofVoters(3), 0, seed);
                for (int i = 0; i < failures; i++)
                {
                    rig.elector.onCampaignFailed();
                }
                longest = Math.max(longest, rig.waitForCampaign());
            }
            final long range = TIMEOUT / 2 << Math.min(failures, 1);
            assertTrue(longest <= range + 10 && longest > range * 9 / 10, failures + " failures: " + longest);
        }
    }

    @Test
    void differentSeedsWaitDifferently()
    {
        final long first = new Rig(Membership.ofVoters(3), 0, 1).waitForCampaign();
        final long again = new Rig(Membership.ofVoters(3), 0, 1).waitForCampaign();
        final long other = new Rig(Membership.ofVoters(3), 0, 2).waitForCampaign();
        assertEquals(first, again);
        assertTrue(first != other, "the same wait twice");
    }

    @Test
    void aHealthyLeaderThatMetAHigherPromiseCampaignsAtOnce()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 8);
        rig.lost(1);
        rig.lost(2);
        rig.elector.campaignAtOnce();
        assertEquals(Advice.CAMPAIGN, rig.advice());
        assertEquals(Advice.NOTHING, rig.advice(), "once");
    }

    @Test
    void aDeposedLeaderLetsAnotherOneThatTheOthersFollowBe()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.says(1, LEADERS, ALL_HEARD, true, true);
        rig.says(2, LEADERS, ALL_HEARD, true, true);
        rig.elector.campaignAtOnce();
        assertEquals(Advice.NOTHING, rig.advice());
    }

    @Test
    void aCandidateThatWasHelpedGetsTheTimeOfATimeoutToGoOn()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.deferToCandidate(nowNs);
        final long waited = rig.waitForCampaign();
        assertTrue(waited >= TIMEOUT && waited <= TIMEOUT + TIMEOUT / 2 + 10, "waited " + waited);
    }

    @Test
    void campaigningAtOnceIsForgottenWhenAHigherLeaderIsHeard()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 8);
        rig.elector.campaignAtOnce();
        rig.elector.follow(LEADERS);
        rig.leads(1, LEADERS);
        rig.follows(2, LEADERS);
        assertEquals(Advice.NOTHING, rig.advice());
    }

    @Test
    void aLeaderWithoutAQuorumForATimeoutStepsDown()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        rig.elector.follow(Ballot.pack(7, 0));
        rig.lost(1);
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs));
        nowNs += TIMEOUT;
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs));
        nowNs += TIMEOUT - 1;
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs));
        nowNs++;
        assertEquals(Advice.STEP_DOWN, rig.elector.adviseLeader(nowNs));
    }

    @Test
    void aLeaderThatFindsItsQuorumAgainGoesOn()
    {
        final Rig rig = new Rig(Membership.ofVoters(3), 0);
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs));
        nowNs += TIMEOUT - 1;
        rig.lost(2);
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs));
        nowNs += TIMEOUT;
        assertEquals(Advice.NOTHING, rig.elector.adviseLeader(nowNs), "a new silence begins");
    }

    @Test
    void oneMemberIsItsOwnQuorum()
    {
        final Rig rig = new Rig(Membership.ofVoters(1), 0);
        assertTrue(rig.elector.isQuorumConnectedLeader(nowNs));
        final long begin = nowNs;
        while (rig.advice() != Advice.CAMPAIGN)
        {
            nowNs += 10;
            assertTrue(nowNs - begin <= TIMEOUT);
        }
    }

    /** Time passes in steps of 10. */
    private static void assertNear(final long expected, final long actual)
    {
        assertTrue(Math.abs(expected - actual) <= 10, expected + " expected, was " + actual);
    }

    /** Member 0 with its links. */
    private final class Rig
    {
        private final Membership membership;
        private final Links links;
        private final Elector elector;
        private boolean hasHole;
        private long bestOfOthers;

        Rig(final Membership membership, final int priority)
        {
            this(membership, priority, 3);
        }

        Rig(final Membership membership, final int priority, final long seed)
        {
            this.membership = membership;
            links = new Links(0, membership, TIMEOUT);
            elector = new Elector(0, membership, TIMING, priority, links, new Jitter(seed));
        }

        void leads(final int from, final long ballot)
        {
            says(from, ballot, ALL_HEARD, true, true);
        }

        void follows(final int from, final long ballot)
        {
            says(from, ballot, ALL_HEARD, true, true);
        }

        void lost(final int from)
        {
            says(from, Ballot.NONE, ALL_HEARD, false, true);
        }

        void says(
            final int from, final long ballot, final long heard, final boolean alive, final boolean connected)
        {
            links.onHeartbeat(
                from,
                new Heartbeat().links(ballot, ballot, heard, alive, connected).log(LEADERS, bestOfOthers, 0),
                nowNs);
        }

        Advice advice()
        {
            return elector.adviseFollower(nowNs, LEADERS, 10, hasHole);
        }

        long waitForCampaign()
        {
            final long begin = nowNs;
            while (true)
            {
                for (int peer = 1; peer < membership.quorum().memberCount(); peer++)
                {
                    lost(peer);
                }
                if (advice() == Advice.CAMPAIGN)
                {
                    return nowNs - begin;
                }
                nowNs += 10;
                assertTrue(nowNs - begin < 100 * TIMEOUT, "never campaigns");
            }
        }
    }
}
