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

import java.util.Comparator;

import io.synod.protocol.BatchDescriptor;

/** Makes planned faults happen. */
final class FaultInjector
{
    private final SimCluster cluster;

    FaultInjector(final SimCluster cluster)
    {
        this.cluster = cluster;
    }

    void inject(final Fault fault)
    {
        cluster.trace().fault(fault);
        final SimMember member = cluster.member(fault.member());
        switch (fault.kind())
        {
            case CRASH -> member.crash(fault.amount());
            case CRASH_INSIDE -> member.crashInside(fault.other());
            case CRASH_ALL -> cluster.members().forEach(each -> each.crash(fault.amount()));
            case PAUSE -> member.pause(fault.amount());
            case CLOCK_STEP -> member.stepClock(fault.amount());
            case SLOW_DISK -> member.disk().slow(fault.amount());
            case FAILING_DISK -> member.disk().fail();
            case ROT -> member.rot(fault.amount(), fault.other() == 0);
            case FULL_DISK -> member.disk().fill(fault.amount());
            case HAND_OVER -> handOver(fault.other());
            case CAMPAIGN -> order(member, () -> member.replica().campaign());
            case CUT_LEADER -> cutLeader();
            case EXPIRE -> expire(fault.other());
            case CLIENT_CUT, CLIENT_LOSS, CLIENT_PAUSE, CLIENT_VANISH -> cluster.people().inject(fault);
            default -> changeLinks(fault);
        }
    }

    /** An operator's order; one that a paused member takes up when the faults are over has come too late. */
    private void order(final SimMember member, final Runnable order)
    {
        member.input(() ->
        {
            if (cluster.events().nowNs() < cluster.options().safetyNs())
            {
                order.run();
            }
        });
    }

    private void changeLinks(final Fault fault)
    {
        final SimNetwork network = cluster.network();
        final int a = fault.member();
        final int b = fault.other();
        switch (fault.kind())
        {
            case CUT_ONE_WAY -> network.set(a, b, false);
            case CUT ->
            {
                network.set(a, b, false);
                network.set(b, a, false);
            }
            case HEAL ->
            {
                network.set(a, b, true);
                network.set(b, a, true);
            }
            case SHAPE -> network.shape(b, a);
            case FLAP -> flap(a, b, fault.amount(), 8);
            default -> network.healAll();
        }
    }

    private void cutLeader()
    {
        cluster.members().stream()
            .filter(SimMember::leads)
            .max(Comparator.comparingLong(member -> member.replica().leaderBallot()))
            .ifPresent(leader -> cluster.network().shape(Shapes.ISOLATE, leader.memberId()));
    }

    private void flap(final int a, final int b, final long intervalNs, final int times)
    {
        final boolean up = times % 2 != 0;
        cluster.network().set(a, b, up);
        cluster.network().set(b, a, up);
        if (times > 1)
        {
            cluster.events().after(intervalNs, () -> flap(a, b, intervalNs, times - 1));
        }
    }

    private void handOver(final int to)
    {
        for (final SimMember member : cluster.members())
        {
            if (member.leads() && member.memberId() != to && cluster.options().membership().isVoter(to))
            {
                order(member, () -> member.replica().transferLeadership(to));
            }
        }
    }

    private void expire(final int slot)
    {
        for (final SimMember member : cluster.members())
        {
            if (member.leads())
            {
                // Any slot may turn out to be the id of an open session.
                final long last = Math.max(1, member.replica().decidedThrough());
                for (long id = slot % last; id <= last; id++)
                {
                    if (member.replica().sessions().isOpen(id))
                    {
                        final long sessionId = id;
                        order(member, () -> member.replica().closeSession(sessionId, BatchDescriptor.CLOSED));
                        break;
                    }
                }
            }
        }
    }
}
