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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.agrona.collections.Long2LongHashMap;

import io.synod.quorum.Membership;
import io.synod.simulator.check.ChosenLog;
import io.synod.simulator.check.MemberChecker;
import io.synod.simulator.check.OrderChecker;
import io.synod.transport.PeerIdentity;

/** Members, clients, a network between them and a truth above them, put together from the options of a seed. */
final class SimCluster
{
    private static final long CLUSTER_ID = 7;

    private final SimOptions options;
    private final EventQueue events = new EventQueue();
    private final ChosenLog chosen;
    private final OrderChecker order = new OrderChecker();
    private final SimNetwork network;
    private final Trace trace;
    private final List<SimMember> members = new ArrayList<>();
    private final SimPeople people;

    SimCluster(final SimOptions options, final Consumer<String> lines)
    {
        this.options = options;
        chosen = new ChosenLog(options.membership());
        trace = new Trace(events, lines);
        trace.options(options.membership());
        network = new SimNetwork(options, events, (to, frame, length) -> members.get(to).onFrame(frame, length));
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        for (int i = 0; i < digests.length; i++)
        {
            digests[i] = 1000L + i;
        }
        final Membership membership = options.membership();
        final long everyone = membership.voters() | membership.learners();
        final Long2LongHashMap runOfBallot = new Long2LongHashMap(0);
        for (int i = 0; i < options.memberCount(); i++)
        {
            final PeerIdentity identity = new PeerIdentity(CLUSTER_ID, 0, i, membership.epoch(), everyone, digests);
            final MemberChecker checker = new MemberChecker(i, chosen, order, runOfBallot, trace::led);
            members.add(new SimMember(i, options, events, network, checker, trace, identity));
        }
        people = new SimPeople(options, events, members, order);
    }

    SimOptions options()
    {
        return options;
    }

    EventQueue events()
    {
        return events;
    }

    SimNetwork network()
    {
        return network;
    }

    Trace trace()
    {
        return trace;
    }

    OrderChecker order()
    {
        return order;
    }

    ChosenLog chosen()
    {
        return chosen;
    }

    SimMember member(final int memberId)
    {
        return members.get(memberId);
    }

    List<SimMember> members()
    {
        return members;
    }

    SimPeople people()
    {
        return people;
    }

    /**
     * Lets virtual time pass.
     *
     * @param limitNs until then.
     */
    void runUntil(final long limitNs)
    {
        boolean goesOn = true;
        while (goesOn)
        {
            goesOn = events.step(limitNs);
        }
    }

    static boolean isIn(final long core, final SimMember member)
    {
        return (core >>> member.memberId() & 1) != 0 && !member.isDeadForGood();
    }

    /** The members of a core, for people who look for the reason of a failure. */
    String describe(final long core)
    {
        final StringBuilder text = new StringBuilder("not converged").append(people.describe());
        members.stream().filter(member -> isIn(core, member)).forEach(member -> text
            .append("; ")
            .append(member.describe()));
        return text.toString();
    }
}
