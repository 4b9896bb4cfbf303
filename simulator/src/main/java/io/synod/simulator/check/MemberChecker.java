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
package io.synod.simulator.check;

import org.agrona.collections.Long2LongHashMap;

import io.synod.port.Journal;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/** Watches one member, over all its lives. */
public final class MemberChecker
{
    /** Told when a member begins to lead. */
    public interface LeadListener
    {
        void onLead(int memberId, ReplicaView view);
    }

    private final LeadListener leads;
    private final int memberId;
    private final ChosenLog chosen;
    private final OrderChecker order;
    private final Long2LongHashMap runOfBallot;
    private final DurableMirror mirror;
    private long run;
    private long promisedBefore;
    private long vouchedPromise;
    private long decidedBefore;
    private Role roleBefore = Role.FOLLOWER;
    private long ledBefore;

    /**
     * A checker of a member that has not started yet.
     *
     * @param memberId    who.
     * @param chosen      shared by all members.
     * @param order       shared by all members.
     * @param runOfBallot shared by all members: in which life of its owner a ballot was used.
     * @param leads       told when the member begins to lead.
     */
    public MemberChecker(
        final int memberId,
        final ChosenLog chosen,
        final OrderChecker order,
        final Long2LongHashMap runOfBallot,
        final LeadListener leads)
    {
        this.leads = leads;
        this.memberId = memberId;
        this.chosen = chosen;
        this.order = order;
        this.runOfBallot = runOfBallot;
        mirror = new DurableMirror(memberId, chosen::onVote);
    }

    /**
     * The member has appended a record.
     *
     * @param record appended.
     */
    public void onAppend(final MemoryRecord record)
    {
        if (record.type() == MemoryRecord.Type.ACCEPT || record.type() == MemoryRecord.Type.RE_ACCEPT)
        {
            Violation.check(record.ballot() >= mirror.promisedBallot(), "I3", "accepted below the durable promise",
                memberId, record.ballot(), mirror.promisedBallot());
            Violation.check(
                record.slot() > decidedBefore || record.originBallot() == chosen.chosenOrigin(record.slot()), "I9",
                "accepted another value for a slot that it knows decided", memberId, record.ballot(), record.slot());
            chosen.onAccept(record.ballot(), record.slot(), record.originBallot());
        }
    }

    /**
     * A record of the member has become durable.
     *
     * @param record the next one.
     */
    public void onDurable(final MemoryRecord record)
    {
        mirror.onDurable(record);
    }

    /**
     * The member has started again from what its disk holds, all of which was given to {@link #onDurable}.
     *
     * @param replica new.
     */
    public void onStart(final Replica replica)
    {
        final ReplicaView view = replica.view();
        run++;
        Violation.check(view.promisedBallot() == mirror.promisedBallot(), "I11", "another promise after a restart",
            memberId, view.promisedBallot(), mirror.promisedBallot());
        Violation.check(view.promisedBallot() >= vouchedPromise, "I2", "a promise was forgotten", memberId,
            view.promisedBallot(), vouchedPromise);
        Violation.check(
            view.chainBallot() == mirror.chainBallot() && view.chainFrom() == mirror.chainFrom() &&
                view.acceptedThrough() == mirror.acceptedThrough(),
            "I11", "another chain after a restart", memberId, view.chainBallot(), mirror.chainBallot(),
            view.chainFrom(), mirror.chainFrom(), view.acceptedThrough(), mirror.acceptedThrough());
        promisedBefore = view.promisedBallot();
        decidedBefore = 0;
        roleBefore = Role.FOLLOWER;
        ledBefore = 0;
    }

    /**
     * A step of the member is over.
     *
     * @param replica of the member.
     * @param journal of the member.
     */
    public void onStep(final Replica replica, final MemoryJournal journal)
    {
        final ReplicaView view = replica.view();
        Violation.check(view.promisedBallot() >= promisedBefore, "I2", "the promise falls", memberId,
            view.promisedBallot(), promisedBefore);
        promisedBefore = view.promisedBallot();
        checkBasic(view);
        if (replica.role() == Role.LEADER && (roleBefore != Role.LEADER || view.ledBallot() != ledBefore))
        {
            usesBallot(view.ledBallot());
            leads.onLead(memberId, view);
            chosen.onLead(view.ledBallot(), view.firstUndecidedOfLed(), view.fenceOfLed());
        }
        roleBefore = replica.role();
        ledBefore = view.ledBallot();
        checkDecided(replica, view, journal);
    }

