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

import org.agrona.DirectBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Proposal;
import io.synod.protocol.Slot;
import io.synod.quorum.Membership;
import io.synod.role.HandOver;
import io.synod.role.Limits;
import io.synod.role.PeerCursor;
import io.synod.role.Pipeline;
import io.synod.role.Proposer;

/** A member while it leads one ballot: proposes, replicates, decides, hands over. */
final class Leadership
{
    private final Rooms rooms;
    private final Limits limits;
    private final Proposer proposer;
    private final Pipeline pipeline;
    private final PeerCursor[] cursors;
    private final PeerCursor[] cursorOf = new PeerCursor[Ballot.MAX_MEMBER_ID + 1];
    private final HandOver handOver;
    private boolean isNoOpDue;

    Leadership(final Rooms rooms)
    {
        this.rooms = rooms;
        final ReplicaConfig config = rooms.config;
        limits = config.limits();
        proposer = new Proposer(rooms.journal, limits, rooms.membership.epoch());
        pipeline = new Pipeline(rooms.membership, limits);
        handOver = new HandOver(config.timing());
        final long peers = (rooms.membership.voters() | rooms.membership.learners()) & ~Membership.bit(rooms.memberId);
        cursors = new PeerCursor[Long.bitCount(peers)];
        int i = 0;
        for (long rest = peers; rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            cursorOf[peer] = new PeerCursor(peer, rooms.journal, rooms.outbox, limits, config.timing());
            cursors[i++] = cursorOf[peer];
        }
    }

    /** The campaign is won and its recovered slots are stored: all streams start at the first slot of the chain. */
    void start()
    {
        final long ballot = rooms.campaign.ballot();
        final long fromSlot = rooms.campaign.fromSlot();
        final long fence = rooms.campaign.fence();
        proposer.start(ballot, rooms.sessions, rooms.learner);
        long recoveredBytes = 0;
        for (long slot = fromSlot; slot <= fence; slot++)
        {
            recoveredBytes += proposer.onRecovered(slot);
        }
        pipeline.start(ballot, fromSlot, fence, recoveredBytes);
        handOver.end();
        isNoOpDue = true;
        for (final PeerCursor cursor : cursors)
        {
            cursor.start(fromSlot, rooms.nowNs);
        }
        proposeNoOp();
    }

    void end()
    {
        proposer.stop();
        handOver.end();
    }

    long ballot()
    {
        return pipeline.ballot();
    }

    Pipeline pipeline()
    {
        return pipeline;
    }

    Proposer proposer()
    {
        return proposer;
    }

    boolean isDecidedUntold(final int peer)
    {
        return cursorOf[peer].isDecidedUntold(pipeline.decidedThrough(), rooms.nowNs);
    }

    void toldDecided(final int peer)
    {
        cursorOf[peer].toldDecided(pipeline.decidedThrough());
    }

    long offer(
        final long sessionId, final long requestId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (handOver.isActive())
        {
            return Proposal.HANDING_OVER;
        }
        if (length > limits.maxCommandLength())
        {
            return Proposal.TOO_LONG;
        }
        if (!proposer.fits(length))
        {
            closeBatch();
        }
        final int bytes = proposer.openLength() + BatchDescriptor.alignedLength(length);
        if (!pipeline.hasRoom(bytes) || rooms.gate.isFull())
        {
            // A retry needs no room.
            final long known = proposer.lookUp(sessionId, requestId);
            return known != 0 ? known : Proposal.WINDOW_FULL;
        }
        return proposer.offer(sessionId, requestId, buffer, offset, length, rooms.timeNs);
    }

    /** Opens a session: its id is the slot of the entry. */
    long openSession()
    {
        closeBatch();
        return proposer.isSessionTableFull() ? Proposal.SESSION_LIMIT : proposeEmpty(EntryKind.SESSION_OPEN);
    }

