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

import io.synod.protocol.Ballot;
import io.synod.quorum.Membership;

/**
 * Is the leader alive, and if not, when to campaign ({@code docs/PROTOCOL.md} 6). Heartbeats are the pre-vote: a member
 * campaigns only when a phase-1 quorum that it has good links to has lost the leader too, and waits a while by chance.
 */
public final class Elector
{
    /** What is to be done about leadership. */
    public enum Advice
    {
        NOTHING,
        CAMPAIGN,
        STEP_DOWN
    }

    private static final long NOT_DUE = Long.MAX_VALUE;
    private static final int MAX_BACKOFF = 1;

    private final int memberId;
    private final Membership membership;
    private final long leaderTimeoutNs;
    private final int priority;
    private final Links links;
    private final Jitter jitter;

    private long followedBallot = Ballot.NONE;
    private long dueNs = NOT_DUE;
    private long lostSinceNs = NOT_DUE;
    private long deferredUntilNs = Long.MIN_VALUE / 2;
    private int failedCampaigns;
    private boolean isAtOnce;

    /**
     * A member that follows nobody yet.
     *
     * @param memberId   this member's id.
     * @param membership in force.
     * @param timing     of the protocol.
     * @param priority   0 for the members that should lead; each step more waits longer.
     * @param links      what peers say.
     * @param jitter     seeded, other than that of other members.
     */
    public Elector(
        final int memberId,
        final Membership membership,
        final Timing timing,
        final int priority,
        final Links links,
        final Jitter jitter)
    {
        this.memberId = memberId;
        this.membership = membership;
        this.leaderTimeoutNs = timing.leaderTimeoutNs();
        this.priority = priority;
        this.links = links;
        this.jitter = jitter;
    }

    /**
     * A leader of a ballot was heard directly, or this member leads it.
     *
     * @param ballot followed from now on if it is not lower than the one before.
     */
    public void follow(final long ballot)
    {
        if (ballot > followedBallot)
        {
            followedBallot = ballot;
            isAtOnce = false;
            lostSinceNs = NOT_DUE;
        }
    }

    /** This member has ended its own leadership. */
    public void unfollow()
    {
        followedBallot = Ballot.NONE;
        dueNs = NOT_DUE;
        lostSinceNs = NOT_DUE;
    }

    /** A campaign of this member has ended without leadership: the next wait is drawn from twice the range. */
    public void onCampaignFailed()
    {
        failedCampaigns = Math.min(failedCampaigns + 1, MAX_BACKOFF);
        dueNs = NOT_DUE;
    }

    /**
     * A candidate was helped: it gets the time of a leader timeout to go on before this member campaigns against it.
     *
     * @param nowNs now.
     */
    public void deferToCandidate(final long nowNs)
    {
        deferredUntilNs = nowNs + leaderTimeoutNs;
        dueNs = NOT_DUE;
    }

    /** This member was a healthy leader and met a higher promise: it campaigns above it as soon as it may. */
    public void campaignAtOnce()
    {
        isAtOnce = true;
    }

    /**
     * Whether the leader followed was heard within the timeout, still leading and in touch with a quorum.
     *
     * @param nowNs now.
     * @return true if so.
     */
    public boolean isLeaderAlive(final long nowNs)
    {
        if (followedBallot == Ballot.NONE)
        {
            return false;
        }
        final int leader = Ballot.memberId(followedBallot);
        if (leader == memberId)
        {
            return isQuorumConnectedLeader(nowNs);
        }
        return links.isHeard(leader, nowNs) &&
            links.leaderBallot(leader) == followedBallot &&
            links.saysQuorumConnected(leader);
    }

    /**
     * Whether this member has just helped a candidate. Peers are told that it has not lost its leader then: else two
     * candidates that do not hear each other depose each other through the voter between them. For half of the time
     * that it waits itself, so that a candidate that dies costs the others little.
     *
     * @param nowNs now.
     * @return true if so.
     */
    public boolean hasJustHelped(final long nowNs)
    {
        return nowNs < deferredUntilNs - leaderTimeoutNs / 2;
    }

