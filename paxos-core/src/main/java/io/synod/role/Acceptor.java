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

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;

/**
 * What was promised, and the chain of what was accepted ({@code docs/PROTOCOL.md} 2 and 4; phases 1b and 2b of "Paxos
 * Made Simple" 2.2).
 * <pre>
 *    slots    1 ............ decided by others ............ | chainFrom .... acceptedThrough |
 *             each below chainFrom is decided               | each accepted at chainBallot   |
 *
 *    staged   recovered slots of a newer ballot, aside until the fence is here:
 *                                      | stagedFrom .... stagedThrough | ... fence
 * </pre>
 * Every change is one record of the journal, and {@code onXRecord} is the only code that makes it: a live step appends
 * the record and then calls it, a restart calls it again for each record. So the state after a crash is the state that
 * the durable records were written in.
 * <p>
 * Invariants: {@code chainBallot <= promisedBallot}; {@code stagedBallot <= promisedBallot};
 * {@code chainFrom <= acceptedThrough + 1}; promisedBallot never falls; at one chainBallot neither chainFrom nor
 * acceptedThrough falls.
 */
public final class Acceptor implements RecordHandler
{
    /** How an accept fits what is here. */
    public enum Fit
    {
        /** It is the next slot of the stream, starts the stream anew further on, or replaces what was damaged. */
        NEXT,
        /** It is here already. */
        DUPLICATE,
        /** Slots before it are missing, or a value it relies on. */
        GAP
    }

    private final Journal journal;
    private final Entry scratch = new Entry();

    private long promisedBallot = Ballot.NONE;
    private long chainBallot = Ballot.NONE;
    private long chainFrom = Slot.FIRST;
    private long acceptedThrough = Slot.NONE;
    private long stagedBallot = Ballot.NONE;
    private long stagedThrough = Slot.NONE;
    private long stagedFrom = Slot.NONE;
    private long decidedHint = Slot.NONE;
    /** First slot of the chain whose entry was damaged and not replaced yet; nothing from it on is vouched for. */
    private long damagedFrom = Slot.NONE;

    public Acceptor(final Journal journal)
    {
        this.journal = journal;
        journal.replay(this);
        dropDamagedStaging();
        findDamage(chainFrom);
    }

    /**
     * How an accept at or above the promise fits.
     *
     * @param ballot         not below {@link #promisedBallot()}.
     * @param slot           of the entry.
     * @param streamFrom first slot of the stream it came in.
     * @return whether it may be stored.
     */
    public Fit fit(final long ballot, final long slot, final long streamFrom)
    {
        final boolean isKnown = ballot == chainBallot || ballot == stagedBallot;
        final long through = throughAt(ballot);
        if (isKnown && slot <= through)
        {
            return ballot == chainBallot && isDamaged(slot) ? Fit.NEXT : Fit.DUPLICATE;
        }
        if (isKnown && slot == through + 1 || slot == streamFrom)
        {
            return Fit.NEXT;
        }
        return Fit.GAP;
    }

    /**
     * The slot that would continue the stream of a ballot, or mend its chain.
     *
     * @param ballot of the stream.
     * @return {@link Slot#NONE} if nothing of that ballot is here.
     */
    public long expectedSlot(final long ballot)
    {
        if (ballot == chainBallot && damagedFrom != Slot.NONE)
        {
            return damagedFrom;
        }
        final long through = throughAt(ballot);
        return through == Slot.NONE ? Slot.NONE : through + 1;
    }

    /**
     * Whether this member holds the value that an entry without body speaks of.
     *
     * @param entry slot, originBallot and checksum.
     * @return true if the value that counts for the slot is that one.
     */
    public boolean holdsValue(final Entry entry)
    {
        return journal.read(entry.slot(), scratch) &&
            scratch.originBallot() == entry.originBallot() &&
            scratch.checksum() == entry.checksum();
    }

