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

import io.synod.quorum.Membership;

/** Read-only numbers of a replica, for counters, tools and checkers; read by the replica's thread. */
public final class ReplicaView
{
    private final Rooms rooms;
    private final Leadership leadership;

    ReplicaView(final Rooms rooms, final Leadership leadership)
    {
        this.rooms = rooms;
        this.leadership = leadership;
    }

    public long promisedBallot()
    {
        return rooms.acceptor.promisedBallot();
    }

    public long chainBallot()
    {
        return rooms.acceptor.chainBallot();
    }

    public long chainFrom()
    {
        return rooms.acceptor.chainFrom();
    }

    public long acceptedThrough()
    {
        return rooms.acceptor.acceptedThrough();
    }

    public long stagedBallot()
    {
        return rooms.acceptor.stagedBallot();
    }

    public long stagedThrough()
    {
        return rooms.acceptor.stagedThrough();
    }

    public boolean hasHole()
    {
        return rooms.hasHole();
    }

    /**
     * The ballot this member last led; it leads it now if its role says so.
     *
     * @return {@code Ballot.NONE} if it never led since its start.
     */
    public long ledBallot()
    {
        return leadership.ballot();
    }

    public long firstUndecidedOfLed()
    {
        return leadership.pipeline().chainFrom();
    }

    public long fenceOfLed()
    {
        return leadership.pipeline().fence();
    }

    public long proposedThrough()
    {
        return leadership.pipeline().proposedThrough();
    }

    public boolean hasDecidedOwn()
    {
        return leadership.pipeline().hasDecidedOwn();
    }

    public long campaignBallot()
    {
        return rooms.campaign.ballot();
    }

    public boolean isLeaderAlive()
    {
        return rooms.elector.isLeaderAlive(rooms.nowNs);
    }

    public long durablePosition()
    {
        return rooms.gate.durablePosition();
    }

    public Membership membership()
    {
        return rooms.membership;
    }

    /**
     * Whether another member was heard within the leader timeout.
     *
     * @param peer another member.
     * @return true if it was.
     */
    public boolean isHeard(final int peer)
    {
        return rooms.links.isHeard(peer, rooms.nowNs);
    }

    /**
     * Whom another member hears.
     *
     * @param peer another member.
     * @return bits, as it said last.
     */
    public long heardBy(final int peer)
    {
        return rooms.links.heardBy(peer);
    }

    /**
     * Whom another member follows.
     *
     * @param peer another member.
     * @return ballot, as it said last; may be none.
     */
    public long leaderBallotOf(final int peer)
    {
        return rooms.links.leaderBallot(peer);
    }

    /**
     * How far another member's chain reaches.
     *
     * @param peer another member.
     * @return slot, as it said last.
     */
    public long acceptedThroughOf(final int peer)
    {
        return rooms.links.acceptedThrough(peer);
    }

    /**
     * How far another member knows the log decided.
     *
     * @param peer another member.
     * @return slot, as it said last.
     */
    public long decidedThroughOf(final int peer)
    {
        return rooms.links.decidedThrough(peer);
    }

    /**
     * Why there is or is not a campaign, for people.
     *
     * @return good links to voters, who says that it has lost its leader, the campaign's stage.
     */
    public String describeElection()
    {
        final long good = rooms.links.goodVoters(rooms.nowNs);
        return "good links " + Long.toBinaryString(good) + ", lost " + rooms.elector.countLeaderLost(good) +
            ", campaign " + rooms.campaign.stage();
    }
}
