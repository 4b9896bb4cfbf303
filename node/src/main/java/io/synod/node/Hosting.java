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
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;

import io.synod.desk.ClientDesk;
import io.synod.protocol.Ballot;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.transport.DigestAdapter;
import io.synod.transport.DigestEncoder;
import io.synod.transport.FrameSink;
import io.synod.transport.PeerIdentity;
import io.synod.transport.StateDigests;

/** What the replica's thread does for a state machine: passes on its answers and digests, and moves its time. */
final class Hosting
{
    private static final long TICK_INTERVAL_NS = 10_000_000L;

    private final ApplierMailbox mailbox;
    private final Replica replica;
    private final ClientDesk desk;
    private final DigestEncoder encoder;
    private final DigestAdapter adapter;
    private final long peers;
    private final long[] digests = new long[StateDigests.MAX_DIGESTS];
    private final ControlledMessageHandler onMessage = this::onMessage;
    /** What was decided when this member started: answers to that have been given before, by whoever led. */
    private final long firstAnswered;
    private long tickedNs;
    private long tickedBallot = Ballot.NONE;
    private long tickedSlot;

    Hosting(
        final ApplierMailbox mailbox,
        final Replica replica,
        final ClientDesk desk,
        final PeerIdentity identity,
        final FrameSink sink,
        final long members)
    {
        this.mailbox = mailbox;
        this.replica = replica;
        this.desk = desk;
        firstAnswered = replica.decidedSequence() + 1;
        peers = members & ~Membership.bit(identity.memberId());
        encoder = new DigestEncoder(identity, sink);
        adapter = new DigestAdapter(identity, mailbox::putPeersDigests);
    }

    void onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        adapter.onFrame(buffer, offset, length);
    }

    /** To be said before anything is published that this leader has decided. */
    void onRole(final Role role)
    {
        mailbox.answerFrom(role == Role.LEADER ? firstAnswered : ApplierMailbox.NEVER);
    }

    int work(final long nowNs)
    {
        final int workCount = mailbox.readToReplica(onMessage);
        if (mailbox.isTickDue() && nowNs - tickedNs >= TICK_INTERVAL_NS && !isTickUndecided())
        {
            // Whoever leads; a follower's wish is refused, and the leader has its own.
            tickedNs = nowNs;
            tickedSlot = replica.tick();
            tickedBallot = replica.leaderBallot();
        }
        return workCount;
    }

    /** One tick is enough for all timers that wait for it. */
    private boolean isTickUndecided()
    {
        return tickedSlot > replica.decidedThrough() && tickedBallot == replica.leaderBallot();
    }

    private ControlledMessageHandler.Action onMessage(
        final int type, final MutableDirectBuffer buffer, final int index, final int length)
    {
        if (type == ApplierMailbox.RESULT)
        {
            final boolean isTaken = desk.onResult(buffer.getLong(index), buffer.getLong(index + 8),
                buffer.getLong(index + 16), buffer, index + 24, length - 24);
            return isTaken ? ControlledMessageHandler.Action.CONTINUE : ControlledMessageHandler.Action.ABORT;
        }
        final long lastSequence = ApplierMailbox.lastSequence(buffer, index);
        final int count = ApplierMailbox.readDigests(buffer, index, length, digests);
        for (long rest = peers; rest != 0; rest &= rest - 1)
        {
            // One that finds no room is not missed: the next one speaks of later commands.
            encoder.sendStateDigest(Long.numberOfTrailingZeros(rest), lastSequence, digests, 0, count);
        }
        return ControlledMessageHandler.Action.CONTINUE;
    }
}
