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
package io.synod.simulator;

import java.util.function.Predicate;

import io.synod.protocol.Ballot;
import io.synod.quorum.Membership;
import io.synod.simulator.check.Violation;

/** What comes after the peace in some runs: members that stand still, and nothing else that is wrong. */
final class PausePhases
{
    private static final int STANDSTILLS = 4;
    private static final double CHANCE = 0.3;

    private final SimCluster cluster;
    private final long core;
    private final SimRandom random;
    private final long timeoutNs;

    PausePhases(final SimCluster cluster, final long core, final SimRandom random)
    {
        this.cluster = cluster;
        this.core = core;
        this.random = random;
        timeoutNs = cluster.options().timing().leaderTimeoutNs();
    }

    /** The machine that all members run on stands still, some times: nobody takes that for the silence of others. */
    void standStill()
    {
        if (leaders() == 0 || !random.chance(CHANCE))
        {
            return;
        }
        final long before = cluster.trace().elections();
        for (int i = 0; i < STANDSTILLS; i++)
        {
            final long pauseNs = random.between(timeoutNs / 2, 5 * timeoutNs);
            cluster.members().forEach(member -> member.pause(pauseNs));
            cluster.runUntil(cluster.events().nowNs() + pauseNs + 2 * timeoutNs);
        }
        final long elections = cluster.trace().elections() - before;
        if (elections > Simulation.MAX_ELECTIONS_IN_PEACE)
        {
            throw new Violation("V4", elections + " elections though all stood still together; " +
                cluster.describe(core));
        }
    }

    /** The leader dies where all members stand still most of the time: they miss it all the same. */
    void limp()
    {
        final Membership membership = cluster.options().membership();
        final long leaders = leaders();
        if (Long.bitCount(leaders) != 1 || !random.chance(CHANCE) ||
            membership.countVoters(alive() & ~leaders) < membership.quorum().both())
        {
            return;
        }
        final int dead = Long.numberOfTrailingZeros(leaders);
        cluster.member(dead).dieForGood();
        final long limitNs = cluster.events().nowNs() + Simulation.LEADER_TIMEOUTS_OF_PEACE * timeoutNs;
        cluster.members().forEach(member -> limp(member, limitNs));
        cluster.runUntil(limitNs);
        if (alive() == believersIn(dead))
        {
            throw new Violation("V1", "nobody misses a leader that is dead; " + cluster.describe(core));
        }
    }

    /** Stands still until then, but for a duty cycle now and then. */
    private void limp(final SimMember member, final long limitNs)
    {
        if (cluster.events().nowNs() >= limitNs)
        {
            return;
        }
        final long pauseNs = random.between(timeoutNs * 5 / 8, timeoutNs * 7 / 8);
        member.pause(pauseNs);
        cluster.events().after(pauseNs, () ->
        {
            member.input(() -> {});
            limp(member, limitNs);
        });
    }

    private long alive()
    {
        return bits(SimMember::isAlive);
    }

    private long leaders()
    {
        return bits(SimMember::leads);
    }

    private long believersIn(final int leader)
    {
        return bits(member -> member.isAlive() && member.isLeaderAlive() &&
            Ballot.memberId(member.replica().leaderBallot()) == leader);
    }

    private long bits(final Predicate<SimMember> predicate)
    {
        return cluster.members().stream()
            .filter(member -> SimCluster.isIn(core, member) && predicate.test(member))
            .mapToLong(member -> Membership.bit(member.memberId()))
            .reduce(0, (a, b) -> a | b);
    }
}
