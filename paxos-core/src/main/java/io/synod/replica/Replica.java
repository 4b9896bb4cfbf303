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
import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.session.SessionTable;

/**
 * One member of one group: Multi-Paxos as {@code docs/PROTOCOL.md} has it. Deterministic: what it does follows from its
 * config, its journal and the order of its inputs. One thread; never blocks; allocates nothing after construction, but
 * for a campaign with an unusually long hole.
 * <p>
 * Inputs are what peers say ({@link #inbox}), what this machine says ({@link #onDurable}, {@link #doWork}) and what
 * clients want ({@link #offer} and its relatives). Each rejects what does not concern it, with a counter for the
 * reason, and passes the rest to one room. Effects are calls on the two ports, made inside the step; a port may not
 * call back. After an {@link io.synod.protocol.InvariantViolation} or any other exception, every further input throws.
 */
public final class Replica
{
    private final Rooms rooms;
    private final Leadership leadership;
    private final LeaderSide leaderSide;
    private final FollowerSide followerSide;
    private final Heartbeats heartbeats;
    private final PeerInputs peerInputs;

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
        peerInputs = new PeerInputs(rooms, leadership, leaderSide, followerSide);
    }

    /**
     * What peers say goes in here.
     *
     * @return the same for as long as this replica lives.
     */
    public Inbox inbox()
    {
        return peerInputs;
    }

    /**
     * Every byte of the journal before a position survives a crash.
     *
     * @param position in bytes; never falls.
     */
    public void onDurable(final long position)
    {
        peerInputs.enter();
        rooms.gate.onDurable(position);
        rooms.exit();
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
        rooms.enter();
        final long result = rooms.role == Role.LEADER ?
            leadership.offer(sessionId, requestId, buffer, offset, length) : Proposal.NOT_LEADER;
        rooms.exit();
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
        peerInputs.enter();
        final long result = rooms.role == Role.LEADER ? leadership.openSession() : Proposal.NOT_LEADER;
        rooms.exit();
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
        peerInputs.enter();
        final long result = rooms.role == Role.LEADER ?
            leadership.closeSession(sessionId, reason) : Proposal.NOT_LEADER;
        rooms.exit();
        return result;
    }

    /**
     * Wants replicated time to move though nobody appends anything: appends an entry without commands.
     *
     * @return the slot of the entry, or a code of {@link Proposal}.
     */
    public long tick()
    {
        peerInputs.enter();
        final long result = rooms.role == Role.LEADER ? leadership.tick() : Proposal.NOT_LEADER;
        rooms.exit();
        return result;
    }

    /**
     * Hands leadership over to a peer, as soon as that has everything. Nothing is proposed meanwhile.
     *
     * @param to a voter other than this member.
     * @return the slot the peer must reach first, or one of {@link Proposal#NOT_LEADER}, {@link Proposal#NOT_A_VOTER}.
     */
    public long transferLeadership(final int to)
    {
        peerInputs.enter();
        final long result = rooms.role == Role.LEADER ? handOver(to) : Proposal.NOT_LEADER;
        rooms.exit();
        return result;
    }

    /**
     * Campaigns now, without waiting for the leader to be silent: for operators and tests.
     *
     * @return false if this member leads, campaigns or does not vote, or if its journal is full.
     */
    public boolean campaign()
    {
        peerInputs.enter();
        final boolean result = rooms.role == Role.FOLLOWER && rooms.membership.isVoter(rooms.memberId) &&
            leaderSide.campaign();
        rooms.exit();
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
        peerInputs.enter();
        if (nowNs - rooms.nowNs >= rooms.config.timing().leaderTimeoutNs() / 2)
        {
            rooms.links.onPause(rooms.nowNs, nowNs);
            leaderSide.onPause(nowNs - rooms.nowNs);
        }
        rooms.nowNs = nowNs;
        rooms.timeNs = timeNs;
        int workCount = followerSide.work();
        workCount += leaderSide.work();
        workCount += heartbeats.work();
        rooms.exit();
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

    private long handOver(final int to)
    {
        final boolean isOtherVoter = rooms.membership.isVoter(to) && to != rooms.memberId;
        return isOtherVoter ? leadership.handOver(to) : Proposal.NOT_A_VOTER;
    }
}