    long closeSession(final long sessionId, final int reason)
    {
        closeBatch();
        if (!proposer.isSessionOpen(sessionId))
        {
            return Proposal.SESSION_UNKNOWN;
        }
        final long refusal = refusal(BatchDescriptor.CLOSE_LENGTH);
        if (refusal != 0)
        {
            return refusal;
        }
        return propose(proposer.makeClose(pipeline.nextSlot(), sessionId, reason, rooms.timeNs));
    }

    long tick()
    {
        closeBatch();
        return proposeEmpty(EntryKind.NO_OP);
    }

    private long proposeEmpty(final byte kind)
    {
        final long refusal = refusal(0);
        return refusal != 0 ? refusal : propose(proposer.makeEmpty(pipeline.nextSlot(), kind, rooms.timeNs));
    }

    /**
     * A leader's first entry of its own: once it is decided, all members know that everything before is. It waits for
     * room like any other, or leaders that follow each other quickly would pile up slots that nobody has decided.
     */
    private void proposeNoOp()
    {
        isNoOpDue = proposeEmpty(EntryKind.NO_OP) < 0;
    }

    /** The open batch becomes the entry of the next slot. */
    void closeBatch()
    {
        if (proposer.isOpen())
        {
            propose(proposer.closeBatch(pipeline.nextSlot()));
        }
    }

    void onAccepted(final int from, final long through)
    {
        if (through > pipeline.proposedThrough())
        {
            rooms.ignore(Ignored.OTHER_BALLOT);
            return;
        }
        if (from != rooms.memberId)
        {
            cursorOf[from].onAccepted(through, rooms.nowNs);
        }
        final long decided = pipeline.onAccepted(from, through);
        if (decided > pipeline.decidedThrough())
        {
            pipeline.onDecided(decided, rooms.learner.advanceTo(decided));
        }
    }

    void onGap(final int from, final long expectedSlot)
    {
        final PeerCursor cursor = cursorOf[from];
        cursor.onGap(expectedSlot, pipeline, rooms.nowNs);
        // If it lacks a value that it had promised about, it gets the body.
        rooms.campaign.holdsNot(from, cursor.nextSlot());
    }

    long handOver(final int to)
    {
        closeBatch();
        handOver.start(to, rooms.nowNs);
        return pipeline.proposedThrough();
    }

    boolean isHandingOver()
    {
        return handOver.isActive();
    }

    int work()
    {
        final long ownThrough = rooms.gate.takeOwnAccepted(pipeline.ballot());
        int workCount = 0;
        if (ownThrough != Slot.NONE)
        {
            onAccepted(rooms.memberId, ownThrough);
            workCount++;
        }
        if (isNoOpDue)
        {
            proposeNoOp();
        }
        for (final PeerCursor cursor : cursors)
        {
            workCount += cursor.send(pipeline, rooms.campaign, rooms.nowNs);
        }
        if (handOver.isActive())
        {
            workCount += workHandOver();
        }
        return workCount;
    }

    private int workHandOver()
    {
        if (handOver.isLate(rooms.nowNs))
        {
            handOver.end();
            return 1;
        }
        final long ackedThrough = cursorOf[handOver.to()].ackedThrough();
        if (handOver.isReady(ackedThrough, pipeline.decidedThrough(), pipeline.proposedThrough()) &&
            rooms.outbox.sendHandOver(handOver.to(), pipeline.ballot()))
        {
            handOver.asked();
            return 1;
        }
        return 0;
    }

    private long refusal(final int bytes)
    {
        if (handOver.isActive())
        {
            return Proposal.HANDING_OVER;
        }
        return pipeline.hasRoom(bytes) && !rooms.gate.isFull() ? 0 : Proposal.WINDOW_FULL;
    }

    private long propose(final Entry entry)
    {
        if (entry == null)
        {
            return Proposal.JOURNAL_FULL;
        }
        final int bytes = entry.length();
        final long slot = entry.slot();
        final long position = rooms.acceptor.acceptOwn(pipeline.chainFrom(), pipeline.fence(), entry);
        rooms.holdAccepted(position, pipeline.ballot());
        pipeline.onProposed(bytes);
        return slot;
    }
}
