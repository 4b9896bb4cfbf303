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
package io.synod.simulator.exhaustive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.agrona.collections.LongHashSet;

import io.synod.protocol.Role;
import io.synod.simulator.check.FactsChecker;
import io.synod.simulator.check.MemberFacts;
import io.synod.simulator.check.Violation;

/**
 * Goes through the states of a cluster in the order of how many inputs lead to them. A message that was sent stays for
 * ever and may arrive at any time: so loss, copies and reorder are all there. Each input is followed by the receiver's
 * duty cycles, and is taken once as it is and once with the disk forced behind it: the second only saves a step, since
 * forcing the disk is an input of its own.
 */
public final class Search
{
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    private final Scope scope;
    private final long stateLimit;
    private final Messages messages = new Messages();
    private final MemberStates[] members;
    private final FactsChecker checker;
    private final LongHashSet checkedFacts = new LongHashSet(-1);
    private final StateSet states = new StateSet();
    private final int[] ids;
    private final MemberState[] now;
    private int place;
    private int depth;
    private int depthLimitPlace;
    private long transitions;
    private Throwable violation;
    private List<String> path = List.of();

    /**
     * A search that has not begun.
     *
     * @param scope      what may happen.
     * @param stateLimit after so many states it ends.
     */
    public Search(final Scope scope, final long stateLimit)
    {
        this.scope = scope;
        this.stateLimit = stateLimit;
        final Prelude prelude = new Prelude(scope);
        checker = new FactsChecker(prelude.membership());
        members = new MemberStates[scope.members()];
        ids = new int[members.length];
        now = new MemberState[members.length];
        for (int i = 0; i < members.length; i++)
        {
            members[i] = new MemberStates(i, scope, prelude, messages);
        }
    }

    /**
     * Searches until nothing is left, the limit is reached or something does not hold.
     *
     * @return what was found.
     */
    public SearchReport run()
    {
        final long startNs = System.nanoTime();
        states.add(0, -1);
        depthLimitPlace = 1;
        place = 0;
        while (violation == null && place < states.size() && states.size() < stateLimit)
        {
            if (place == depthLimitPlace)
            {
                depth++;
                depthLimitPlace = states.size();
            }
            expand();
            place++;
        }
        final boolean isExhausted = violation == null && place == states.size();
        long memberStates = 0;
        long coreRuns = 0;
        long meetings = 0;
        for (final MemberStates member : members)
        {
            memberStates += member.count();
            coreRuns += member.runs();
            meetings += member.checkedMeetings();
        }
        return new SearchReport(scope, states.size(), transitions, isExhausted ? depth : depth + 1, depth, isExhausted,
            memberStates, coreRuns, meetings, messages.count(), (System.nanoTime() - startNs) / 1e9, violation, path);
    }

    /** Fields that the digests name, and that the core does not have. */
    Set<String> unusedNames()
    {
        return members[0].unusedNames();
    }

    private void expand()
    {
        final long state = states.get(place);
        int campaigns = 0;
        int crashes = 0;
        for (int i = 0; i < ids.length; i++)
        {
            ids[i] = id(state, i);
            now[i] = members[i].get(ids[i]);
            campaigns += now[i].campaigns();
            crashes += now[i].crashes();
        }
        for (int i = 0; i < ids.length && violation == null; i++)
        {
            expand(i, scope.campaigns() - campaigns, scope.crashes() - crashes);
        }
    }

    private void expand(final int member, final int campaignsLeft, final int crashesLeft)
    {
        final MemberState state = now[member];
        if (member < scope.campaigns() && campaignsLeft > 0 && state.role() == Role.FOLLOWER)
        {
            take(member, Input.CAMPAIGN, campaignsLeft);
        }
        if (state.hasToForce())
        {
            take(member, Input.DISK, campaignsLeft);
        }
        for (int records = 1; scope.disk() == Scope.Disk.SLOW && records < state.recordsToForce(); records++)
        {
            take(member, Input.force(records), campaignsLeft);
        }
        for (int command = 1; state.role() == Role.LEADER && command <= scope.commands(); command++)
        {
            take(member, Input.offer(command), campaignsLeft);
        }
        for (int left = 0; crashesLeft > 0 && left <= state.recordsAtStake(); left++)
        {
            take(member, Input.crash(left), campaignsLeft);
        }
        for (int from = 0; from < now.length; from++)
        {
            for (final int message : now[from].sentTo().get(member))
            {
                take(member, Input.message(message), campaignsLeft);
            }
        }
    }

    private void take(final int member, final int input, final int campaignsLeft)
    {
        final int before = ids[member];
        final int after = members[member].next(before, input);
        if (after == before || violation != null)
        {
            return;
        }
        if (scope.disk() == Scope.Disk.SLOW || after == MemberStates.BROKEN)
        {
            arrive(member, input, after, campaignsLeft);
        }
        if (violation == null && members[member].get(after).hasToForce())
        {
            arrive(member, input, members[member].next(after, Input.DISK), campaignsLeft);
        }
        else if (violation == null && scope.disk() != Scope.Disk.SLOW)
        {
            arrive(member, input, after, campaignsLeft);
        }
    }

    private void arrive(final int member, final int input, final int after, final int campaignsLeft)
    {
        if (after == MemberStates.BROKEN)
        {
            found(members[member].broken(), member, input);
            return;
        }
        final MemberState state = members[member].get(after);
        // A leader that is refused campaigns by itself: that counts too, and is not followed if it is one too many.
        if (after == ids[member] || state.campaigns() - now[member].campaigns() > campaignsLeft)
        {
            return;
        }
        if (after > MASK)
        {
            throw new IllegalStateException("a member has more states than there are numbers for");
        }
        transitions++;
        final int shift = member * BITS;
        if (states.add(states.get(place) & ~(MASK << shift) | (long)after << shift, place) &&
            state.facts() != now[member].facts())
        {
            checkFacts(member, input, state);
        }
    }

    private void checkFacts(final int member, final int input, final MemberState after)
    {
        long key = 0;
        final List<MemberFacts> facts = new ArrayList<>();
        for (int i = 0; i < now.length; i++)
        {
            final int factsId = (i == member ? after : now[i]).facts();
            key |= (long)factsId << i * BITS;
            facts.add(members[i].facts(factsId));
        }
        if (checkedFacts.add(key))
        {
            try
            {
                checker.check(facts);
            }
            catch (final Violation e)
            {
                found(e, member, input);
            }
        }
    }

    private void found(final Throwable what, final int member, final int input)
    {
        violation = what;
        path = new ArrayList<>();
        path.add(Input.describe(member, input, messages));
        for (int at = place; states.parent(at) >= 0; at = states.parent(at))
        {
            path.add(describe(states.get(states.parent(at)), states.get(at)));
        }
        Collections.reverse(path);
    }

    /** The input that leads from one state to the next. */
    private String describe(final long from, final long to)
    {
        int member = 0;
        while (id(from, member) == id(to, member))
        {
            member++;
        }
        final int before = id(from, member);
        final int after = id(to, member);
        for (final int input : members[member].get(before).next().keySet())
        {
            final int direct = members[member].next(before, input);
            if (direct == after)
            {
                return Input.describe(member, input, messages);
            }
            if (members[member].get(direct).hasToForce() && members[member].next(direct, Input.DISK) == after)
            {
                return Input.describe(member, input, messages) + "; all it has appended becomes durable";
            }
        }
        throw new IllegalStateException("no input leads from " + before + " to " + after);
    }

    private static int id(final long state, final int member)
    {
        return (int)(state >>> member * BITS & MASK);
    }
}
