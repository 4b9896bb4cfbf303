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
import io.synod.protocol.Entry;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;
import io.synod.quorum.Membership;

/**
 * Phase 1 of one ballot ({@code docs/PROTOCOL.md} 3; phase 1 of "Paxos Made Simple" 2.2, for all slots at once): asks
 * for promises, and when a phase-1 quorum has answered whole, knows the fence and the value of every recovered slot.
 * <p>
 * The recovered slots then go through the candidate's own acceptor one by one; {@code Replica} carries them there, and
 * fetches the bodies that it lacks. When the slot {@code fence} is stored, the candidate leads.
 */
public final class Campaign
{
    /** Where a campaign stands. */
    public enum Stage
    {
        /** No campaign. */
        IDLE,
        /** Promises are awaited. */
        PREPARING,
        /** Values are known, the recovered slots are being stored. */
        RECOVERING
    }

    private static final int LIMIT = Ballot.MAX_MEMBER_ID + 1;
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** A promise that speaks of slots further away is not believed: 16 million headers are a gigabyte. */
    private static final int MAX_RECOVERED_SLOTS = 1 << 24;

    private final Membership membership;
    private final RecoveredSlots recovered;
    private final long[] wantedFrom = new long[LIMIT];
    private final long[] gapFrom = new long[LIMIT];
    private final long[] askedNs = new long[LIMIT];
    private final long[] chainBallots = new long[LIMIT];
    private final long[] acceptedThroughs = new long[LIMIT];
    private final long[] firstSlotsKept = new long[LIMIT];

    private Stage stage = Stage.IDLE;
    private long ballot = Ballot.NONE;
    private long fromSlot;
    private long fence;
    private long nextSlot;
    private long whole;
    private long begun;
    private long progressNs;

    public Campaign(final Membership membership, final int initialSlots)
    {
        this.membership = membership;
        this.recovered = new RecoveredSlots(initialSlots);
    }

    /**
     * Begins.
     *
     * @param newBallot   this member's own, promised by its own acceptor.
     * @param newFromSlot first slot whose decided value the candidate does not hold.
     * @param nowNs       now.
     */
    public void start(final long newBallot, final long newFromSlot, final long nowNs)
    {
        ballot = newBallot;
        fromSlot = newFromSlot;
        fence = Slot.NONE;
        nextSlot = newFromSlot;
        whole = 0;
        begun = 0;
        progressNs = nowNs;
        stage = Stage.PREPARING;
        recovered.reset(newFromSlot);
        Arrays.fill(wantedFrom, newFromSlot);
        Arrays.fill(gapFrom, Slot.NONE);
        Arrays.fill(askedNs, NEVER);
    }

    public void end()
    {
        stage = Stage.IDLE;
    }

    /**
     * A part of a promise of exactly this ballot. Parts count in order; one that leaves a gap is asked for again.
     *
     * @param from  a voter.
     * @param part  its part.
     * @param nowNs now.
     */
    public void onPromise(final int from, final PromisePart part, final long nowNs)
    {
        final boolean continues = part.fromSlot() <= wantedFrom[from] && part.slotLimit() >= wantedFrom[from];
        if (part.fromSlot() > wantedFrom[from] && gapFrom[from] != wantedFrom[from])
        {
            // A part is missing: asked for at once, the first time that this shows.
            gapFrom[from] = wantedFrom[from];
            askedNs[from] = NEVER;
        }
        final boolean isBelievable = part.slotLimit() - fromSlot <= MAX_RECOVERED_SLOTS;
        if (stage != Stage.PREPARING || isWhole(from) || !continues || !isBelievable)
        {
            return;
        }
        for (int i = 0; i < part.count(); i++)
        {
            if (part.slot(i) >= wantedFrom[from])
            {
                recovered.onHeader(from, part, i);
            }
        }
        wantedFrom[from] = part.slotLimit();
        progressNs = nowNs;
        begun |= Membership.bit(from);
        chainBallots[from] = part.chainBallot();
        if (part.isLast())
        {
            whole |= Membership.bit(from);
            acceptedThroughs[from] = part.acceptedThrough();
            firstSlotsKept[from] = part.firstSlotKept();
        }
    }

