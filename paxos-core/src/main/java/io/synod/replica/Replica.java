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

import io.synod.port.Inbox;
import io.synod.port.Journal;
import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.protocol.Verify;
import io.synod.session.SessionTable;

/**
 * One member of one group: Multi-Paxos as {@code docs/PROTOCOL.md} has it. Deterministic: what it does follows from its
 * config, its journal and the order of its inputs. One thread; never blocks; allocates nothing after construction, but
 * for a campaign with an unusually long hole.
 * <p>
 * Inputs are what peers say ({@link Inbox}), what this machine says ({@link #onDurable}, {@link #doWork}) and what
 * clients want ({@link #offer} and its relatives). Each rejects what does not concern it, with a counter for the reason,
 * and passes the rest to one room. Effects are calls on the two ports, made inside the step; a port may not call back.
 * After an {@link io.synod.protocol.InvariantViolation} or any other exception, every further input throws.
 */
public final class Replica implements Inbox
{
    private final Rooms rooms;
    private final Leadership leadership;
    private final LeaderSide leaderSide;
    private final FollowerSide followerSide;
    private final Heartbeats heartbeats;
    /** Set while an input is at work: an exception leaves it set, and so does a port that calls back. */
    private boolean isBusy;

    /**
     * A member as its journal left it.
     *
     * @param config  of the member.
     * @param journal replayed here; everything in it counts as durable.
     * @param outbox  for its messages.
     */
    public Replica(final ReplicaConfig config, final Journal journal, final Outbox outbox)
    {
        rooms = new Rooms(config, journal, outbox);
        leadership = new Leadership(rooms);
        leaderSide = new LeaderSide(rooms, leadership);
        followerSide = new FollowerSide(rooms);
        heartbeats = new Heartbeats(rooms, leadership);
    }

    @Override
    public void onPrepare(final int from, final long ballot, final long fromSlot)
    {
        enter();
        if (!ignoresProposer(from, ballot) && !nacks(from, ballot))
        {
            leaderSide.onHigherBallot(ballot);
            followerSide.onPrepare(ballot, fromSlot);
        }
        exit();
    }

    @Override
    public void onPromise(final int from, final long ballot, final PromisePart part)
    {
        enter();
        if (!ignoresStranger(from))
        {
            leaderSide.onPromise(from, ballot, part);
        }
        exit();
    }

