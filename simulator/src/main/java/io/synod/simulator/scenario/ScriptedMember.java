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
package io.synod.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.replica.ReplicaView;
import io.synod.simulator.check.MemberChecker;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/** A member whose disk and life a script holds in its hands. Whatever a checker finds is a line of the story. */
final class ScriptedMember
{
    private static final String FOUND = "!! ";

    private final int memberId;
    private final ReplicaConfig config;
    private final MemberChecker checker;
    private final Map<Long, String> taken;
    private final Consumer<Letter> post;
    private final Consumer<String> story;
    private MemoryJournal journal;
    private Replica replica;
    private int durableRecords;
    private long takenThrough;
    private List<String> told = List.of();

    ScriptedMember(
        final ReplicaConfig config,
        final MemberChecker checker,
        final Map<Long, String> taken,
        final Consumer<Letter> post,
        final Consumer<String> story)
    {
        this.taken = taken;
        this.memberId = config.memberId();
        this.config = config;
        this.checker = checker;
        this.post = post;
        this.story = story;
        journal = new MemoryJournal();
        start();
        told = facts();
    }

    void start()
    {
        final List<MemoryRecord> kept = journal.records();
        for (int i = durableRecords; i < kept.size(); i++)
        {
            final MemoryRecord record = kept.get(i);
            guard(() -> checker.onDurable(record));
        }
        durableRecords = kept.size();
        journal = MemoryJournal.afterCrash(
            journal, durableRecords, record -> guard(() -> checker.onAppend(record)));
        told = List.of();
        takenThrough = 0;
        try
        {
            replica = new Replica(config, journal, new LetterOutbox(memberId, post, new Vouched()));
            guard(() -> checker.onStart(replica));
        }
        catch (final InvariantViolation | ConfigException found)
        {
            stop(found);
        }
    }

    /**
     * The member dies.
     *
     * @param kept how many of the records that were not forced are left.
     */
    void crash(final int kept)
    {
        final int left = Math.min(durableRecords + kept, journal.records().size());
        journal = MemoryJournal.afterCrash(journal, left, record -> {});
        replica = null;
    }

    boolean isAlive()
    {
        return replica != null;
    }

    Replica replica()
    {
        return replica;
    }

    /** Whether there are records that a crash would take. */
    boolean isForceDue()
    {
        return isAlive() && durableRecords < journal.records().size();
    }

    /**
     * Forces records.
     *
     * @param count how many at most.
     */
    void force(final int count)
    {
        final int limit = (int)Math.min((long)durableRecords + count, journal.records().size());
        while (durableRecords < limit)
        {
            final MemoryRecord record = journal.records().get(durableRecords++);
            guard(() -> checker.onDurable(record));
        }
        if (durableRecords > 0)
        {
            step(() -> replica.onDurable(journal.records().get(durableRecords - 1).endPosition()));
        }
    }

    void step(final Runnable input)
    {
        if (!isAlive())
        {
            return;
        }
        try
        {
            input.run();
            guard(() -> checker.onStep(replica, journal));
            checkAgreement();
        }
        catch (final InvariantViolation found)
        {
            stop(found);
        }
    }

    /** Whatever anyone has ever taken as decided is the same: goes on where the checkers have already objected. */
    private void checkAgreement()
    {
        while (takenThrough < replica.decidedThrough())
        {
            final long slot = ++takenThrough;
            final String value = value(slot);
            final String before = taken.putIfAbsent(slot, value);
            if (before != null && !before.equals(value))
            {
                story.accept(FOUND + "Agreement: slot " + slot + " is " + value + " at " + Names.of(memberId) +
                    " and " + before + " elsewhere");
            }
        }
    }

    private String value(final long slot)
    {
        final MemoryRecord record = journal.at(slot);
        return record == null ? "nothing" : Names.ofValue(
            record.kind(), record.originBallot(), record.body(), 0, record.commandCount());
    }

    /**
     * An input with an answer.
     *
     * @param input of the replica.
     * @return the answer; 0 if the member is dead or stops.
     */
    long ask(final ToLongFunction<Replica> input)
    {
        final long[] answer = new long[1];
        step(() -> answer[0] = input.applyAsLong(replica));
        return answer[0];
    }

    /** Tells what has changed since it was told last. */
    void tell()
    {
        if (!isAlive())
        {
            return;
        }
        final List<String> now = facts();
        final List<String> changed = new ArrayList<>(now);
        changed.removeAll(told);
        told = now;
        if (!changed.isEmpty())
        {
            story.accept(Names.of(memberId) + ": " + String.join(", ", changed));
        }
    }

    /** All there is to tell, with the log; slots that are known to be decided stand before the bar. */
    String describe()
    {
        if (!isAlive())
        {
            return Names.of(memberId) + ": down";
        }
        final StringBuilder text = new StringBuilder(Names.of(memberId) + ": " + String.join(", ", facts()) + ";");
        for (long slot = 1; slot <= journal.lastSlot(); slot++)
        {
            text.append(journal.at(slot) == null ? "" : " " + slot + ":" + value(slot));
            text.append(slot == replica.decidedThrough() ? " |" : "");
        }
        return text.toString();
    }

    private List<String> facts()
    {
        final List<String> facts = new ArrayList<>();
        if (!isAlive())
        {
            return facts;
        }
        final ReplicaView view = replica.view();
        facts.add(switch (replica.role())
        {
            case LEADER -> "leads " + Names.ofBallot(view.ledBallot());
            case CANDIDATE -> "candidate " + Names.ofBallot(view.campaignBallot());
            default -> "follower";
        });
        facts.add("promised " + Names.ofBallot(view.promisedBallot()));
        facts.add("chain " + Names.ofBallot(view.chainBallot()) + "[" + view.chainFrom() + ".." +
            view.acceptedThrough() + "]");
        if (view.stagedThrough() != 0 && replica.role() != Role.CANDIDATE)
        {
            facts.add("staged " + Names.ofBallot(view.stagedBallot()) + "[.." + view.stagedThrough() + "]");
        }
        facts.add("decided " + replica.decidedThrough());
        return facts;
    }

    private void stop(final Throwable found)
    {
        story.accept(FOUND + Names.of(memberId) + " stops: " + found.getMessage());
        replica = null;
    }

    private void guard(final Runnable check)
    {
        try
        {
            check.run();
        }
        catch (final Violation found)
        {
            story.accept(FOUND + found.getMessage());
        }
    }

    /** What the member says about its disk is compared with its disk. */
    private final class Vouched implements LetterOutbox.Vouching
    {
        @Override
        public void usesBallot(final long ballot)
        {
            guard(() -> checker.usesBallot(ballot));
        }

        @Override
        public void onSendPromise(final long ballot, final PromisePart part)
        {
            guard(() -> checker.onSendPromise(ballot, part));
        }

        @Override
        public void onSendAccepted(final long ballot, final long acceptedThrough)
        {
            guard(() -> checker.onSendAccepted(ballot, acceptedThrough));
        }
    }
}