    /**
     * Whether the values of all recovered slots are known: a phase-1 quorum has promised whole, and where nobody has
     * the body of a value any more, a quorum of others speaks for its slot. A promise that has begun with headers of a
     * chain above the source's must become whole first: with its first slots alone two chains would be mixed.
     *
     * @return true if {@link #recover} may be called.
     */
    public boolean hasQuorum()
    {
        if (membership.countVoters(whole) < membership.quorum().phase1() ||
            greatestChain(begun) > greatestChain(whole))
        {
            return false;
        }
        final long top = fenceOf(fromSlot - 1);
        for (long slot = fromSlot; slot <= top; slot++)
        {
            if (recovered.isInDoubt(slot) &&
                membership.countVoters(whole & ~recovered.faulty(slot)) < membership.quorum().phase1())
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a promiser has truncated slots that the candidate does not hold: what others report for them is then not
     * to be trusted, because the decided entry may be the one that is gone.
     *
     * @return true if the campaign must be given up.
     */
    public boolean isBelowTruncation()
    {
        for (long rest = whole; rest != 0; rest &= rest - 1)
        {
            if (firstSlotsKept[Long.numberOfTrailingZeros(rest)] > fromSlot)
            {
                return true;
            }
        }
        return false;
    }

    /**
     * Phase 1 is over: from now on the recovered slots are stored. Where the body of a value was damaged at whoever
     * had accepted it, and a quorum whose disks are sound has never accepted it, the slot was not chosen, and nothing
     * behind it: the fence lies before it.
     */
    public void recover()
    {
        fence = fenceOf(fromSlot - 1);
        for (long slot = fromSlot; slot <= fence; slot++)
        {
            if (!recovered.isReported(slot) || recovered.holders(slot) == 0)
            {
                Verify.that(
                    recovered.faulty(slot) != 0, "each slot up to the fence is reported by someone", slot, fence);
                fence = slot - 1;
            }
        }
        stage = Stage.RECOVERING;
    }

    /**
     * The value that the next recovered slot must get.
     *
     * @param into slot, originBallot and checksum are set, at the campaign's ballot.
     */
    public void nextValue(final Entry into)
    {
        into.slot(nextSlot)
            .ballot(ballot)
            .originBallot(recovered.originBallot(nextSlot))
            .checksum(recovered.checksum(nextSlot));
    }

    /**
     * The next recovered slot is stored at this ballot.
     *
     * @param nowNs now.
     */
    public void onStored(final long nowNs)
    {
        nextSlot++;
        progressNs = nowNs;
    }

    /**
     * Members that have reported the value of a recovered slot.
     *
     * @param slot in {@code [fromSlot, fence]}.
     * @return bits.
     */
    public long holders(final long slot)
    {
        return recovered.holders(slot);
    }

    /**
     * A member turned out not to hold a value any more.
     *
     * @param memberId who.
     * @param slot     any.
     */
    public void holdsNot(final int memberId, final long slot)
    {
        if (slot >= fromSlot && slot <= fence)
        {
            recovered.removeHolder(memberId, slot);
        }
    }

    /**
     * Whether a voter is to be asked (again) now, and notes that it is.
     *
     * @param peer       a voter.
     * @param nowNs      now.
     * @param intervalNs between two prepares to it.
     * @return true if so.
     */
    public boolean isPrepareDue(final int peer, final long nowNs, final long intervalNs)
    {
        if (isWhole(peer) || nowNs - askedNs[peer] < intervalNs)
        {
            return false;
        }
        askedNs[peer] = nowNs;
        return true;
    }

    public boolean isWhole(final int memberId)
    {
        return (whole >>> memberId & 1) != 0;
    }

    public long wantedFrom(final int peer)
    {
        return wantedFrom[peer];
    }

    public Stage stage()
    {
        return stage;
    }

    public long ballot()
    {
        return ballot;
    }

    public long fromSlot()
    {
        return fromSlot;
    }

    public long fence()
    {
        return fence;
    }

    /**
     * The recovered slot to be stored next.
     *
     * @return above {@link #fence()} when all are.
     */
    public long nextSlot()
    {
        return nextSlot;
    }

    /**
     * When something last moved.
     *
     * @return nanoseconds.
     */
    public long progressNs()
    {
        return progressNs;
    }

    private long greatestChain(final long members)
    {
        long greatest = Ballot.NONE;
        for (long rest = members; rest != 0; rest &= rest - 1)
        {
            greatest = Math.max(greatest, chainBallots[Long.numberOfTrailingZeros(rest)]);
        }
        return greatest;
    }

    /** The source is the promise with the greatest (chainBallot, acceptedThrough); what lies above its end is void. */
    private long fenceOf(final long decidedThrough)
    {
        long sourceBallot = Ballot.NONE;
        long sourceThrough = Slot.NONE;
        for (long rest = whole; rest != 0; rest &= rest - 1)
        {
            final int i = Long.numberOfTrailingZeros(rest);
            if (chainBallots[i] > sourceBallot ||
                chainBallots[i] == sourceBallot && acceptedThroughs[i] > sourceThrough)
            {
                sourceBallot = chainBallots[i];
                sourceThrough = acceptedThroughs[i];
            }
        }
        return Math.max(sourceThrough, decidedThrough);
    }
}