    /**
     * Stores an entry that is {@link Fit#NEXT}, and raises the promise to its ballot.
     *
     * @param streamFrom first slot of the stream it came in.
     * @param fence      last recovered slot of its ballot.
     * @param entry      whole.
     * @return end position of its record, or {@link Journal#FULL}.
     */
    public long accept(final long streamFrom, final long fence, final Entry entry)
    {
        Verify.that(fit(entry.ballot(), entry.slot(), streamFrom) == Fit.NEXT, "in order", entry.slot(), streamFrom);
        final long position = journal.appendAccept(streamFrom, fence, entry);
        if (position != Journal.FULL)
        {
            onAcceptRecord(entry.ballot(), entry.slot(), streamFrom, fence);
        }
        return position;
    }

    /**
     * As {@link #accept}, for a value that is here already.
     *
     * @param ballot     at which it is accepted now.
     * @param streamFrom first slot of the stream it came in.
     * @param fence      last recovered slot of the ballot.
     * @param slot       whose value {@link #holdsValue} has found to be the right one.
     * @return end position of its record, or {@link Journal#FULL}.
     */
    public long reAccept(final long ballot, final long streamFrom, final long fence, final long slot)
    {
        Verify.that(fit(ballot, slot, streamFrom) == Fit.NEXT, "in order", slot, streamFrom);
        final long position = journal.appendReAccept(ballot, streamFrom, fence, slot);
        if (position != Journal.FULL)
        {
            onAcceptRecord(ballot, slot, streamFrom, fence);
        }
        return position;
    }

    /**
     * As {@link #accept}, for an entry that this member makes as leader and whose body lies open at the journal's tail.
     *
     * @param streamFrom first slot of its own chain.
     * @param fence      last recovered slot of its ballot.
     * @param entry      all but body and checksum.
     * @return end position of its record.
     */
    public long acceptOwn(final long streamFrom, final long fence, final Entry entry)
    {
        final long position = journal.closeBody(streamFrom, fence, entry);
        onAcceptRecord(entry.ballot(), entry.slot(), streamFrom, fence);
        return position;
    }

    /**
     * Promises a ballot.
     *
     * @param ballot above {@link #promisedBallot()}.
     * @return end position of its record, or {@link Journal#FULL}: nothing was promised then.
     */
    public long promise(final long ballot)
    {
        Verify.that(ballot > promisedBallot, "a promise rises", ballot, promisedBallot);
        final long position = journal.appendPromise(ballot);
        if (position != Journal.FULL)
        {
            onPromiseRecord(ballot);
        }
        return position;
    }

    /**
     * Takes over an entry that is known to be decided, from a member that holds it. What was accepted here for the slot
     * at an older ballot is replaced, and the promise is raised to the entry's ballot, so that no leader below can undo
     * what is known. That holds for the same value at an older ballot too: who gets it from here must raise as much.
     *
     * @param entry the slot behind the last one known decided.
     * @return end position of its record, or {@link Journal#FULL}.
     */
    public long takeDecided(final Entry entry)
    {
        if (holdsValue(entry) && scratch.ballot() >= entry.ballot())
        {
            return journal.tailPosition();
        }
        final long position = journal.appendDecidedEntry(entry);
        if (position != Journal.FULL)
        {
            onDecidedEntryRecord(entry.ballot(), entry.slot());
        }
        return position;
    }

    @Override
    public void onAcceptRecord(final long ballot, final long slot, final long streamFrom, final long fence)
    {
        promisedBallot = Math.max(promisedBallot, ballot);
        if (ballot == chainBallot)
        {
            extendChain(slot);
            findDamage(damagedFrom);
            return;
        }
        if (ballot != stagedBallot || slot != stagedThrough + 1)
        {
            journal.dropStaged();
            stagedBallot = ballot;
            stagedFrom = slot;
        }
        journal.stage(slot);
        stagedThrough = slot;
        if (slot >= fence)
        {
            adoptStaged(fence);
        }
    }

    @Override
    public void onDecidedEntryRecord(final long ballot, final long slot)
    {
        promisedBallot = Math.max(promisedBallot, ballot);
        journal.place(slot);
        chainFrom = Math.max(chainFrom, slot + 1);
        acceptedThrough = Math.max(acceptedThrough, slot);
        decidedHint = Math.max(decidedHint, slot);
        findDamage(damagedFrom);
    }

