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

import io.synod.port.Inbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;

/**
 * What peers say, sorted: each input rejects what does not concern this member, with a counter for the reason, and
 * passes the rest to the leader's or the follower's side.
 */
final class PeerInputs implements Inbox
{
    private final Rooms rooms;
    private final Leadership leadership;
    private final LeaderSide leaderSide;
    private final FollowerSide followerSide;

    PeerInputs(
        final Rooms rooms,
        final Leadership leadership,
        final LeaderSide leaderSide,
        final FollowerSide followerSide)
    {
        this.rooms = rooms;
        this.leadership = leadership;
        this.leaderSide = leaderSide;
        this.followerSide = followerSide;
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
        rooms.exit();
    }

    @Override
    public void onPromise(final int from, final long ballot, final PromisePart part)
    {
        enter();
        if (!ignoresStranger(from))
        {
            leaderSide.onPromise(from, ballot, part);
        }
        rooms.exit();
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
        rooms.exit();
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
        rooms.exit();
    }

    @Override
    public void onAccepted(final int from, final long ballot, final long acceptedThrough)
    {
        enter();
        if (!ignoresStranger(from) && leadsAt(ballot))
        {
            leadership.onAccepted(from, acceptedThrough);
        }
        rooms.exit();
    }

    @Override
    public void onGap(final int from, final long ballot, final long expectedSlot)
    {
        enter();
        if (!ignoresStranger(from) && leadsAt(ballot))
        {
            leadership.onGap(from, expectedSlot);
        }
        rooms.exit();
    }

    @Override
    public void onNack(final int from, final long ballot, final long promisedBallot)
    {
        enter();
        if (!ignoresStranger(from) && promisedBallot > ballot)
        {
            leaderSide.onNack(ballot, promisedBallot);
        }
        rooms.exit();
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
        rooms.exit();
    }

    @Override
    public void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        enter();
        if (!ignoresStranger(from))
        {
            followerSide.onFetch(from, fromSlot, slotLimit);
        }
        rooms.exit();
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
        rooms.exit();
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
        rooms.exit();
    }

    /** Every input but an offer ends the open batch: what is appended next must not come before it. */
    void enter()
    {
        rooms.enter();
        if (rooms.role == Role.LEADER)
        {
            leadership.closeBatch();
        }
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
