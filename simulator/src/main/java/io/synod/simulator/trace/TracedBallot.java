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
package io.synod.simulator.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.synod.protocol.Ballot;

/** What the owner of a ballot knows and ever sent: the model's variables of a leader. */
final class TracedBallot
{
    private static final int MAX_MEMBERS = Ballot.MAX_MEMBER_ID + 1;

    /** How far a ballot has come. */
    private enum Phase
    {
        CAMPAIGN,
        LEAD,
        ENDED
    }

    private final long ballot;
    private final long voters;
    private final int phase1;
    private final int phase2;
    private final Answer own;
    private final Map<Integer, List<Answer>> answers = new TreeMap<>();
    private final List<Held> proposed = new ArrayList<>();
    private final long[] heard = new long[MAX_MEMBERS];
    private final Map<Long, Long> votes = new HashMap<>();
    private Phase phase = Phase.CAMPAIGN;
    private boolean isPromiseDurable;
    private boolean isFixed;
    private boolean hasLed;
    private boolean isCutOff;
    private long from;
    private long fence;
    private long decided;

    /**
     * A ballot whose owner campaigns.
     *
     * @param ballot  its number.
     * @param options members and quorums.
     * @param own     what the owner promises itself.
     */
    TracedBallot(final long ballot, final TraceLine options, final Answer own)
    {
        this.ballot = ballot;
        this.own = own;
        voters = options.get("voters");
        phase1 = (int)options.get("q1");
        phase2 = (int)options.get("q2");
    }

    // Phase 1.

    boolean isOwnedBy(final int memberId)
    {
        return Ballot.memberId(ballot) == memberId;
    }

    boolean isActive()
    {
        return phase != Phase.ENDED;
    }

    boolean isPromiseDurable()
    {
        return isPromiseDurable;
    }

    void onPromiseDurable()
    {
        isPromiseDurable = true;
    }

    /** A part of a promise was sent; what comes when the values are fixed is not counted. */
    void onPromise(final int memberId, final Answer part)
    {
        if (isFixed)
        {
            return;
        }
        final List<Answer> sent = answers.computeIfAbsent(memberId, key -> new ArrayList<>());
        final List<Answer> longer = new ArrayList<>(List.of(part));
        for (final Answer answer : sent)
        {
            final Answer with = answer.with(part);
            if (with != null)
            {
                longer.add(with);
            }
        }
        longer.removeIf(sent::contains);
        sent.addAll(longer);
    }

    /** The candidate starts to store what it recovered, or leads: source, fence and values are fixed. */
    void fix(final long newFrom, final long newFence, final long ownerDecided)
    {
        if (!isFixed)
        {
            TraceDeviation.unless(phase == Phase.CAMPAIGN, "Lead: the ballot's campaign goes on", "ballot", this);
            TraceDeviation.unless(isPromiseDurable, "Lead: the owner's promise is durable", "ballot", this);
            TraceDeviation.unless(newFrom == ownerDecided + 1, "Lead: firstUndecided is behind what the owner knows",
                "ballot", this, "firstUndecided", newFrom, "decided", ownerDecided);
            isFixed = true;
            from = newFrom;
            fence = newFence;
            decided = ownerDecided;
        }
        TraceDeviation.unless(newFrom == from && newFence == fence, "Lead: firstUndecided and fence stay", "ballot",
            this, "firstUndecided", newFrom, "fence", newFence, "before", from + " " + fence);
    }

    boolean isFixed()
    {
        return isFixed;
    }

    boolean hasLed()
    {
        return hasLed;
    }

    /** The owner crashed in the step in which it began to lead: its messages tell of it, no line does. */
    boolean mayHaveLed()
    {
        return isFixed && (hasLed || isCutOff);
    }

    void recover(final long slot, final Held held)
    {
        TraceDeviation.unless(slot == last() + 1 && slot <= fence, "Lead: recovered slots are stored in order",
            "ballot", this, "slot", slot, "last", last(), "fence", fence);
        proposed.add(held);
    }