    @Override
    public void onAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        enter();
        if (admitsAccept(from, ballot))
        {
            followerSide.onAccept(chainFrom, fence, decidedThrough, entry.ballot(ballot));
        }
        exit();
    }

    @Override
    public void onReAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        enter();
        if (admitsAccept(from, ballot))
        {
            followerSide.onReAccept(chainFrom, fence, decidedThrough, entry.ballot(ballot));
        }
        exit();
    }

    @Override
    public void onAccepted(final int from, final long ballot, final long acceptedThrough)
    {
        enter();
        if (!ignoresStranger(from) && leadsAt(ballot))
        {
            leadership.onAccepted(from, acceptedThrough);
        }
        exit();
    }

    @Override
    public void onGap(final int from, final long ballot, final long expectedSlot)
    {
        enter();
        if (!ignoresStranger(from) && leadsAt(ballot))
        {
            leadership.onGap(from, expectedSlot);
        }
        exit();
    }

    @Override
    public void onNack(final int from, final long ballot, final long promisedBallot)
    {
        enter();
        if (!ignoresStranger(from) && promisedBallot > ballot)
        {
            leaderSide.onNack(ballot, promisedBallot);
        }
        exit();
    }

    @Override
    public void onHeartbeat(final int from, final Heartbeat heartbeat)
    {
        enter();
        if (!ignoresStranger(from))
        {
            rooms.links.onHeartbeat(from, heartbeat, rooms.nowNs);
            final long ballot = heartbeat.leaderBallot();
            if (ballot != Ballot.NONE && Ballot.memberId(ballot) == from && !nacks(from, ballot))
            {
                leaderSide.onHigherBallot(ballot);
                rooms.elector.follow(ballot);
                followerSide.learnFrom(ballot, heartbeat.decidedThrough());
            }
        }
        exit();
    }

    @Override
    public void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        enter();
        if (!ignoresStranger(from))
        {
            followerSide.onFetch(from, fromSlot, slotLimit);
        }
        exit();
    }

    @Override
    public void onFill(final int from, final long decidedThrough, final Entry entry)
    {
        enter();
        if (!ignoresStranger(from))
        {
            if (rooms.role == Role.CANDIDATE)
            {
                leaderSide.onFill(entry);
            }
            else if (rooms.role == Role.FOLLOWER && entry.slot() <= decidedThrough)
            {
                followerSide.onDecidedEntry(entry);
            }
            else
            {
                rooms.ignore(Ignored.UNWANTED_FILL);
            }
        }
        exit();
    }

    @Override
    public void onHandOver(final int from, final long ballot)
    {
        enter();
        if (!ignoresProposer(from, ballot))
        {
            if (rooms.role == Role.FOLLOWER && ballot == rooms.elector.followedBallot() &&
                rooms.elector.isQuorumConnectedCandidate(rooms.nowNs))
            {
                leaderSide.campaign();
            }
            else
            {
                rooms.ignore(Ignored.UNWANTED_HAND_OVER);
            }
        }
        exit();
    }

    /**
     * Every byte of the journal before a position survives a crash.
     *
     * @param position in bytes; never falls.
     */
    public void onDurable(final long position)
    {
        enter();
        rooms.gate.onDurable(position);
        exit();
    }

    /**
     * Wants a command appended, if this member leads. The batch it goes into is closed by the next other input.
     *
     * @param sessionId open session whose request it is.
     * @param requestId the one after the session's last, or an older one again.
     * @param buffer    with the command, read during the call.
     * @param offset    of the command.
     * @param length    of the command, from 0 to {@code maxCommandLength}.
     * @return the sequence it has in the order if this leader's chain gets decided: it is final when
     * {@link #decidedSequence()} reaches it while this member still leads the same ballot. Or a code of
     * {@link Proposal}.
     */
    public long offer(
        final long sessionId, final long requestId, final DirectBuffer buffer, final int offset, final int length)
    {
        Verify.that(!isBusy, "no input after a fault, and none from inside a port");
        isBusy = true;
        final long result = canPropose() ? leadership.offer(sessionId, requestId, buffer, offset, length) :
            rooms.role == Role.LEADER ? Proposal.WINDOW_FULL : Proposal.NOT_LEADER;
        exit();
        return result;
    }

    /**
     * Wants a session opened.
     *
     * @return the session id, which counts when {@link #decidedThrough()} reaches it while this member still leads the
     * same ballot; or a code of {@link Proposal}.
     */
    public long openSession()
    {
        enter();
        final long result = rooms.role == Role.LEADER ? leadership.openSession() : Proposal.NOT_LEADER;
        exit();
        return result;
    }

    /**
     * Wants a session closed.
     *
     * @param sessionId open session.
     * @param reason    {@code BatchDescriptor.CLOSED} or {@code EXPIRED}.
     * @return the slot of the entry, or a code of {@link Proposal}.
     */
    public long closeSession(final long sessionId, final int reason)
    {
        enter();
        final long result = rooms.role == Role.LEADER ?
            leadership.closeSession(sessionId, reason) : Proposal.NOT_LEADER;
        exit();
        return result;
    }

    /**
     * Hands leadership over to a peer, as soon as that has everything. Nothing is proposed meanwhile.
     *
     * @param to a voter other than this member.
     * @return the slot the peer must reach first, or {@link Proposal#NOT_LEADER}.
     */
    public long transferLeadership(final int to)
    {
        enter();
        Verify.that(rooms.membership.isVoter(to) && to != rooms.memberId, "leadership goes to another voter", to, 0);
        final long result = rooms.role == Role.LEADER ? leadership.handOver(to) : Proposal.NOT_LEADER;
        exit();
        return result;
    }

    /**
     * Campaigns now, without waiting for the leader to be silent: for operators and tests.
     *
     * @return false if this member leads, campaigns or does not vote, or if its journal is full.
     */
    public boolean campaign()
    {
        enter();
        final boolean result = rooms.role == Role.FOLLOWER && rooms.membership.isVoter(rooms.memberId) &&
            leaderSide.campaign();
        exit();
        return result;
    }

    /**
     * Time passes: sends what is due, a bounded amount.
     *
     * @param nowNs  monotonic clock, any origin.
     * @param timeNs clock of replicated time, nanoseconds since 1970; may step.
     * @return how much was done; 0 if there was nothing to do.
     */
    public int doWork(final long nowNs, final long timeNs)
    {
        enter();
        rooms.nowNs = nowNs;
        rooms.timeNs = timeNs;
        final Role before = rooms.role;
        int workCount = followerSide.work();
        workCount += leaderSide.work();
        if (rooms.role != before)
        {
            heartbeats.makeDue();
        }
        workCount += heartbeats.work();
        exit();
        return workCount;
    }

    public int memberId()
    {
        return rooms.memberId;
    }

    public Role role()
    {
        return rooms.role;
    }

    /**
     * The ballot of the leader followed; this member's own if it leads.
     *
     * @return {@link Ballot#NONE} if none.
     */
    public long leaderBallot()
    {
        return rooms.elector.followedBallot();
    }

    /**
     * The last slot of which this member holds the decided value, with all before it.
     *
     * @return inclusive; never falls while it lives.
     */
    public long decidedThrough()
    {
        return rooms.learner.decidedThrough();
    }

    /**
     * The last sequence of the decided slots.
     *
     * @return 0 if there is none.
     */
    public long decidedSequence()
    {
        return rooms.learner.nextSequence() - 1;
    }

    /**
     * The table of sessions at {@link #decidedThrough()}.
     *
     * @return to be read only, by the thread of the replica.
     */
    public SessionTable sessions()
    {
        return rooms.sessions;
    }

    public long ignored(final Ignored reason)
    {
        return rooms.ignoredCount(reason);
    }

    /**
     * Read-only numbers for counters, tools and checkers.
     *
     * @return a view that follows this replica.
     */
    public ReplicaView view()
    {
        return new ReplicaView(rooms, leadership);
    }

    private void enter()
    {
        Verify.that(!isBusy, "no input after a fault, and none from inside a port");
        isBusy = true;
        if (rooms.role == Role.LEADER)
        {
            leadership.closeBatch();
        }
    }

    private void exit()
    {
        isBusy = false;
    }

    private boolean canPropose()
    {
        return rooms.role == Role.LEADER && !rooms.gate.isFull();
    }

    private boolean leadsAt(final long ballot)
    {
        if (rooms.role == Role.LEADER && ballot == leadership.ballot())
        {
            return true;
        }
        rooms.ignore(Ignored.OTHER_BALLOT);
        return false;
    }

    private boolean ignoresStranger(final int from)
    {
        if (rooms.membership.isMember(from) && from != rooms.memberId)
        {
            return false;
        }
        rooms.ignore(Ignored.STRANGER);
        return true;
    }

    private boolean ignoresProposer(final int from, final long ballot)
    {
        if (ignoresStranger(from))
        {
            return true;
        }
        if (Ballot.memberId(ballot) == from && rooms.membership.isVoter(from))
        {
            return false;
        }
        rooms.ignore(Ignored.FOREIGN_BALLOT);
        return true;
    }

    private boolean nacks(final int from, final long ballot)
    {
        final long promisedBallot = rooms.acceptor.promisedBallot();
        if (ballot >= promisedBallot)
        {
            return false;
        }
        rooms.ignore(Ignored.BELOW_PROMISE);
        rooms.outbox.sendNack(from, ballot, promisedBallot);
        return true;
    }

    private boolean admitsAccept(final int from, final long ballot)
    {
        if (ignoresProposer(from, ballot) || nacks(from, ballot))
        {
            return false;
        }
        leaderSide.onHigherBallot(ballot);
        rooms.elector.follow(ballot);
        if (rooms.gate.isFull())
        {
            rooms.ignore(Ignored.GATE_FULL);
            return false;
        }
        return true;
    }
}
