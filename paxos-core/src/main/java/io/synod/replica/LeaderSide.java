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
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.protocol.Slot;
import io.synod.quorum.Membership;
import io.synod.role.Acceptor;
import io.synod.role.Campaign;
import io.synod.role.Elector;

/** How a member comes to lead and ceases to: campaign, recovery of slots, step-down. */
final class LeaderSide
{
    private static final int RECOVERED_PER_STEP = 64;

    private final Rooms rooms;
    private final Acceptor acceptor;
    private final Campaign campaign;
    private final Leadership leadership;
    private final DiskWatch diskWatch;
    private final Entry value = new Entry();
    private long fetchedNs;
    private long fetchLimit;
    private long missedSlot;
    private int lastHolder;

    LeaderSide(final Rooms rooms, final Leadership leadership)
    {
        this.rooms = rooms;
        this.acceptor = rooms.acceptor;
        this.campaign = rooms.campaign;
        this.leadership = leadership;
        diskWatch = new DiskWatch(rooms.config.timing().diskStallLimitNs());
    }

    /** Begins a campaign above every ballot met so far. The prepares leave when the promise to itself is durable. */
    boolean campaign()
    {
        final long ballot = rooms.nextBallot();
        final long position = acceptor.promise(ballot);
        if (position == Journal.FULL)
        {
            rooms.ignore(Ignored.JOURNAL_FULL);
            return false;
        }
        final long fromSlot = rooms.learner.decidedThrough() + 1;
        rooms.gate.holdPromise(position, ballot, fromSlot);
        campaign.start(ballot, fromSlot, rooms.nowNs);
        fetchLimit = fromSlot;
        missedSlot = Slot.NONE;
        rooms.role = Role.CANDIDATE;
        return true;
    }

    void onPromise(final int from, final long ballot, final PromisePart part)
    {
        if (rooms.role != Role.CANDIDATE || ballot != campaign.ballot() || !rooms.membership.isVoter(from))
        {
            rooms.ignore(Ignored.OTHER_BALLOT);
            return;
        }
        campaign.onPromise(from, part, rooms.nowNs);
    }

    /**
     * Someone has promised a higher ballot than this member's: it cannot lead there any more. While it hands over, that
     * is its successor's, and wanted.
     */
    void onNack(final long ballot, final long promisedBallot)
    {
        rooms.saw(promisedBallot);
        if (rooms.role == Role.LEADER && ballot == leadership.ballot())
        {
            final boolean isMeant = leadership.isHandingOver();
            stepDown();
            if (!isMeant)
            {
                rooms.elector.campaignAtOnce();
            }
        }
        else if (rooms.role == Role.CANDIDATE && ballot == campaign.ballot())
        {
            failCampaign();
        }
        else
        {
            rooms.ignore(Ignored.OTHER_BALLOT);
        }
    }

    /** This member's own acceptor is about to go above the ballot it leads or campaigns at. */
    void onHigherBallot(final long ballot)
    {
        rooms.saw(ballot);
        if (rooms.role == Role.LEADER && ballot > leadership.ballot())
        {
            stepDown();
        }
        else if (rooms.role == Role.CANDIDATE && ballot > campaign.ballot())
        {
            failCampaign();
        }
    }

    /** A body that a recovered slot needs may have come. */
    void onFill(final Entry entry)
    {
        final boolean isRecovering = campaign.stage() == Campaign.Stage.RECOVERING &&
            campaign.nextSlot() <= campaign.fence();
        if (!isRecovering || entry.slot() != campaign.nextSlot())
        {
            if (isRecovering && entry.slot() > campaign.nextSlot() && missedSlot != campaign.nextSlot())
            {
                // One before it is missing: asked for again at once, the first time that this shows.
                missedSlot = campaign.nextSlot();
                fetchLimit = campaign.nextSlot();
            }
            rooms.ignore(Ignored.UNWANTED_FILL);
            return;
        }
        campaign.nextValue(value);
        if (entry.originBallot() != value.originBallot() || entry.checksum() != value.checksum())
        {
            rooms.ignore(Ignored.UNWANTED_FILL);
            return;
        }
        if (rooms.gate.isFull())
        {
            rooms.ignore(Ignored.GATE_FULL);
            return;
        }
        entry.ballot(campaign.ballot());
        if (stored(acceptor.accept(campaign.fromSlot(), campaign.fence(), entry)))
        {
            fetchedNs = rooms.nowNs;
        }
    }

    void onPause(final long pauseNs)
    {
        diskWatch.onPause(pauseNs);
    }

    int work()
    {
        diskWatch.watch(rooms.gate.durablePosition(), rooms.gate.isWaiting(), rooms.nowNs);
        switch (rooms.role)
        {
            case CANDIDATE:
                return workCandidate();

            case LEADER:
                return workLeader();

            default:
                return workFollower();
        }
    }

    private int workFollower()
    {
        if (diskWatch.isStalled(rooms.nowNs))
        {
            return 0;
        }
        // Who has a hole that others could fill waits for them; if nobody can, somebody has to campaign with it.
        final boolean hasHole =
            rooms.hasHole() && rooms.links.ahead(rooms.learner.decidedThrough(), rooms.nowNs) != 0;
        final Elector.Advice advice = rooms.elector.adviseFollower(
            rooms.nowNs, acceptor.chainBallot(), acceptor.acceptedThrough(), hasHole);
        return advice == Elector.Advice.CAMPAIGN && campaign() ? 1 : 0;
    }

