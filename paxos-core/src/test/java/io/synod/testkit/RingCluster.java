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
package io.synod.testkit;

import java.util.Arrays;

import org.agrona.DirectBuffer;

import io.synod.port.Inbox;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.role.Limits;

/**
 * Members in one thread on ports in memory that allocate nothing: what is measured is the core, and the copies that any
 * transport and any journal make. A message posted in a step is delivered after it.
 */
public final class RingCluster
{
    private static final int SLOTS = 1 << 10;
    private static final long STEP_NS = 10_000L;
    private static final long MAX_STEPS = 1_000_000L;

    private final Replica[] replicas;
    private final RingJournal[] journals;
    private final Inbox[] inboxes;
    private final MessageRing messages;
    private long nowNs;

    /**
     * A cluster with a leader, that has decided its first entry everywhere.
     *
     * @param memberCount      all voters; member 0 leads.
     * @param maxCommandLength bytes of one command.
     */
    public RingCluster(final int memberCount, final int maxCommandLength)
    {
        final int batchLength = maxCommandLength + 64;
        final Limits limits = new Limits(256, 1L << 24, batchLength, maxCommandLength, 64, 64, 256, 1024);
        final Membership membership = Membership.ofVoters(memberCount);
        replicas = new Replica[memberCount];
        journals = new RingJournal[memberCount];
        inboxes = new Inbox[memberCount];
        messages = new MessageRing(SLOTS, batchLength);
        for (int i = 0; i < memberCount; i++)
        {
            journals[i] = new RingJournal(SLOTS, Integer.highestOneBit(batchLength) * 2 * SLOTS);
            final ReplicaConfig config = ReplicaConfig.defaults(i, membership).withLimits(limits);
            replicas[i] = new Replica(config, journals[i], messages.outbox(i));
            inboxes[i] = replicas[i].inbox();
        }
        replicas[0].campaign();
        for (long steps = 0; !isDecidedEverywhere(1); steps++)
        {
            check(steps);
            step();
        }
        check(replicas[0].role() == Role.LEADER ? 0 : MAX_STEPS);
    }

    public Replica leader()
    {
        return replicas[0];
    }

    public Replica replica(final int memberId)
    {
        return replicas[memberId];
    }

    /**
     * Opens a session and waits until every member knows it.
     *
     * @return its id.
     */
    public long openSession()
    {
        final long session = replicas[0].openSession();
        decideThrough(session);
        return session;
    }

    /**
     * Offers a command and has the leader work, so that the command gets a slot of its own and leaves at once.
     *
     * @param session   open.
     * @param requestId the next one.
     * @param command   with its bytes.
     * @param length    of it, from offset 0.
     * @return as {@link Replica#offer}.
     */
    public long offer(final long session, final long requestId, final DirectBuffer command, final int length)
    {
        final long sequence = replicas[0].offer(session, requestId, command, 0, length);
        replicas[0].doWork(nowNs, nowNs);
        return sequence;
    }

    /**
     * Steps until every member knows that a slot is decided.
     *
     * @param slot inclusive.
     */
    public void decideThrough(final long slot)
    {
        for (long steps = 0; !isDecidedEverywhere(slot); steps++)
        {
            check(steps);
            step();
        }
    }

    /** Messages arrive, journals are forced, all members work once. */
    public void step()
    {
        nowNs += STEP_NS;
        messages.deliver(inboxes);
        for (int i = 0; i < replicas.length; i++)
        {
            replicas[i].onDurable(journals[i].tailPosition());
            replicas[i].doWork(nowNs, nowNs);
        }
    }

    private boolean isDecidedEverywhere(final long slot)
    {
        for (final Replica replica : replicas)
        {
            if (replica.decidedThrough() < slot)
            {
                return false;
            }
        }
        return true;
    }

    private void check(final long steps)
    {
        if (steps >= MAX_STEPS)
        {
            throw new IllegalStateException("no progress: " + Arrays.stream(replicas)
                .map(replica -> replica.role() + " decided " + replica.decidedThrough()).toList());
        }
    }
}
