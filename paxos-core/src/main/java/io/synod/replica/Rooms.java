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
import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Role;
import io.synod.protocol.Verify;
import io.synod.quorum.Membership;
import io.synod.role.Acceptor;
import io.synod.role.Campaign;
import io.synod.role.DurabilityGate;
import io.synod.role.Elector;
import io.synod.role.Jitter;
import io.synod.role.Learner;
import io.synod.role.Links;
import io.synod.role.PromiseStream;
import io.synod.session.SessionTable;

/** The rooms that leader's and follower's side share, put together once; and the time of the present step. */
final class Rooms
{
    final ReplicaConfig config;
    final int memberId;
    final Membership membership;
    final Journal journal;
    final Outbox outbox;
    final Acceptor acceptor;
    final PromiseStream promises;
    final DurabilityGate gate;
    final SessionTable sessions;
    final Learner learner;
    final Links links;
    final Elector elector;
    final Campaign campaign;
    private final long[] ignored = new long[Ignored.values().length];
    /** Set while an input is at work: an exception leaves it set, and so does a port that calls back. */
    private boolean isBusy;

    Role role = Role.FOLLOWER;
    /** This member's clock for waiting: monotonic, any origin. */
    long nowNs;
    /** This member's clock for replicated time: since 1970. */
    long timeNs;
    /** The greatest ballot met anywhere: the next campaign goes above it. */
    long seenBallot = Ballot.NONE;

    Rooms(final ReplicaConfig config, final Journal journal, final Outbox outbox)
    {
        this.config = config;
        this.memberId = config.memberId();
        this.membership = config.membership();
        this.journal = journal;
        this.outbox = outbox;
        acceptor = new Acceptor(journal);
        promises = new PromiseStream(journal);
        gate = new DurabilityGate(memberId, 2 * config.limits().windowSlots(), outbox, promises);
        sessions = new SessionTable(config.limits().maxSessions(), config.limits().rememberedRequests());
        learner = new Learner(journal, sessions);
        links = new Links(memberId, membership, config.timing().leaderTimeoutNs());
        final Jitter jitter = new Jitter(config.seed());
        elector = new Elector(memberId, membership, config.timing(), config.priority(), links, jitter);
        campaign = new Campaign(membership, 2 * config.limits().windowSlots());
        gate.recovered(journal.tailPosition(), acceptor.chainBallot(), acceptor.vouchedThrough());
        learner.advanceTo(acceptor.decidedHint());
    }

    void enter()
    {
        Verify.that(!isBusy, "no input after a fault, and none from inside a port");
        isBusy = true;
    }

    void exit()
    {
        isBusy = false;
    }

    void ignore(final Ignored reason)
    {
        ignored[reason.ordinal()]++;
    }

    long ignoredCount(final Ignored reason)
    {
        return ignored[reason.ordinal()];
    }

    void saw(final long ballot)
    {
        seenBallot = Math.max(seenBallot, ballot);
    }

    /** A ballot of this member's own, above all it has met. */
    long nextBallot()
    {
        saw(acceptor.promisedBallot());
        saw(links.greatestBallot());
        return Ballot.nextAbove(seenBallot, memberId);
    }

    /** Whether what comes next can only be filled in: it lies below the chain, or was damaged. */
    boolean hasHole()
    {
        final long next = learner.decidedThrough() + 1;
        return next < acceptor.chainFrom() || journal.isFaulty(next);
    }

    /** An entry was stored: its acknowledgement waits for the disk, once the entry is in the chain. */
    void holdAccepted(final long position, final long ballot)
    {
        if (acceptor.chainBallot() == ballot)
        {
            gate.holdAccepted(position, ballot, acceptor.vouchedThrough());
        }
    }
}
