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
package io.synod.simulator;

import java.util.function.Consumer;

import io.synod.protocol.Ballot;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;
import io.synod.testkit.MemoryRecord;

/**
 * What happened, as a number that two equal runs share, and on wish as one JSON line a step. {@code "t"} is virtual
 * time in nanoseconds, {@code "m"} the member, {@code "a"} the action: Campaign, Promise, Lead, Propose, Accept,
 * Decide, Learn, Fill and Crash are those of the model in {@code docs/spec}; Durable, SendPromise, SendAccepted, Mark
 * and Start say when state may be spoken of; names in capitals are faults; the first line, Options, names members and
 * quorums. The fields are listed in {@code docs/TESTING.md}.
 */
public final class Trace
{
    private static final long PRIME = 0x100000001b3L;

    private final EventQueue events;
    private final Consumer<String> lines;
    private long digest = 0xcbf29ce484222325L;
    private long elections;

    /**
     * An empty trace.
     *
     * @param events of the run.
     * @param lines  where JSON lines go; null if nobody wants them.
     */
    Trace(final EventQueue events, final Consumer<String> lines)
    {
        this.events = events;
        this.lines = lines;
    }

    /**
     * A number that says what happened: FNV-1a over every step and every frame.
     *
     * @return equal for equal runs.
     */
    public long digest()
    {
        return digest;
    }

    long elections()
    {
        return elections;
    }

    /** Who is there: {@code "m"} is nobody. */
    void options(final Membership membership)
    {
        write(-1, "Options", "voters", membership.voters(), "learners", membership.learners(), "q1",
            membership.quorum().phase1(), "q2", membership.quorum().phase2());
    }

    /** A fault. */
    void fault(final Fault fault)
    {
        mix(fault.number());
        write(fault.member(), fault.kind().name(), "fault", fault.number(), "other", fault.other(), "amount",
            fault.amount());
    }

    void crash(final int memberId, final int records)
    {
        mix(memberId * 31L + records);
        write(memberId, "Crash", "of", records);
    }

    void start(final int memberId, final int records, final Replica replica)
    {
        mix(memberId * 37L + records);
        final ReplicaView view = replica.view();
        write(memberId, "Start", "records", records, "promised", view.promisedBallot(), "chain", view.chainBallot(),
            "from", view.chainFrom(), "through", view.acceptedThrough(), "decided", replica.decidedThrough());
    }

    void durable(final int memberId, final int records)
    {
        mix(memberId * 41L + records);
        write(memberId, "Durable", "records", records);
    }

    /** A record was appended: what the model calls an action of the acceptor. */
    void appended(final int memberId, final MemoryRecord record)
    {
        mix(record.ballot() * 31 + record.slot());
        if (lines == null)
        {
            return;
        }
        switch (record.type())
        {
            case PROMISE -> write(
                memberId, Ballot.memberId(record.ballot()) == memberId ? "Campaign" : "Promise", "b", record.ballot());
            case DECIDED_MARK -> write(memberId, "Mark", "slot", record.slot());
            case DECIDED_ENTRY -> write(
                memberId, "Fill", "b", record.ballot(), "slot", record.slot(), "origin", record.originBallot(), "value",
                record.checksum());
            default -> write(
                memberId, isProposal(memberId, record) ? "Propose" : "Accept", "b", record.ballot(), "slot",
                record.slot(), "origin", record.originBallot(), "value", record.checksum(), "from",
                record.chainFrom(), "fence", record.fence());
        }
    }

    void led(final int memberId, final ReplicaView view)
    {
        elections++;
        mix(view.ledBallot());
        write(memberId, "Lead", "b", view.ledBallot(), "from", view.firstUndecidedOfLed(), "fence", view.fenceOfLed());
    }

    /** More slots are known to be decided than before. */
    void decided(final int memberId, final Replica replica)
    {
        final boolean leads = replica.role() == Role.LEADER;
        write(memberId, leads ? "Decide" : "Learn", "b", leads ? replica.view().ledBallot() : Ballot.NONE, "through",
            replica.decidedThrough());
    }

    void sendPromise(final int memberId, final long ballot, final PromisePart part)
    {
        if (lines == null)
        {
            return;
        }
        write(memberId, "SendPromise", "b", ballot, "chain", part.chainBallot(), "from", part.chainFrom(), "through",
            part.acceptedThrough(), "decided", part.decidedThrough(), "slot", part.fromSlot(), "limit",
            part.slotLimit(), "last", part.isLast() ? 1 : 0, "headers", part.count(), "hash", hash(part));
    }

    void sendAccepted(final int memberId, final long ballot, final long through)
    {
        write(memberId, "SendAccepted", "b", ballot, "through", through);
    }

    void frame(final int from, final int to, final byte[] frame)
    {
        long hash = from * 64L + to;
        for (int i = 0; i < frame.length; i += 3)
        {
            hash = hash * 31 + frame[i];
        }
        mix(hash);
    }

    /** After a step: where the member stands. */
    void state(final int memberId, final Replica replica)
    {
        final ReplicaView view = replica.view();
        mix(memberId + (view.promisedBallot() << 8));
        mix(view.acceptedThrough() * 31 + replica.decidedThrough());
        mix(events.nowNs());
    }

    /** A leader's own fresh entry, as against one that it accepts from itself or others again. */
    private static boolean isProposal(final int memberId, final MemoryRecord record)
    {
        return record.originBallot() == record.ballot() && Ballot.memberId(record.ballot()) == memberId;
    }

    private static long hash(final PromisePart part)
    {
        long hash = 0;
        for (int i = 0; i < part.count(); i++)
        {
            hash = hash * 31 + part.slot(i);
            hash = hash * 31 + part.ballot(i);
            hash = hash * 31 + part.originBallot(i);
            hash = hash * 31 + part.checksum(i);
        }
        return hash;
    }

    private void mix(final long value)
    {
        digest = (digest ^ value) * PRIME;
    }

    private void write(final int memberId, final String action, final Object... fields)
    {
        if (lines == null)
        {
            return;
        }
        final StringBuilder line = new StringBuilder("{\"t\":")
            .append(events.nowNs())
            .append(",\"m\":")
            .append(memberId)
            .append(",\"a\":\"")
            .append(action)
            .append('"');
        for (int i = 0; i < fields.length; i += 2)
        {
            line.append(",\"").append(fields[i]).append("\":").append(fields[i + 1]);
        }
        lines.accept(line.append('}').toString());
    }
}