    /**
     * Whether a leader here can decide: it needs a phase-2 quorum only, or flexible quorums would lose their use.
     *
     * @param nowNs now.
     * @return true if so.
     */
    public boolean isQuorumConnectedLeader(final long nowNs)
    {
        return Long.bitCount(links.goodVoters(nowNs)) >= membership.quorum().phase2();
    }

    /**
     * Whether a candidate here could become leader and then decide.
     *
     * @param nowNs now.
     * @return true if so.
     */
    public boolean isQuorumConnectedCandidate(final long nowNs)
    {
        return membership.isVoter(memberId) &&
            Long.bitCount(links.goodVoters(nowNs)) >= membership.quorum().both();
    }

    /**
     * What a leader has to do.
     *
     * @param nowNs now.
     * @return {@link Advice#STEP_DOWN} after a leader timeout without a quorum.
     */
    public Advice adviseLeader(final long nowNs)
    {
        failedCampaigns = 0;
        if (isQuorumConnectedLeader(nowNs))
        {
            lostSinceNs = NOT_DUE;
            return Advice.NOTHING;
        }
        if (lostSinceNs == NOT_DUE)
        {
            lostSinceNs = nowNs;
        }
        return nowNs - lostSinceNs >= leaderTimeoutNs ? Advice.STEP_DOWN : Advice.NOTHING;
    }

    /**
     * What a follower has to do.
     *
     * @param nowNs           now.
     * @param chainBallot     of its chain.
     * @param acceptedThrough of its chain.
     * @param hasHole         whether it lacks decided slots that others hold.
     * @return {@link Advice#CAMPAIGN} when its wait is over.
     */
    public Advice adviseFollower(
        final long nowNs, final long chainBallot, final long acceptedThrough, final boolean hasHole)
    {
        final long good = links.goodVoters(nowNs);
        if (isLeaderAlive(nowNs))
        {
            failedCampaigns = 0;
            dueNs = NOT_DUE;
            return Advice.NOTHING;
        }
        if (!isQuorumConnectedCandidate(nowNs))
        {
            dueNs = NOT_DUE;
            return Advice.NOTHING;
        }
        if (countLeaderLost(good) < membership.quorum().phase1())
        {
            dueNs = NOT_DUE;
            return Advice.NOTHING;
        }
        if (isAtOnce)
        {
            // Only the wait is left out: whoever is in touch with another leader by now must be let alone.
            isAtOnce = false;
            return Advice.CAMPAIGN;
        }
        if (nowNs < deferredUntilNs)
        {
            dueNs = NOT_DUE;
            return Advice.NOTHING;
        }
        if (dueNs == NOT_DUE)
        {
            final int lag = (hasHole ? 1 : 0) + (links.anyBetterLog(good, chainBallot, acceptedThrough) ? 1 : 0);
            dueNs = nowNs + waitNs(lag);
        }
        if (nowNs < dueNs)
        {
            return Advice.NOTHING;
        }
        dueNs = NOT_DUE;
        return Advice.CAMPAIGN;
    }

    public long followedBallot()
    {
        return followedBallot;
    }

    /**
     * How many voters have lost the leader, this member counted in.
     *
     * @param good voters that this member has good links to, as bits.
     * @return from 1.
     */
    public int countLeaderLost(final long good)
    {
        int count = 1;
        for (long rest = good & ~Membership.bit(memberId); rest != 0; rest &= rest - 1)
        {
            count += links.saysLeaderAlive(Long.numberOfTrailingZeros(rest)) ? 0 : 1;
        }
        return count;
    }

    private long waitNs(final int lag)
    {
        final long rangeNs = (leaderTimeoutNs / 2) << failedCampaigns;
        return jitter.below(rangeNs) + lag * (leaderTimeoutNs / 2) + priority * (leaderTimeoutNs / 4);
    }
}
