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

import io.synod.journal.Durability;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Limits;
import io.synod.role.Timing;

/** A cluster whose only trouble is the shape of its links: how long until a leader stands, and how many were tried. */
final class ElectionLab
{
    private static final long MS = 1_000_000L;
    private static final Timing TIMING = Timing.ofHeartbeat(50 * MS);
    private static final Limits LIMITS = new Limits(64, 1 << 16, 512, 40, 16, 16, 16, 32);
    private static final long SAMPLE_NS = 5 * MS;
    private static final long SETTLE_TIMEOUTS = 8;
    private static final long WATCH_TIMEOUTS = 16;
    private static final int NOBODY = -1;

    private final SimCluster cluster;
    private final Quorum quorum;

    /**
     * What came of a change of links.
     *
     * @param timeouts leader timeouts from the change until the leader stood that still led at the end; infinite if
     *                 none did.
     * @param changes  leaders that took over since the change.
     * @param slots    decided since that leader stood.
     */
    record Outcome(double timeouts, long changes, long slots)
    {
    }

    ElectionLab(final long seed, final Quorum quorum)
    {
        this.quorum = quorum;
        final int n = quorum.memberCount();
        cluster = new SimCluster(new SimOptions(
            seed, new Membership(1, (1L << n) - 1, 0, quorum), TIMING, LIMITS, 0, 0, 0, 0, MS, 0, MS / 2,
            new ClientOptions(1, 20 * MS, 2, 0, 4 * TIMING.leaderTimeoutNs(), 64, 1024, 64, 0, 0), 0, 0, 0, 0, 1, 0,
            new DiskOptions(1 << 14, Durability.FLUSHED, 0, 0)), null);
        run(SETTLE_TIMEOUTS);
    }


    SimNetwork network()
    {
        return cluster.network();
    }

    SimMember member(final int memberId)
    {
        return cluster.member(memberId);
    }

    void run(final double timeouts)
    {
        cluster.runUntil(cluster.events().nowNs() + (long)(timeouts * TIMING.leaderTimeoutNs()));
    }

    /** The member that leads and can in truth decide. */
    int leader()
    {
        for (final SimMember member : cluster.members())
        {
            if (member.leads() && links(member.memberId()) >= quorum.phase2())
            {
                return member.memberId();
            }
        }
        return NOBODY;
    }

    /** Members that a member exchanges messages with, itself included. */
    private int links(final int memberId)
    {
        int count = 0;
        for (final SimMember other : cluster.members())
        {
            final int id = other.memberId();
            count += other.isAlive() && network().isUp(memberId, id) && network().isUp(id, memberId) ? 1 : 0;
        }
        return count;
    }

    /** Lets the links be as they are for a while, and says what came of it. */
    Outcome watch()
    {
        final long startNs = cluster.events().nowNs();
        final long electionsBefore = cluster.trace().elections();
        final long endNs = startNs + WATCH_TIMEOUTS * TIMING.leaderTimeoutNs();
        long sinceNs = startNs;
        long slotsBefore = cluster.order().slotCount();
        int standing = leader();
        while (cluster.events().nowNs() < endNs)
        {
            cluster.runUntil(cluster.events().nowNs() + SAMPLE_NS);
            final int now = leader();
            if (now != standing)
            {
                standing = now;
                sinceNs = cluster.events().nowNs();
                slotsBefore = cluster.order().slotCount();
            }
        }
        return new Outcome(
            standing == NOBODY ? Double.POSITIVE_INFINITY : (double)(sinceNs - startNs) / TIMING.leaderTimeoutNs(),
            cluster.trace().elections() - electionsBefore,
            cluster.order().slotCount() - slotsBefore);
    }
}
