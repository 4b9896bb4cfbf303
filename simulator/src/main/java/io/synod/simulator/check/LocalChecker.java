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

import java.util.HashMap;
import java.util.Map;

import io.synod.protocol.Ballot;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/**
 * Watches one member, over all its lives, without knowing the others: checks what concerns it alone (I2, I3, I6, I9,
 * I11) and writes down as {@link MemberFacts} what concerns all. It does what {@link MemberChecker} does, cut in two,
 * so that a search can run one member at a time.
 */
public final class LocalChecker
{
    private final int memberId;
    private final boolean isAgreementOnly;
    private final MemberFacts facts = new MemberFacts();
    private final Map<Long, Integer> lifeOfBallot = new HashMap<>();
    private DurableMirror mirror;
    private int life;
    private long promisedBefore;
    private long vouchedPromise;
    private long decidedBefore;
    private long ledBefore;
    private int campaigns;

    /**
     * A checker of a member that has not started yet.
     *
     * @param memberId        who.
     * @param isAgreementOnly checks nothing here, so that a broken disk is seen only by what it does to others.
     */
    public LocalChecker(final int memberId, final boolean isAgreementOnly)
    {
        this.memberId = memberId;
        this.isAgreementOnly = isAgreementOnly;
        mirror = new DurableMirror(memberId, this::onVote);
    }

    public MemberFacts facts()
    {
        return facts;
    }

    /**
     * Campaigns that the member has begun under the eyes of this checker.
     *
     * @return from 0.
     */
    public int campaigns()
    {
        return campaigns;
    }

    /** The disk has lied: what it holds is handed to {@link #onDurable} once more, from the first record on. */
    public void onDiskLied()
    {
        mirror = new DurableMirror(memberId, this::onVote);
    }

    private void onVote(final int voter, final long ballot, final long slot, final long originBallot)
    {
        facts.votes.add(new MemberFacts.Accepted(ballot, slot, originBallot));
    }

    /**
     * The member has appended a record.
     *
     * @param record appended.
     */
    public void onAppend(final MemoryRecord record)
    {
        switch (record.type())
        {
            case ACCEPT, RE_ACCEPT ->
            {
                check(record.ballot() >= mirror.promisedBallot(), "I3", "accepted below the durable promise",
                    record.ballot(), mirror.promisedBallot());
                facts.accepted.add(new MemberFacts.Accepted(record.ballot(), record.slot(), record.originBallot()));
            }
            case PROMISE -> campaigns += Ballot.memberId(record.ballot()) == memberId ? 1 : 0;
            default ->
            {
                // Decided entries and marks are looked at when they count.
            }
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
     * The member has started again from what its disk holds.
     *
     * @param replica new.
     */
    public void onStart(final Replica replica)
    {
        final ReplicaView view = replica.view();
        life++;
        check(view.promisedBallot() == mirror.promisedBallot(), "I11", "another promise after a restart",
            view.promisedBallot(), mirror.promisedBallot());
        check(view.promisedBallot() >= vouchedPromise, "I2", "a promise was forgotten", view.promisedBallot(),
            vouchedPromise);
        check(view.chainBallot() == mirror.chainBallot() && view.chainFrom() == mirror.chainFrom() &&
            view.acceptedThrough() == mirror.acceptedThrough(), "I11", "another chain after a restart",
            view.chainBallot(), mirror.chainBallot(), view.chainFrom(), mirror.chainFrom(), view.acceptedThrough(),
            mirror.acceptedThrough());
        promisedBefore = view.promisedBallot();
        decidedBefore = 0;
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
        check(view.promisedBallot() >= promisedBefore, "I2", "the promise falls", view.promisedBallot(),
            promisedBefore);
        promisedBefore = view.promisedBallot();
        check(view.chainBallot() <= view.promisedBallot(), "I3", "the chain is above the promise", view.chainBallot(),
            view.promisedBallot());
        check(view.chainFrom() <= view.acceptedThrough() + 1, "I3", "the chain begins behind its end",
            view.chainFrom(), view.acceptedThrough());
        if (replica.role() == Role.LEADER && view.ledBallot() != ledBefore)
        {
            ledBefore = view.ledBallot();
            usesBallot(ledBefore);
            facts.led.add(new MemberFacts.Led(ledBefore, view.firstUndecidedOfLed(), view.fenceOfLed()));
        }
        final long decided = replica.decidedThrough();
        check(decided >= decidedBefore, "I9", "decidedThrough falls", decided, decidedBefore);
        if (decided > decidedBefore)
        {
            onDecided(replica, view, journal, decided);
        }
    }

    private void onDecided(
        final Replica replica, final ReplicaView view, final MemoryJournal journal, final long decided)
    {
        for (long slot = decidedBefore + 1; slot <= decided; slot++)
        {
            final MemoryRecord record = journal.at(slot);
            Violation.check(record != null, "I9", "decided but not held", memberId, slot);
            final MemoryRecord before = facts.decided.putIfAbsent(slot, record);
            Violation.check(before == null || before.originBallot() == record.originBallot(), "I1",
                "one member has decided two values", memberId, slot);
            if (replica.role() == Role.LEADER)
            {
                facts.leaderDecided.add(new MemberFacts.LeaderDecided(view.ledBallot(), slot));
            }
        }
        decidedBefore = decided;
        final long digest = replica.sessions().digest();
        final Long before = facts.sessionDigests.putIfAbsent(decided, digest);
        Violation.check(before == null || before == digest, "I13", "another table of sessions at the same slot",
            memberId, decided);
    }

    /**
     * The member sends a prepare or an accept, or leads.
     *
     * @param ballot its own.
     */
    public void usesBallot(final long ballot)
    {
        check(Ballot.memberId(ballot) == memberId, "I4", "a ballot of another member is used", ballot);
        check(mirror.promisedBallot() >= ballot, "I6", "a ballot used before its own promise is durable", ballot,
            mirror.promisedBallot());
        final Integer before = lifeOfBallot.putIfAbsent(ballot, life);
        check(before == null || before == life, "I4", "a ballot is used twice", ballot);
    }

    /**
     * The member sends a promise.
     *
     * @param ballot promised.
     * @param part   of it.
     */
    public void onSendPromise(final long ballot, final PromisePart part)
    {
        check(mirror.promisedBallot() >= ballot, "I6", "a promise left before it was durable", ballot,
            mirror.promisedBallot());
        if (part.chainBallot() == mirror.chainBallot() && part.acceptedThrough() > mirror.acceptedThrough())
        {
            facts.toldOf.add(part.acceptedThrough());
        }
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
        check(mirror.acceptedThroughAt(ballot) >= acceptedThrough, "I6", "accepted left before it was durable", ballot,
            acceptedThrough, mirror.acceptedThroughAt(ballot));
        vouchedPromise = Math.max(vouchedPromise, ballot);
    }

    private void check(final boolean holds, final String invariant, final String what, final long... numbers)
    {
        if (!holds && !isAgreementOnly)
        {
            Violation.check(false, invariant, what + " at member " + memberId, numbers);
        }
    }
}
