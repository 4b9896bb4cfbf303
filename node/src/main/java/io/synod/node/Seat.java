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
package io.synod.node;

import org.agrona.DirectBuffer;

import io.synod.desk.ClientDesk;
import io.synod.desk.Feeds;
import io.synod.desk.ResponseLinks;
import io.synod.journal.MappedJournal;
import io.synod.protocol.Ballot;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;
import io.synod.transport.FrameSink;
import io.synod.transport.PeerAdapter;
import io.synod.transport.PeerEncoder;
import io.synod.transport.PeerIdentity;
import io.synod.transport.client.MemberStatus;
import io.synod.transport.client.RequestAdapter;

/** A member's place in its group, once all members know each other: the replica, and what speaks to it. */
final class Seat
{
    private static final int EPOCH = 1;

    private final NodeConfig config;
    private final MappedJournal journal;
    private final NodeCounters counters;
    private final Replica replica;
    private final ReplicaView view;
    private final PeerAdapter peerAdapter;
    private final RequestAdapter requestAdapter;
    private final ClientDesk desk;
    private final Hosting hosting;
    private long durablePosition;
    private long publishedThrough;
    private Role role = Role.FOLLOWER;
    private long campaigns;

    /**
     * Takes the seat: replays the journal.
     *
     * @param config   of the node.
     * @param digests  of all members' incarnations.
     * @param journal  of the member.
     * @param peers    where frames to peers go.
     * @param links    to clients.
     * @param feeds    of clients.
     * @param counters of the node.
     * @param mailbox  of the state machine's thread; null without one.
     */
    Seat(
        final NodeConfig config,
        final long[] digests,
        final MappedJournal journal,
        final FrameSink peers,
        final ResponseLinks links,
        final Feeds feeds,
        final NodeCounters counters,
        final ApplierMailbox mailbox)
    {
        this.config = config;
        this.journal = journal;
        this.counters = counters;
        final PeerIdentity identity = new PeerIdentity(
            config.clientIdentity().clusterId(),
            config.clientIdentity().groupId(),
            config.memberId(),
            EPOCH,
            config.members().members(),
            digests);
        replica = new Replica(config.replicaConfig(), journal, new PeerEncoder(identity, peers));
        view = replica.view();
        peerAdapter = new PeerAdapter(identity, replica.inbox());
        desk = new ClientDesk(replica, config.deskConfig(), links, feeds, this::fill);
        requestAdapter = new RequestAdapter(config.clientIdentity(), config.memberId(), desk);
        hosting = mailbox == null ? null :
            new Hosting(mailbox, replica, desk, identity, peers, config.members().members());
    }

    Replica replica()
    {
        return replica;
    }

    void onPeerFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        peerAdapter.onFrame(buffer, offset, length);
    }

    void onDigestFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        if (hosting != null)
        {
            hosting.onFrame(buffer, offset, length);
        }
    }

    boolean onClientFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        return requestAdapter.onFrame(buffer, offset, length);
    }

    /** What the disk has done since the last step may be vouched for. */
    int onDurable()
    {
        final long position = journal.durablePosition();
        if (position <= durablePosition)
        {
            return 0;
        }
        durablePosition = position;
        replica.onDurable(position);
        return 1;
    }

    int work(final long nowNs, final long timeNs)
    {
        final int hosted = hosting == null ? 0 : hosting.work(nowNs);
        final int workCount = hosted + replica.doWork(nowNs, timeNs) + desk.work(nowNs);
        if (workCount > 0 || replica.decidedThrough() != publishedThrough)
        {
            publish();
        }
        return workCount;
    }

    /** Entries of its own that a leader waits for; says nothing of one that does not lead. */
    long undecidedSlots()
    {
        return view.proposedThrough() - replica.decidedThrough();
    }

    /** Whether this member leads and another could: that one is asked to. */
    boolean handOver()
    {
        int best = -1;
        for (long rest = config.members().members() & ~Membership.bit(config.memberId()); rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            final boolean isBetter = best < 0 || view.acceptedThroughOf(peer) > view.acceptedThroughOf(best);
            best = view.isHeard(peer) && isBetter ? peer : best;
        }
        return best >= 0 && replica.transferLeadership(best) >= 0;
    }

    private void publish()
    {
        if (replica.role() != role)
        {
            role = replica.role();
            if (hosting != null)
            {
                hosting.onRole(role);
            }
            campaigns += role == Role.CANDIDATE ? 1 : 0;
            counters.role.setRelease(role.ordinal());
            counters.campaigns.setRelease(campaigns);
        }
        // Whom nobody hears any more leads nobody.
        counters.leaderBallot.setRelease(view.isLeaderAlive() ? replica.leaderBallot() : Ballot.NONE);
        counters.promisedBallot.setRelease(view.promisedBallot());
        counters.acceptedThrough.setRelease(view.acceptedThrough());
        counters.decidedSequence.setRelease(replica.decidedSequence());
        counters.tailPosition.setRelease(journal.tailPosition());
        counters.durablePosition.setRelease(durablePosition);
        counters.commands.setRelease(desk.commands());
        counters.connections.setRelease(desk.connectionCount());
        counters.sessions.setRelease(replica.sessions().openSessions());
        counters.refusedFrames.setRelease(peerAdapter.refused() + requestAdapter.refused());
        // Last: whoever sees it may read the journal up to it.
        publishedThrough = replica.decidedThrough();
        counters.decidedThrough.setRelease(publishedThrough);
    }

    private void fill(final MemberStatus status)
    {
        status.role = replica.role().ordinal();
        status.durability = config.deskConfig().durability();
        status.promisedBallot = view.promisedBallot();
        status.leaderBallot = replica.leaderBallot();
        status.acceptedThrough = view.acceptedThrough();
        status.decidedThrough = replica.decidedThrough();
        status.decidedSequence = replica.decidedSequence();
        status.tailPosition = journal.tailPosition();
        status.durablePosition = durablePosition;
        status.campaigns = campaigns;
        status.refusedFrames = peerAdapter.refused() + requestAdapter.refused();
        status.sessions = replica.sessions().openSessions();
        status.subscriptions = (int)counters.subscriptions.get();
        status.faultySlots = journal.faultyCount();
        status.hasHole = view.hasHole();
        for (long rest = config.members().members(); rest != 0; rest &= rest - 1)
        {
            status.peers.add(peer(Long.numberOfTrailingZeros(rest)));
        }
    }

    private MemberStatus.Peer peer(final int memberId)
    {
        if (memberId == config.memberId())
        {
            long heard = Membership.bit(memberId);
            for (long rest = config.members().members() & ~heard; rest != 0; rest &= rest - 1)
            {
                heard |= view.isHeard(Long.numberOfTrailingZeros(rest)) ? Long.lowestOneBit(rest) : 0;
            }
            return new MemberStatus.Peer(
                memberId, true, heard, replica.leaderBallot(), view.acceptedThrough(), replica.decidedThrough());
        }
        return new MemberStatus.Peer(
            memberId,
            view.isHeard(memberId),
            view.heardBy(memberId),
            view.leaderBallotOf(memberId),
            view.acceptedThroughOf(memberId),
            view.decidedThroughOf(memberId));
    }
}