    @Override
    public void onPromiseRecord(final long ballot)
    {
        promisedBallot = Math.max(promisedBallot, ballot);
    }

    @Override
    public void onDecidedMarkRecord(final long decidedThrough)
    {
        decidedHint = Math.max(decidedHint, decidedThrough);
    }

    /**
     * The last slot that this member may vouch for at its chain's ballot: none from the first damaged one on. A slot
     * that was filled in counts with the chain, unless a higher ballot was promised: up to its own ballot the leader's
     * value is the decided one, above it the leader may not know.
     *
     * @return {@link Slot#NONE} if there is none.
     */
    public long vouchedThrough()
    {
        if (damagedFrom != Slot.NONE)
        {
            return damagedFrom > chainFrom ? damagedFrom - 1 : Slot.NONE;
        }
        return promisedBallot == chainBallot || chainFrom <= acceptedThrough ? acceptedThrough : Slot.NONE;
    }

    public long promisedBallot()
    {
        return promisedBallot;
    }

    public long chainBallot()
    {
        return chainBallot;
    }

    public long chainFrom()
    {
        return chainFrom;
    }

    public long acceptedThrough()
    {
        return acceptedThrough;
    }

    /**
     * The ballot whose recovered slots are kept aside now.
     *
     * @return {@link Ballot#NONE} if there are none.
     */
    public long stagedBallot()
    {
        return stagedBallot;
    }

    public long stagedThrough()
    {
        return stagedThrough;
    }

    /**
     * What the journal's records say about decided slots: may be lower than the truth, never higher.
     *
     * @return inclusive.
     */
    public long decidedHint()
    {
        return decidedHint;
    }

    /**
     * Recovered slots that were damaged before their chain was adopted are asked for again, all of them: adopted, they
     * would take the place of values that are here and may be known decided. Nothing was vouched for by them.
     */
    private void dropDamagedStaging()
    {
        for (long slot = stagedFrom; slot <= stagedThrough; slot++)
        {
            if (stagedBallot != Ballot.NONE && !journal.readStaged(slot, scratch))
            {
                journal.dropStaged();
                stagedBallot = Ballot.NONE;
                stagedFrom = Slot.NONE;
                stagedThrough = Slot.NONE;
                return;
            }
        }
    }

    /** The next slot, the first of a stream that starts anew, or one in the chain whose entry was damaged. */
    private void extendChain(final long slot)
    {
        if (slot > acceptedThrough + 1)
        {
            chainFrom = slot;
        }
        Verify.that(slot >= chainFrom, "a chain never falls back", slot, chainFrom);
        journal.place(slot);
        acceptedThrough = Math.max(acceptedThrough, slot);
    }

    private boolean isDamaged(final long slot)
    {
        return damagedFrom != Slot.NONE && slot >= damagedFrom && journal.isFaulty(slot);
    }

    /** Damage shows at a start only, so that where there is none there never will be while this member lives. */
    private void findDamage(final long from)
    {
        long slot = from == Slot.NONE ? acceptedThrough + 1 : Math.max(from, chainFrom);
        while (slot <= acceptedThrough && !journal.isFaulty(slot))
        {
            slot++;
        }
        damagedFrom = slot <= acceptedThrough ? slot : Slot.NONE;
    }

    /** The new chain replaces the old one in a single step; what older ballots left above the fence is void. */
    private void adoptStaged(final long fence)
    {
        journal.dropAbove(fence, stagedBallot);
        journal.adopt(stagedFrom, stagedThrough);
        chainBallot = stagedBallot;
        chainFrom = stagedFrom;
        acceptedThrough = stagedThrough;
        damagedFrom = Slot.NONE;
        stagedBallot = Ballot.NONE;
        stagedFrom = Slot.NONE;
        stagedThrough = Slot.NONE;
    }

    private long throughAt(final long ballot)
    {
        if (ballot == chainBallot)
        {
            return acceptedThrough;
        }
        return ballot == stagedBallot ? stagedThrough : Slot.NONE;
    }
}
