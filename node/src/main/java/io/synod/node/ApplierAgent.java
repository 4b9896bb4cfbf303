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

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import io.synod.ReplicatedStateMachine;
import io.synod.feed.EntryReader;
import io.synod.host.Applier;
import io.synod.host.DigestHistory;
import io.synod.host.DigestJudge;
import io.synod.transport.StateDigests;

/** The thread of a state machine: applies what is decided, answers, and compares states with the other members. */
final class ApplierAgent implements Agent
{
    private static final int ENTRY_LIMIT = 64;
    private static final int WINDOW = StateDigests.MAX_DIGESTS;
    private static final long QUIET_NS = 200_000_000L;

    private final Applier applier;
    private final DigestHistory history = new DigestHistory();
    private final DigestJudge judge;
    private final ApplierMailbox mailbox;
    private final EpochNanoClock clock;
    private final AtomicCounter decidedThrough;
    private final AtomicCounter appliedSequence;
    private final int memberId;
    private final long[] window = new long[WINDOW];
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[ApplierMailbox.MAX_RESULT]);
    private final MessageHandler onDigests;
    private long toldSequence;
    private long changedNs;
    private boolean isPeerReported;

    ApplierAgent(
        final EntryReader reader,
        final ReplicatedStateMachine machine,
        final ApplierMailbox mailbox,
        final NodeCounters counters,
        final int memberId,
        final int memberCount,
        final EpochNanoClock clock)
    {
        this.mailbox = mailbox;
        this.clock = clock;
        this.memberId = memberId;
        decidedThrough = counters.decidedThrough;
        appliedSequence = counters.appliedSequence;
        judge = new DigestJudge(history, memberCount);
        applier = new Applier(reader, machine, mailbox, history);
        onDigests = (type, buffer, index, length) ->
        {
            final int count = ApplierMailbox.readDigests(buffer, index, length, window);
            judge.onDigests(type - 1, ApplierMailbox.lastSequence(buffer, index), window, count);
        };
    }

    @Override
    public int doWork()
    {
        final long decided = decidedThrough.get();
        final long before = history.lastSequence();
        final int applied = applier.work(decided, ENTRY_LIMIT);
        final long nowNs = clock.nanoTime();
        final boolean isChanged = history.lastSequence() != before;
        if (isChanged)
        {
            changedNs = nowNs;
            appliedSequence.setRelease(history.lastSequence());
        }
        mailbox.tickDue(applier.isTimeDue(decided, nowNs));
        final int judged = mailbox.readPeersDigests(onDigests);
        if (judged > 0)
        {
            compare();
        }
        return applied + (isChanged ? 1 : 0) + judged + tellDigests(nowNs);
    }

    /** Whole windows as they fill up; and what there is, when nothing more comes. */
    private int tellDigests(final long nowNs)
    {
        final long last = history.lastSequence();
        final long nextFull = (toldSequence / WINDOW + 1) * WINDOW;
        final boolean isQuiet = last > toldSequence && nowNs - changedNs >= QUIET_NS;
        final long through = nextFull <= last ? nextFull : isQuiet ? last : 0;
        if (through == 0)
        {
            return 0;
        }
        final int count = (int)Math.min(WINDOW, through);
        for (int i = 0; i < count; i++)
        {
            window[i] = history.digest(through - count + 1 + i);
        }
        // One that is far behind, as at a start, has nothing to tell that others still remember.
        if (!history.has(through - count + 1) || mailbox.putDigests(scratch, through, window, count))
        {
            toldSequence = through;
        }
        return 1;
    }

    private void compare()
    {
        final long sequence = judge.judge();
        if (sequence != DigestJudge.NONE)
        {
            throw new DivergenceFault(memberId, sequence, "this member is stopped: a majority has another state");
        }
        if (judge.divergedMember() >= 0 && !isPeerReported)
        {
            isPeerReported = true;
            mailbox.report(new DivergenceFault(judge.divergedMember(), judge.divergedSequence(),
                "a majority, this member included, has another state"));
        }
    }

    @Override
    public String roleName()
    {
        return "synod-applier-" + memberId;
    }
}
