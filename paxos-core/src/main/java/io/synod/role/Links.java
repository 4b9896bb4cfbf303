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

import java.util.Arrays;

import io.synod.protocol.Ballot;
import io.synod.protocol.Heartbeat;
import io.synod.quorum.Membership;

/**
 * Whom this member hears, and what they last said. A link is good when both ends say so: I hear you, and you say that
 * you hear me. Only good links count for quorums, so a link that is cut in one direction counts for nobody.
 */
public final class Links
{
    private static final int LIMIT = Ballot.MAX_MEMBER_ID + 1;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final int memberId;
    private final Membership membership;
    private final long leaderTimeoutNs;
    private final long[] heardNs = new long[LIMIT];
    private final long[] heardBits = new long[LIMIT];
    private final long[] promisedBallots = new long[LIMIT];
    private final long[] leaderBallots = new long[LIMIT];
    private final long[] chainBallots = new long[LIMIT];
    private final long[] acceptedThroughs = new long[LIMIT];
    private final long[] decidedThroughs = new long[LIMIT];
    private long leaderAliveBits;
    private long excusedBits;
    private long quorumConnectedBits;

    public Links(final int memberId, final Membership membership, final long leaderTimeoutNs)
    {
        this.memberId = memberId;
        this.membership = membership;
        this.leaderTimeoutNs = leaderTimeoutNs;
        Arrays.fill(heardNs, NEVER);
    }

    public void onHeartbeat(final int from, final Heartbeat heartbeat, final long nowNs)
    {
        final long bit = Membership.bit(from);
        heardNs[from] = nowNs;
        excusedBits &= ~bit;
        heardBits[from] = heartbeat.heard();
        promisedBallots[from] = heartbeat.promisedBallot();
        leaderBallots[from] = heartbeat.leaderBallot();
        chainBallots[from] = heartbeat.chainBallot();
        acceptedThroughs[from] = heartbeat.acceptedThrough();
        decidedThroughs[from] = heartbeat.decidedThrough();
        leaderAliveBits = heartbeat.leaderAlive() ? leaderAliveBits | bit : leaderAliveBits & ~bit;
        quorumConnectedBits = heartbeat.quorumConnected() ? quorumConnectedBits | bit : quorumConnectedBits & ~bit;
    }

    /**
     * This member stood still, and has not listened meanwhile: that is no silence of others. Each is excused once until
     * it is heard again, or a member that stands still again and again would never miss anybody.
     *
     * @param sinceNs when it stood still.
     * @param nowNs   now.
     */
    public void onPause(final long sinceNs, final long nowNs)
    {
        for (long rest = heard(sinceNs) & others() & ~excusedBits; rest != 0; rest &= rest - 1)
        {
            heardNs[Long.numberOfTrailingZeros(rest)] += nowNs - sinceNs;
            excusedBits |= Long.lowestOneBit(rest);
        }
    }

    /**
     * The members heard within {@code leaderTimeout}.
     *
     * @param nowNs now.
     * @return bits, this member's own included.
     */
    public long heard(final long nowNs)
    {
        long bits = Membership.bit(memberId);
        for (long rest = others(); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (isHeard(peer, nowNs))
            {
                bits |= Membership.bit(peer);
            }
        }
        return bits;
    }

    /**
     * The members that this member has a good link to.
     *
     * @param nowNs now.
     * @return bits, this member's own included.
     */
    public long good(final long nowNs)
    {
        long bits = 0;
        for (long rest = heard(nowNs); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (peer == memberId || (heardBits[peer] & Membership.bit(memberId)) != 0)
            {
                bits |= Membership.bit(peer);
            }
        }
        return bits;
    }

    /**
     * The voters among {@link #good}.
     *
     * @param nowNs now.
     * @return bits.
     */
    public long goodVoters(final long nowNs)
    {
        return good(nowNs) & membership.voters();
    }

    public boolean isHeard(final int peer, final long nowNs)
    {
        return nowNs - heardNs[peer] < leaderTimeoutNs;
    }

    public boolean saysQuorumConnected(final int peer)
    {
        return (quorumConnectedBits >>> peer & 1) != 0;
    }

    public boolean saysLeaderAlive(final int peer)
    {
        return (leaderAliveBits >>> peer & 1) != 0;
    }

    public long leaderBallot(final int peer)
    {
        return leaderBallots[peer];
    }

    public long acceptedThrough(final int peer)
    {
        return acceptedThroughs[peer];
    }

    /**
     * Whom a peer hears.
     *
     * @param peer another member.
     * @return bits, as it said last.
     */
    public long heardBy(final int peer)
    {
        return heardBits[peer];
    }

    public long decidedThrough(final int peer)
    {
        return decidedThroughs[peer];
    }

    /**
     * The greatest ballot that any member has spoken of.
     *
     * @return {@link Ballot#NONE} if none.
     */
    public long greatestBallot()
    {
        long greatest = Ballot.NONE;
        for (final long ballot : promisedBallots)
        {
            greatest = Math.max(greatest, ballot);
        }
        return greatest;
    }

    /**
     * Whether one of a set has a log that ends later than another one's.
     *
     * @param members         bits.
     * @param chainBallot     of the other log.
     * @param acceptedThrough of the other log.
     * @return true if so.
     */
    public boolean anyBetterLog(final long members, final long chainBallot, final long acceptedThrough)
    {
        for (long rest = members & ~Membership.bit(memberId); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (chainBallots[peer] > chainBallot ||
                chainBallots[peer] == chainBallot && acceptedThroughs[peer] > acceptedThrough)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * The peers that hold more decided slots than this member, and can be asked for them.
     *
     * @param decidedThrough this member's.
     * @param nowNs          now.
     * @return bits of peers with good links.
     */
    public long ahead(final long decidedThrough, final long nowNs)
    {
        long bits = 0;
        for (long rest = good(nowNs) & ~Membership.bit(memberId); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (decidedThroughs[peer] > decidedThrough)
            {
                bits |= Membership.bit(peer);
            }
        }
        return bits;
    }

    private long others()
    {
        return (membership.voters() | membership.learners()) & ~Membership.bit(memberId);
    }
}