    void lead()
    {
        if (hasLed)
        {
            return;
        }
        TraceDeviation.unless(phase == Phase.CAMPAIGN || isCutOff, "Lead: the ballot has not ended", "ballot", this);
        TraceDeviation.unless(last() == fence, "Lead: all recovered slots are stored", "ballot", this, "last", last(),
            "fence", fence);
        final List<List<Answer>> others = new ArrayList<>();
        answers.forEach((member, sent) ->
        {
            final List<Answer> whole = new ArrayList<>(sent);
            whole.removeIf(answer -> !answer.isWhole() || answer.from() > from);
            if ((voters >>> member & 1) != 0 && !whole.isEmpty())
            {
                others.add(whole);
            }
        });
        new PromiseSearch(from, fence, proposed, phase1, own, others).check();
        answers.clear();
        hasLed = true;
        phase = phase == Phase.CAMPAIGN ? Phase.LEAD : phase;
    }

    /** The owner's acceptor goes above the ballot, or is filled in, or the owner crashes. */
    void end(final boolean hasCrashed, final long ownVouched)
    {
        decided = phase == Phase.LEAD ? decidable(ownVouched) : decided;
        isCutOff = hasCrashed && phase == Phase.CAMPAIGN;
        phase = Phase.ENDED;
    }

    // Phase 2.

    void propose(final long slot, final Held held)
    {
        TraceDeviation.unless(phase == Phase.LEAD, "Propose: by the leader of the ballot", "ballot", this);
        TraceDeviation.unless(slot == last() + 1, "Propose: the slot behind the last one", "ballot", this, "slot", slot,
            "last", last());
        proposed.add(held);
    }

    long from()
    {
        return from;
    }

    long fence()
    {
        return fence;
    }

    long last()
    {
        return from + proposed.size() - 1;
    }

    Held proposed(final long slot)
    {
        return proposed.get((int)(slot - from));
    }

    /** What the leader has decided; once it has ended, what it may have: its last messages tell of it, no line does. */
    long decided()
    {
        return decided;
    }

    /** A member has the slot in its chain of this ballot, on its disk. */
    void onVote(final int memberId, final long slot)
    {
        votes.merge(slot, 1L << memberId & voters, (a, b) -> a | b);
    }

    void onAccepted(final int memberId, final long through)
    {
        heard[memberId] = Math.max(heard[memberId], through);
    }

    /**
     * How far the leader may have decided.
     *
     * @param ownVouched what its own disk has.
     * @return a slot.
     */
    long decidable(final long ownVouched)
    {
        long slot = decided;
        while (slot < last() && countHeard(slot + 1, ownVouched) >= phase2)
        {
            slot++;
        }
        return slot;
    }

    private int countHeard(final long slot, final long ownVouched)
    {
        int count = 0;
        for (int member = 0; member < MAX_MEMBERS; member++)
        {
            final long through = isOwnedBy(member) ? ownVouched : heard[member];
            count += (voters >>> member & 1) != 0 && through >= slot ? 1 : 0;
        }
        return count;
    }

    void decide(final long through, final long ownVouched, final DecidedSlots slots)
    {
        TraceDeviation.unless(phase == Phase.LEAD, "Decide: by the leader of the ballot", "ballot", this);
        final long limit = decidable(ownVouched);
        TraceDeviation.unless(through <= limit, "Decide: a phase-2 quorum has vouched for the slot", "ballot", this,
            "through", through, "vouched through", limit, "q2", phase2);
        for (long slot = decided + 1; slot <= through; slot++)
        {
            final int stored = Long.bitCount(votes.getOrDefault(slot, 0L));
            TraceDeviation.unless(stored >= phase2 || slots.isHeld(slot, proposed(slot)),
                "Decide: a phase-2 quorum has stored the slot at this ballot", "ballot", this, "slot", slot, "stored",
                stored, "q2", phase2);
        }
        decided = Math.max(decided, through);
    }

    @Override
    public String toString()
    {
        return Ballot.toString(ballot) + " " + phase;
    }
}
