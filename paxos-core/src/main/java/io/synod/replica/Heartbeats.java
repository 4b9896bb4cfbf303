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

import io.synod.protocol.Heartbeat;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;

/**
 * Tells each peer, at intervals, who is heard and how far the log is; and what a leader has decided, if no accept does.
 */
final class Heartbeats
{
    private final Rooms rooms;
    private final Leadership leadership;
    private final long peers;
    private final long intervalNs;
    private final Heartbeat heartbeat = new Heartbeat();
    private long nextNs = Long.MIN_VALUE;
    private long due;
    private boolean wasHelping;
    private Role lastRole = Role.FOLLOWER;

    Heartbeats(final Rooms rooms, final Leadership leadership)
    {
        this.rooms = rooms;
        this.leadership = leadership;
        this.peers = (rooms.membership.voters() | rooms.membership.learners()) & ~Membership.bit(rooms.memberId);
        this.intervalNs = rooms.config.timing().heartbeatIntervalNs();
    }

    int work()
    {
        final long nowNs = rooms.nowNs;
        final boolean isHelping = rooms.elector.hasJustHelped(nowNs);
        if (nowNs >= nextNs || rooms.role != lastRole || isHelping != wasHelping)
        {
            // That a leader has come or gone, or may come, should be heard at once.
            lastRole = rooms.role;
            wasHelping = isHelping;
            nextNs = nowNs + intervalNs;
            due = peers;
        }
        if (rooms.role == Role.LEADER)
        {
            addUntold();
        }
        return due == 0 ? 0 : send();
    }

    private void addUntold()
    {
        for (long rest = peers & ~due; rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (leadership.isDecidedUntold(peer))
            {
                due |= Membership.bit(peer);
            }
        }
    }

    private int send()
    {
        fill();
        int sent = 0;
        for (long rest = due; rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            if (rooms.outbox.sendHeartbeat(peer, heartbeat))
            {
                due &= ~Membership.bit(peer);
                sent++;
                if (rooms.role == Role.LEADER)
                {
                    leadership.toldDecided(peer);
                }
            }
        }
        return sent;
    }

    private void fill()
    {
        final long nowNs = rooms.nowNs;
        final boolean isLeader = rooms.role == Role.LEADER;
        final boolean isElecting = rooms.role == Role.CANDIDATE || rooms.elector.hasJustHelped(nowNs);
        final boolean isQuorumConnected = isLeader ?
            rooms.elector.isQuorumConnectedLeader(nowNs) : rooms.elector.isQuorumConnectedCandidate(nowNs);
        heartbeat.links(
            rooms.acceptor.promisedBallot(),
            rooms.elector.followedBallot(),
            rooms.links.heard(nowNs),
            rooms.elector.isLeaderAlive(nowNs) || isElecting,
            isQuorumConnected);
        heartbeat.log(
            rooms.acceptor.chainBallot(), rooms.acceptor.acceptedThrough(), rooms.learner.decidedThrough());
    }
}
