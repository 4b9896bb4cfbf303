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
package io.synod.simulator.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.synod.quorum.Membership;
import io.synod.testkit.MemoryRecord;

/**
 * What must hold between members, checked from their facts: I1, I4, I5, I7 and I9 by {@link ChosenLog}, I12 and I13 by
 * {@link OrderChecker}. Both grow with what they are told, so they are built anew for each check, and told in the order
 * that makes them the strictest: votes from the lowest ballot on.
 */
public final class FactsChecker
{
    /** A vote and whose it is. */
    private record Vote(int memberId, MemberFacts.Accepted accepted)
    {
    }

    private static final Comparator<Vote> BY_BALLOT = Comparator
        .comparingLong((final Vote vote) -> vote.accepted().ballot())
        .thenComparingLong(vote -> vote.accepted().slot())
        .thenComparingInt(Vote::memberId);

    private final Membership membership;

    public FactsChecker(final Membership membership)
    {
        this.membership = membership;
    }

    /**
     * Throws a {@link Violation} if the facts contradict each other.
     *
     * @param facts of each member, by id.
     */
    public void check(final List<MemberFacts> facts)
    {
        final ChosenLog chosen = new ChosenLog(membership);
        for (final MemberFacts member : facts)
        {
            for (final MemberFacts.Accepted accepted : member.accepted)
            {
                chosen.onAccept(accepted.ballot(), accepted.slot(), accepted.originBallot());
            }
        }
        vote(facts, chosen);
        long last = 0;
        for (int i = 0; i < facts.size(); i++)
        {
            checkMember(i, facts.get(i), chosen);
            for (final long slot : facts.get(i).decided.keySet())
            {
                last = Math.max(last, slot);
            }
        }
        checkOrder(facts, last);
    }

    private static void vote(final List<MemberFacts> facts, final ChosenLog chosen)
    {
        final List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++)
        {
            for (final MemberFacts.Accepted accepted : facts.get(i).votes)
            {
                votes.add(new Vote(i, accepted));
            }
        }
        votes.sort(BY_BALLOT);
        for (final Vote vote : votes)
        {
            final MemberFacts.Accepted accepted = vote.accepted();
            chosen.onVote(vote.memberId(), accepted.ballot(), accepted.slot(), accepted.originBallot());
        }
    }

    private static void checkMember(final int memberId, final MemberFacts facts, final ChosenLog chosen)
    {
        for (final MemberFacts.Led led : facts.led)
        {
            chosen.onLead(led.ballot(), led.firstUndecided(), led.fence());
        }
        for (final MemoryRecord record : facts.decided.values())
        {
            chosen.onDecided(memberId, record.slot(), record.originBallot());
        }
        for (final MemberFacts.LeaderDecided decided : facts.leaderDecided)
        {
            chosen.onLeaderDecided(decided.ballot(), decided.slot());
        }
        for (final long slot : facts.toldOf)
        {
            Violation.check(chosen.isChosen(slot), "I6", "a promise speaks of more than is durable", memberId, slot);
        }
    }

    private static void checkOrder(final List<MemberFacts> facts, final long last)
    {
        final OrderChecker order = new OrderChecker();
        for (long slot = 1; slot <= last; slot++)
        {
            for (int i = 0; i < facts.size(); i++)
            {
                final MemoryRecord record = facts.get(i).decided.get(slot);
                if (record != null)
                {
                    order.onDecided(record);
                }
                final Long digest = facts.get(i).sessionDigests.get(slot);
                if (digest != null)
                {
                    order.onDigest(i, slot, digest);
                }
            }
        }
    }
}