    private int workLeader()
    {
        if (diskWatch.isStalled(rooms.nowNs) || rooms.elector.adviseLeader(rooms.nowNs) == Elector.Advice.STEP_DOWN)
        {
            stepDown();
            return 1;
        }
        return leadership.work();
    }

    private int workCandidate()
    {
        if (rooms.nowNs - campaign.progressNs() >= rooms.config.timing().leaderTimeoutNs())
        {
            failCampaign();
            return 1;
        }
        int workCount = 0;
        if (campaign.stage() == Campaign.Stage.PREPARING && rooms.gate.isPromiseDurable(campaign.ballot()))
        {
            workCount += prepare();
        }
        if (rooms.role == Role.CANDIDATE && campaign.stage() == Campaign.Stage.RECOVERING)
        {
            workCount += storeRecovered();
        }
        return workCount;
    }

    private int prepare()
    {
        int workCount = takeOwnPromise();
        final long intervalNs = rooms.config.timing().retransmitIntervalNs();
        for (long rest = rooms.membership.voters() & ~Membership.bit(rooms.memberId); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (campaign.isPrepareDue(peer, rooms.nowNs, intervalNs) &&
                rooms.outbox.sendPrepare(peer, campaign.ballot(), campaign.wantedFrom(peer)))
            {
                workCount++;
            }
        }
        if (!campaign.hasQuorum())
        {
            return workCount;
        }
        if (campaign.isBelowTruncation())
        {
            failCampaign();
        }
        else
        {
            campaign.recover();
        }
        return workCount + 1;
    }

    private int takeOwnPromise()
    {
        int workCount = 0;
        PromisePart part = rooms.gate.takeOwnPromise(acceptor, rooms.learner.decidedThrough());
        while (part != null)
        {
            campaign.onPromise(rooms.memberId, part, rooms.nowNs);
            part = rooms.gate.takeOwnPromise(acceptor, rooms.learner.decidedThrough());
            workCount++;
        }
        return workCount;
    }

    /** Accepts the recovered values in its own journal, one by one; a body that is not here is fetched. */
    private int storeRecovered()
    {
        int workCount = 0;
        while (campaign.nextSlot() <= campaign.fence() && workCount < RECOVERED_PER_STEP && !rooms.gate.isFull())
        {
            campaign.nextValue(value);
            if (!acceptor.holdsValue(value))
            {
                return workCount + fetch();
            }
            if (!stored(acceptor.reAccept(
                campaign.ballot(), campaign.fromSlot(), campaign.fence(), value.slot())))
            {
                return workCount;
            }
            workCount++;
        }
        if (campaign.nextSlot() > campaign.fence())
        {
            lead();
            workCount++;
        }
        return workCount;
    }

    private boolean stored(final long position)
    {
        if (position == Journal.FULL)
        {
            rooms.ignore(Ignored.JOURNAL_FULL);
            return false;
        }
        rooms.holdAccepted(position, campaign.ballot());
        campaign.onStored(rooms.nowNs);
        return true;
    }

    private int fetch()
    {
        final long all = campaign.holders(campaign.nextSlot()) & ~Membership.bit(rooms.memberId);
        final boolean isAnswered = campaign.nextSlot() >= fetchLimit;
        final boolean isAwaited = !isAnswered && rooms.nowNs - fetchedNs < rooms.config.timing().retransmitIntervalNs();
        if (all == 0 || isAwaited)
        {
            return 0;
        }
        final long linked = all & rooms.links.good(rooms.nowNs);
        lastHolder = chooseHolder(linked != 0 ? linked : all, isAnswered);
        final long slotLimit = Math.min(
            campaign.fence() + 1, campaign.nextSlot() + rooms.config.limits().fetchSlots());
        if (!rooms.outbox.sendFetch(lastHolder, campaign.nextSlot(), slotLimit))
        {
            return 0;
        }
        fetchLimit = slotLimit;
        fetchedNs = rooms.nowNs;
        return 1;
    }

    /** Who has answered is asked again; who has not answered in time makes room for the next. */
    private int chooseHolder(final long holders, final boolean hasAnswered)
    {
        if (hasAnswered && (holders & Membership.bit(lastHolder)) != 0)
        {
            return lastHolder;
        }
        final long above = lastHolder == Ballot.MAX_MEMBER_ID ? 0 : holders & -1L << lastHolder + 1;
        return Long.numberOfTrailingZeros(above != 0 ? above : holders);
    }

    private void lead()
    {
        campaign.end();
        rooms.role = Role.LEADER;
        rooms.elector.follow(campaign.ballot());
        leadership.start();
    }

    private void failCampaign()
    {
        campaign.end();
        rooms.role = Role.FOLLOWER;
        rooms.elector.onCampaignFailed();
    }

    private void stepDown()
    {
        leadership.end();
        rooms.role = Role.FOLLOWER;
        rooms.elector.unfollow();
    }
}
