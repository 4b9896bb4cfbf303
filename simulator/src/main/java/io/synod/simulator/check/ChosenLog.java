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
import java.util.List;

import org.agrona.collections.Long2LongHashMap;

import io.synod.protocol.Ballot;
import io.synod.quorum.Membership;

/**
 * The truth that no member has: which value was ever accepted at which ballot, and what is chosen because a phase-2
 * quorum of voters has it durably at one ballot. Checks I1, I4, I5 and I7 as it grows.
 */
public final class ChosenLog
{
    private static final int SLOT_BITS = 24;

    /** A value accepted somewhere for a slot. */
    private record Accepted(long ballot, long originBallot)
    {
    }

    private final Membership membership;
    private final Long2LongHashMap values = new Long2LongHashMap(Ballot.NONE);
    private final Long2LongHashMap votes = new Long2LongHashMap(0);
    private final Long2LongHashMap chosenOrigin = new Long2LongHashMap(Ballot.NONE);
    private final Long2LongHashMap chosenBallot = new Long2LongHashMap(Ballot.NONE);
    private final List<List<Accepted>> accepted = new ArrayList<>();
    private long chosenThrough;

    public ChosenLog(final Membership membership)
    {
        this.membership = membership;
    }

    /**
     * A member has accepted, durably or not yet.
     *
     * @param ballot       at which.
     * @param slot         which.
     * @param originBallot of the value.
     */
    public void onAccept(final long ballot, final long slot, final long originBallot)
    {
        final long before = values.get(key(ballot, slot));
        if (before == originBallot)
        {
            return;
        }
        Violation.check(before == Ballot.NONE, "I4", "two values at one ballot and slot", ballot, slot, before,
            originBallot);
        values.put(key(ballot, slot), originBallot);
        while (accepted.size() <= slot)
        {
            accepted.add(new ArrayList<>(2));
        }
        accepted.get((int)slot).add(new Accepted(ballot, originBallot));
        if (chosenOrigin.get(slot) != Ballot.NONE && ballot > chosenBallot.get(slot))
        {
            checkAfterChosen(slot, ballot, originBallot);
        }
    }

    /**
     * A member has accepted durably, in its chain.
     *
     * @param memberId     who.
     * @param ballot       at which.
     * @param slot         which.
     * @param originBallot of the value.
     */
    public void onVote(final int memberId, final long ballot, final long slot, final long originBallot)
    {
        final long key = key(ballot, slot);
        final long bits = votes.get(key) | Membership.bit(memberId);
        votes.put(key, bits);
        if (membership.countVoters(bits) >= membership.quorum().phase2())
        {
            onChosen(ballot, slot, originBallot);
        }
    }

    /**
     * A member takes a slot as decided.
     *
     * @param memberId     who.
     * @param slot         which.
     * @param originBallot of the value it holds there.
     */
    public void onDecided(final int memberId, final long slot, final long originBallot)
    {
        Violation.check(chosenOrigin.get(slot) != Ballot.NONE, "I9", "decided before chosen", memberId, slot);
        Violation.check(chosenOrigin.get(slot) == originBallot, "I1", "decided another value than the chosen one",
            memberId, slot, originBallot, chosenOrigin.get(slot));
    }

    /**
     * A leader takes a slot as decided by the votes of its ballot.
     *
     * @param ballot of the leader.
     * @param slot   which.
     */
    public void onLeaderDecided(final long ballot, final long slot)
    {
        final int count = membership.countVoters(votes.get(key(ballot, slot)));
        final long firstBallot = chosenBallot.get(slot);
        Violation.check(count >= membership.quorum().phase2() || firstBallot < ballot && firstBallot != Ballot.NONE,
            "I7", "decided without a quorum of exactly this ballot", ballot, slot, count);
    }

    /**
     * A member begins to lead.
     *
     * @param ballot         of the leader.
     * @param firstUndecided first slot of its chain.
     * @param fence          last recovered slot.
     */
    public void onLead(final long ballot, final long firstUndecided, final long fence)
    {
        for (long slot = firstUndecided; slot <= chosenThrough; slot++)
        {
            if (chosenOrigin.get(slot) != Ballot.NONE && chosenBallot.get(slot) < ballot)
            {
                Violation.check(slot <= fence, "I5", "a chosen slot above the fence of a later leader", ballot, slot,
                    fence);
                checkAfterChosen(slot, ballot, values.get(key(ballot, slot)));
            }
        }
    }

    public boolean isChosen(final long slot)
    {
        return chosenOrigin.get(slot) != Ballot.NONE;
    }

    public long chosenOrigin(final long slot)
    {
        return chosenOrigin.get(slot);
    }

    /**
     * The greatest slot with a chosen value.
     *
     * @return 0 if there is none.
     */
    public long chosenThrough()
    {
        return chosenThrough;
    }

    private void onChosen(final long ballot, final long slot, final long originBallot)
    {
        final long before = chosenOrigin.get(slot);
        if (before == Ballot.NONE || ballot < chosenBallot.get(slot))
        {
            chosenBallot.put(slot, ballot);
        }
        if (before == Ballot.NONE)
        {
            chosenOrigin.put(slot, originBallot);
            chosenThrough = Math.max(chosenThrough, slot);
        }
        else
        {
            Violation.check(before == originBallot, "I1", "two values chosen for a slot", slot, before, originBallot);
        }
        if (before == Ballot.NONE)
        {
            for (final Accepted other : accepted.get((int)slot))
            {
                if (other.ballot() > ballot)
                {
                    checkAfterChosen(slot, other.ballot(), other.originBallot());
                }
            }
        }
    }

    private void checkAfterChosen(final long slot, final long ballot, final long originBallot)
    {
        Violation.check(originBallot == chosenOrigin.get(slot), "I5",
            "accepted another value at a higher ballot than the chosen one", slot, ballot, originBallot,
            chosenOrigin.get(slot));
    }

    private static long key(final long ballot, final long slot)
    {
        return ballot << SLOT_BITS | slot;
    }
}