    private void checkBasic(final ReplicaView view)
    {
        Violation.check(view.chainBallot() <= view.promisedBallot(), "I3", "the chain is above the promise", memberId,
            view.chainBallot(), view.promisedBallot());
        Violation.check(view.chainFrom() <= view.acceptedThrough() + 1, "I3", "the chain begins behind its end",
            memberId, view.chainFrom(), view.acceptedThrough());
    }

    private void checkDecided(final Replica replica, final ReplicaView view, final MemoryJournal journal)
    {
        final long decided = replica.decidedThrough();
        Violation.check(decided >= decidedBefore, "I9", "decidedThrough falls", memberId, decided, decidedBefore);
        if (decided == decidedBefore)
        {
            return;
        }
        for (long slot = decidedBefore + 1; slot <= decided; slot++)
        {
            final MemoryRecord record = journal.at(slot);
            Violation.check(record != null, "I9", "decided but not held", memberId, slot);
            chosen.onDecided(memberId, slot, record.originBallot());
            if (replica.role() == Role.LEADER)
            {
                chosen.onLeaderDecided(view.ledBallot(), slot);
            }
            order.onDecided(record);
        }
        decidedBefore = decided;
        order.onSessions(memberId, decided, replica.sessions());
    }

    /**
     * The member sends a prepare or an accept, or leads.
     *
     * @param ballot its own.
     */
    public void usesBallot(final long ballot)
    {
        Violation.check(mirror.promisedBallot() >= ballot, "I6", "a ballot used before its own promise is durable",
            memberId, ballot, mirror.promisedBallot());
        final long life = (run << 8) + memberId + 1;
        final long before = runOfBallot.get(ballot);
        Violation.check(before == 0 || before == life, "I4", "a ballot is used twice", memberId, ballot, before, life);
        runOfBallot.put(ballot, life);
    }

    /**
     * The member sends a promise.
     *
     * @param ballot promised.
     * @param part   of it.
     */
    public void onSendPromise(final long ballot, final PromisePart part)
    {
        Violation.check(mirror.promisedBallot() >= ballot, "I6", "a promise left before it was durable", memberId,
            ballot, mirror.promisedBallot());
        Violation.check(
            part.chainBallot() == mirror.chainBallot() && part.acceptedThrough() <= mirror.acceptedThrough(),
            "I6", "a promise speaks of more than is durable", memberId, part.acceptedThrough());
        vouchedPromise = Math.max(vouchedPromise, ballot);
    }

    /**
     * The member vouches for its chain.
     *
     * @param ballot          of the chain.
     * @param acceptedThrough inclusive.
     */
    public void onSendAccepted(final long ballot, final long acceptedThrough)
    {
        Violation.check(mirror.acceptedThroughAt(ballot) >= acceptedThrough, "I6",
            "accepted left before it was durable", memberId, ballot, acceptedThrough, mirror.acceptedThroughAt(ballot));
        vouchedPromise = Math.max(vouchedPromise, ballot);
    }

    /**
     * The member vouches for its chain: what it vouches for can be read.
     *
     * @param ballot          of the chain.
     * @param acceptedThrough inclusive.
     * @param journal         of the member.
     */
    public void onVouched(final long ballot, final long acceptedThrough, final Journal journal)
    {
        if (ballot != mirror.chainBallot())
        {
            return;
        }
        for (long slot = Math.max(mirror.chainFrom(), decidedBefore + 1); slot <= acceptedThrough; slot++)
        {
            Violation.check(
                !journal.isFaulty(slot), "I6", "vouched for an entry that was damaged", memberId, ballot, slot);
        }
    }
}
