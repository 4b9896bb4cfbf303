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
package io.synod.replica;

import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Role;
import io.synod.protocol.Slot;
import io.synod.quorum.Membership;
import io.synod.role.Acceptor;
import io.synod.role.CatchUp;
import io.synod.role.FillSource;

/** What a member does whoever leads: promises, accepts, learns, fills its hole, and helps others to fill theirs. */
final class FollowerSide
{
    private final Rooms rooms;
    private final Acceptor acceptor;
    private final CatchUp catchUp;
    private final FillSource fillSource;
    private long gapBallot = Ballot.NONE;
    private long markedThrough;

    FollowerSide(final Rooms rooms)
    {
        this.rooms = rooms;
        this.acceptor = rooms.acceptor;
        this.catchUp = new CatchUp(rooms.outbox, rooms.config.limits(), rooms.config.timing());
        this.fillSource = new FillSource(rooms.journal, rooms.outbox, rooms.config.limits());
        this.markedThrough = rooms.learner.decidedThrough();
    }

    /** Phase 1b. */
    void onPrepare(final long ballot, final long fromSlot)
    {
        if (ballot > acceptor.promisedBallot())
        {
            final long position = acceptor.promise(ballot);
            if (position == Journal.FULL)
            {
                rooms.ignore(Ignored.JOURNAL_FULL);
                return;
            }
            rooms.gate.holdPromise(position, ballot, fromSlot);
            rooms.elector.deferToCandidate(rooms.nowNs);
        }
        else if (acceptor.chainBallot() != ballot)
        {
            // Asked again. After a restart the gate has forgotten the promise, but all the journal holds is durable.
            rooms.gate.repeatPromise(ballot, fromSlot, rooms.journal.tailPosition());
            if ((rooms.links.good(rooms.nowNs) & Membership.bit(Ballot.memberId(ballot))) != 0)
            {
                // One that does not hear this member asks for ever: it is not helped by being waited for.
                rooms.elector.deferToCandidate(rooms.nowNs);
            }
        }
    }

    /** Phase 2b. */
    void onAccept(final long streamFrom, final long fence, final long leaderDecided, final Entry entry)
    {
        final long ballot = entry.ballot();
        switch (acceptor.fit(ballot, entry.slot(), streamFrom))
        {
            case DUPLICATE:
                onDuplicate(ballot);
                break;

            case GAP:
                rooms.ignore(Ignored.GAP);
                gapBallot = ballot;
                break;

            default:
                // What the chain proves so far is learned first: the entry may start the chain anew further on.
                learnFrom(ballot, leaderDecided);
                store(ballot, acceptor.accept(streamFrom, fence, entry));
                break;
        }
        learnFrom(ballot, leaderDecided);
    }

    /** Phase 2b for a value that this member should hold already. */
    void onReAccept(final long streamFrom, final long fence, final long leaderDecided, final Entry entry)
    {
        final long ballot = entry.ballot();
        final Acceptor.Fit fit = acceptor.fit(ballot, entry.slot(), streamFrom);
        if (fit == Acceptor.Fit.DUPLICATE)
        {
            onDuplicate(ballot);
        }
        else if (fit == Acceptor.Fit.GAP || !acceptor.holdsValue(entry))
        {
            rooms.ignore(Ignored.GAP);
            gapBallot = ballot;
        }
        else
        {
            learnFrom(ballot, leaderDecided);
            store(ballot, acceptor.reAccept(ballot, streamFrom, fence, entry.slot()));
        }
        learnFrom(ballot, leaderDecided);
    }

    /** The leader of a ballot says how far it has decided. */
    void learnFrom(final long ballot, final long leaderDecided)
    {
        final long slot = rooms.learner.provedBy(acceptor, ballot, leaderDecided);
        if (slot > rooms.learner.decidedThrough())
        {
            rooms.learner.advanceTo(slot);
        }
    }

