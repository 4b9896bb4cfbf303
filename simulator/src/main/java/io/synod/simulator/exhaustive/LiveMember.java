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
package io.synod.simulator.exhaustive;

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Inbox;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.simulator.check.LocalChecker;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/** One member, running: the real core on a journal in memory, from the end of the prelude on. */
final class LiveMember
{
    private static final long MOMENT_NS = 100_000;

    /** More rounds of work than any input leaves: else the core is busy for ever. */
    private static final int WORK_LIMIT = 100;
    private static final int MAX_COMMAND_LENGTH = 8;

    private final int memberId;
    private final Scope.Disk disk;
    private final Prelude prelude;
    private final LocalChecker checker;
    private final Recorder recorder;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[MAX_COMMAND_LENGTH]);
    private final int campaignsBefore;
    /** Records that no crash takes away. */
    private int safeRecords;
    /** Records that the core was told are durable: as many, unless the disk lies. */
    private int durableRecords;
    private int crashes;
    private MemoryJournal journal;
    private Replica replica;

    LiveMember(final int memberId, final Scope scope, final Prelude prelude)
    {
        this.memberId = memberId;
        this.disk = scope.disk();
        this.prelude = prelude;
        checker = new LocalChecker(memberId, disk == Scope.Disk.LYING);
        recorder = new Recorder(memberId, checker);
        journal = prelude.journal(memberId, checker);
        for (final MemoryRecord record : journal.records())
        {
            checker.onAppend(record);
            checker.onDurable(record);
        }
        safeRecords = journal.records().size();
        durableRecords = safeRecords;
        campaignsBefore = checker.campaigns();
        start();
        prelude.play(this);
        checker.onStep(replica, journal);
    }

    private void start()
    {
        replica = new Replica(prelude.config(memberId), journal, recorder);
        checker.onStart(replica);
    }

    void recordFromHere()
    {
        recorder.start();
        recorder.loseHeartbeats();
    }

    void recordTalk()
    {
        recorder.start();
    }

    List<Message> sent()
    {
        return recorder.messages();
    }

    int memberId()
    {
        return memberId;
    }

    Inbox inbox()
    {
        return replica.inbox();
    }

    /** One duty cycle. */
    int work(final long nowNs)
    {
        return replica.doWork(nowNs, nowNs);
    }

    /** An input, and the duty cycles it gives rise to. */
    void apply(final int input, final Messages messages)
    {
        if (input == Input.CAMPAIGN)
        {
            replica.campaign();
        }
        else if (input == Input.DISK)
        {
            force(journal.records().size());
        }
        else if (Input.isForce(input))
        {
            force(durableRecords + Input.recordsForced(input));
        }
        else if (Input.isOffer(input))
        {
            command.putLong(0, Input.command(input));
            replica.offer(Prelude.SESSION_ID, Input.command(input), command, 0, MAX_COMMAND_LENGTH);
        }
        else if (Input.isCrash(input))
        {
            crash(Input.recordsLeft(input));
        }
        else
        {
            messages.get(Input.messageId(input)).deliver(replica.inbox());
        }
        checker.onStep(replica, journal);
        workOn(Prelude.nowNs());
        // A moment later, which is too short for any timeout: what waits for an accept to carry it goes alone.
        workOn(Prelude.nowNs() + MOMENT_NS);
    }

    private void workOn(final long nowNs)
    {
        int rounds = 0;
        while (work(nowNs) > 0)
        {
            checker.onStep(replica, journal);
            if (++rounds == WORK_LIMIT)
            {
                throw new IllegalStateException("work without end");
            }
        }
    }

    private void force(final int recordLimit)
    {
        final List<MemoryRecord> records = journal.records();
        for (int i = durableRecords; i < recordLimit; i++)
        {
            checker.onDurable(records.get(i));
        }
        durableRecords = recordLimit;
        safeRecords = disk == Scope.Disk.LYING ? safeRecords : durableRecords;
        replica.onDurable(records.get(recordLimit - 1).endPosition());
    }

    private void crash(final int recordsLeft)
    {
        crashes++;
        final int kept = safeRecords + recordsLeft;
        journal = MemoryJournal.afterCrash(journal, kept, checker::onAppend);
        if (disk == Scope.Disk.LYING)
        {
            checker.onDiskLied();
            durableRecords = 0;
        }
        for (int i = durableRecords; i < kept; i++)
        {
            checker.onDurable(journal.records().get(i));
        }
        durableRecords = kept;
        safeRecords = kept;
        start();
    }

    int crashes()
    {
        return crashes;
    }

    int campaigns()
    {
        return checker.campaigns() - campaignsBefore;
    }

    /** How many records are not known to be durable. */
    int recordsToForce()
    {
        return journal.records().size() - durableRecords;
    }

    /** How many records a crash may take away. */
    int recordsAtStake()
    {
        return journal.records().size() - safeRecords;
    }

    Role role()
    {
        return replica.role();
    }

    LocalChecker checker()
    {
        return checker;
    }

    /** All that decides what this member does from now on, and what the checks say to it. */
    StateDigest.Digest digest(final StateDigest digests, final List<int[]> sentTo)
    {
        return digests.of(replica, checker, safeRecords, durableRecords, crashes, sentTo);
    }
}
