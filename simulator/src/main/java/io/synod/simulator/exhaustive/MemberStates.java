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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.agrona.collections.Int2IntHashMap;

import io.synod.simulator.check.MemberFacts;

/**
 * All states of one member that were met, and what each input makes of each: worked out by the real core the first
 * time, by replaying the inputs that led to the state and adding the new one.
 */
final class MemberStates
{
    /** Instead of a next state: something broke. */
    static final int BROKEN = -1;
    private static final int UNKNOWN = -2;
    private static final int MEETINGS_PER_CHECK = 16;

    private final int memberId;
    private final Scope scope;
    private final Prelude prelude;
    private final Messages messages;
    private final StateDigest digests = new StateDigest();
    private final List<MemberState> states = new ArrayList<>();
    private final Map<StateDigest.Digest, Integer> ids = new HashMap<>();
    private final List<MemberFacts> facts = new ArrayList<>();
    private final Map<StateDigest.Digest, Integer> factsIds = new HashMap<>();
    private Throwable broken;
    private long runs;
    private long meetings;
    private long checkedMeetings;

    MemberStates(final int memberId, final Scope scope, final Prelude prelude, final Messages messages)
    {
        this.memberId = memberId;
        this.scope = scope;
        this.prelude = prelude;
        this.messages = messages;
        add(new LiveMember(memberId, scope, prelude), -1, -1, Collections.nCopies(scope.members(), new int[0]));
    }

    MemberState get(final int id)
    {
        return states.get(id);
    }

    int count()
    {
        return states.size();
    }

    MemberFacts facts(final int factsId)
    {
        return facts.get(factsId);
    }

    /** What broke when {@link #next} last said so. */
    Throwable broken()
    {
        return broken;
    }

    /** How often the real core was given an input that was not a replay. */
    long runs()
    {
        return runs;
    }

    /**
     * The state that an input leads to.
     *
     * @return the same if nothing changes; {@link #BROKEN} if an invariant does not hold.
     */
    int next(final int id, final int input)
    {
        final MemberState state = states.get(id);
        final int known = state.next().get(input);
        if (known != UNKNOWN)
        {
            return known;
        }
        final int next = run(id, state, input);
        if (next != BROKEN)
        {
            state.next().put(input, next);
        }
        return next;
    }

    @SuppressWarnings("CatchingUnchecked")
    private int run(final int id, final MemberState state, final int input)
    {
        final LiveMember member = replay(id);
        member.recordFromHere();
        runs++;
        try
        {
            member.apply(input, messages);
        }
        catch (final RuntimeException | Error e)
        {
            broken = e;
            return BROKEN;
        }
        final int before = states.size();
        final int next = add(member, id, input, sentTo(state, member));
        if (next < before && ++meetings % MEETINGS_PER_CHECK == 0)
        {
            checkMeeting(member, next);
        }
        return next;
    }

    /**
     * Two paths have led to the same digest: does the same input lead to the same digest again? If not, something that
     * matters is left out of the digests, and the search is worth nothing.
     */
    private void checkMeeting(final LiveMember member, final int id)
    {
        final MemberState state = states.get(id);
        int skipped = state.next().isEmpty() ? 0 : (int)(meetings / MEETINGS_PER_CHECK % state.next().size());
        for (final int input : state.next().keySet())
        {
            if (skipped-- == 0)
            {
                member.apply(input, messages);
                final Integer next = ids.get(member.digest(digests, sentTo(state, member)));
                if (next == null || next != state.next().get(input))
                {
                    throw new IllegalStateException("equal digests, but not after " +
                        Input.describe(memberId, input, messages));
                }
                checkedMeetings++;
            }
        }
    }

    private LiveMember replay(final int id)
    {
        final Deque<Integer> path = new ArrayDeque<>();
        for (int at = id; states.get(at).parent() >= 0; at = states.get(at).parent())
        {
            path.push(states.get(at).input());
        }
        final LiveMember member = new LiveMember(memberId, scope, prelude);
        for (final int input : path)
        {
            member.apply(input, messages);
        }
        return member;
    }

    private List<int[]> sentTo(final MemberState state, final LiveMember member)
    {
        final List<int[]> sentTo = new ArrayList<>(state.sentTo());
        for (int to = 0; to < sentTo.size(); to++)
        {
            final TreeSet<Integer> sent = new TreeSet<>();
            for (final Message message : member.sent())
            {
                if (message.to() == to)
                {
                    sent.add(messages.idOf(message));
                }
            }
            if (!sent.isEmpty())
            {
                Arrays.stream(sentTo.get(to)).forEach(sent::add);
                sentTo.set(to, sent.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return sentTo;
    }

    private int add(final LiveMember member, final int parent, final int input, final List<int[]> sentTo)
    {
        final Integer known = ids.putIfAbsent(member.digest(digests, sentTo), states.size());
        if (known != null)
        {
            return known;
        }
        final MemberFacts made = member.checker().facts();
        final Integer factsId = factsIds.putIfAbsent(digests.of(made), facts.size());
        if (factsId == null)
        {
            facts.add(made);
        }
        states.add(new MemberState(parent, input, sentTo, factsId == null ? facts.size() - 1 : factsId,
            member.campaigns(), member.crashes(), member.role(), member.recordsToForce(), member.recordsAtStake(),
            new Int2IntHashMap(UNKNOWN)));
        return states.size() - 1;
    }

    /** How often two paths that met were followed one input further, to see that they stay together. */
    long checkedMeetings()
    {
        return checkedMeetings;
    }

    /** Names that were to be left out of the digests, and do not exist. */
    Set<String> unusedNames()
    {
        return digests.unusedNames();
    }
}