    /** An entry that the sender knows decided. */
    void onDecidedEntry(final Entry entry)
    {
        if (entry.slot() != rooms.learner.decidedThrough() + 1)
        {
            catchUp.onOther(entry.slot(), rooms.learner.decidedThrough());
            rooms.ignore(Ignored.UNWANTED_FILL);
            return;
        }
        if (rooms.gate.isFull())
        {
            rooms.ignore(Ignored.GATE_FULL);
            return;
        }
        final long before = acceptor.vouchedThrough();
        final long position = acceptor.takeDecided(entry);
        if (position == Journal.FULL)
        {
            rooms.ignore(Ignored.JOURNAL_FULL);
            return;
        }
        rooms.gate.onFilled(position);
        if (acceptor.vouchedThrough() > before && acceptor.promisedBallot() == acceptor.chainBallot())
        {
            // The leader of this chain will send the slot in vain: it is here. Its value is the decided one.
            rooms.holdAccepted(position, acceptor.chainBallot());
        }
        rooms.learner.advanceTo(entry.slot());
        catchUp.onFilled(entry.slot(), rooms.nowNs);
    }

    void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        fillSource.onFetch(from, fromSlot, slotLimit);
        final boolean isPromised = Ballot.memberId(acceptor.promisedBallot()) == from &&
            acceptor.chainBallot() < acceptor.promisedBallot();
        if (isPromised && rooms.links.saysLeaderAlive(from))
        {
            // A candidate that this member has promised, in want of bodies; one that gave up only fills its hole.
            rooms.elector.deferToCandidate(rooms.nowNs);
        }
    }

    int work()
    {
        final long decidedThrough = rooms.learner.decidedThrough();
        int workCount = rooms.gate.flush(acceptor, decidedThrough);
        if (gapBallot != Ballot.NONE)
        {
            workCount += sendGap();
        }
        workCount += fillSource.work(decidedThrough);
        if (rooms.role == Role.FOLLOWER)
        {
            workCount += fillHole(decidedThrough);
        }
        if (decidedThrough - markedThrough >= rooms.config.limits().decidedMarkSlots())
        {
            workCount += mark(decidedThrough);
        }
        return workCount;
    }

    private void onDuplicate(final long ballot)
    {
        rooms.ignore(Ignored.DUPLICATE);
        if (acceptor.chainBallot() == ballot)
        {
            rooms.gate.repeatAccepted(ballot);
        }
        else
        {
            gapBallot = ballot;
        }
    }

    private void store(final long ballot, final long position)
    {
        if (position == Journal.FULL)
        {
            rooms.ignore(Ignored.JOURNAL_FULL);
            return;
        }
        if (acceptor.chainBallot() == ballot)
        {
            rooms.holdAccepted(position, ballot);
        }
        else
        {
            // Staged: nothing to vouch for yet, but the leader may send on.
            gapBallot = ballot;
        }
    }

    private int sendGap()
    {
        final long expectedSlot = acceptor.expectedSlot(gapBallot);
        if (!rooms.outbox.sendGap(Ballot.memberId(gapBallot), gapBallot, expectedSlot))
        {
            return 0;
        }
        gapBallot = Ballot.NONE;
        return 1;
    }

    private int fillHole(final long decidedThrough)
    {
        final long ahead = rooms.links.ahead(decidedThrough, rooms.nowNs);
        final long followed = rooms.elector.followedBallot();
        final long leader = followed == Ballot.NONE ? 0 : Membership.bit(Ballot.memberId(followed));
        return catchUp.work(decidedThrough, rooms.hasHole(), ahead, leader, rooms.nowNs);
    }

    private int mark(final long decidedThrough)
    {
        if (decidedThrough == Slot.NONE || rooms.journal.appendDecidedMark(decidedThrough) == Journal.FULL)
        {
            return 0;
        }
        markedThrough = decidedThrough;
        return 1;
    }
}
