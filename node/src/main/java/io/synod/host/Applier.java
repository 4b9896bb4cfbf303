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
package io.synod.host;

import org.agrona.DirectBuffer;

import io.synod.ReplicatedStateMachine;
import io.synod.feed.BatchCursor;
import io.synod.feed.EntryReader;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Slot;

/**
 * Hands the order to a state machine, entry by entry, up to what is decided, as long as there is room for its answers.
 * Free of threads and clocks: time is what the entries say. One thread.
 */
public final class Applier
{
    private final EntryReader reader;
    private final ReplicatedStateMachine machine;
    private final ResultSink results;
    private final DigestHistory digests;
    private final ReplicatedTimers timers = new ReplicatedTimers();
    private final Entry entry = new Entry();
    private final BatchCursor batch = new BatchCursor();
    private final Current current = new Current();
    private final ReplicatedStateMachine.Reply reply = this::reply;
    private long nextSlot = Slot.FIRST;
    private long timeNs;
    /** The slot whose time the timers have come to. */
    private long timedSlot = Slot.NONE;
    private boolean isApplying;
    private boolean isAnswered;

    /** The command that is being applied. */
    private final class Current implements ReplicatedStateMachine.Command
    {
        @Override
        public long sequence()
        {
            return batch.sequence();
        }

        @Override
        public long timeNs()
        {
            return timeNs;
        }

        @Override
        public long sessionId()
        {
            return batch.sessionId();
        }

        @Override
        public DirectBuffer buffer()
        {
            return batch.buffer();
        }

        @Override
        public int offset()
        {
            return batch.offset();
        }

        @Override
        public int length()
        {
            return batch.length();
        }
    }

    /**
     * Before the first command.
     *
     * @param reader  of the decided log.
     * @param machine gets the commands.
     * @param results gets the machine's answers.
     * @param digests of the machine's states.
     */
    public Applier(
        final EntryReader reader,
        final ReplicatedStateMachine machine,
        final ResultSink results,
        final DigestHistory digests)
    {
        this.reader = reader;
        this.machine = machine;
        this.results = results;
        this.digests = digests;
        machine.onStart(timers);
    }

    /**
     * Applies what is decided, a bounded amount.
     *
     * @param decidedThrough last slot that is known decided.
     * @param entryLimit     entries at most.
     * @return entries applied.
     */
    public int work(final long decidedThrough, final int entryLimit)
    {
        int applied = 0;
        while (applied < entryLimit && results.hasRoom() && nextSlot <= decidedThrough &&
            reader.read(nextSlot, entry) && apply())
        {
            nextSlot++;
            applied++;
        }
        return applied;
    }

    /** False if there is no room for answers, at the next command: the entry is read again then, and goes on there. */
    private boolean apply()
    {
        timeNs = entry.timeNs();
        if (timedSlot != nextSlot)
        {
            // Once: timers that a command of this entry sets belong to the next one, wherever the applier had to wait.
            timedSlot = nextSlot;
            while (timers.nextDeadlineNs() <= timeNs)
            {
                machine.onTimer(timers.take(), timeNs);
            }
        }
        if (entry.kind() != EntryKind.BATCH)
        {
            return true;
        }
        batch.wrap(entry.buffer(), entry.offset(), entry.length(), entry.firstSequence())
            .skipTo(digests.lastSequence() + 1);
        while (results.hasRoom())
        {
            if (!batch.next())
            {
                return true;
            }
            isApplying = true;
            isAnswered = false;
            machine.onCommand(current, reply);
            isApplying = false;
            digests.onApplied(batch.sequence(), machine.digest());
        }
        return false;
    }

    private void reply(final DirectBuffer buffer, final int offset, final int length)
    {
        if (!isApplying || isAnswered)
        {
            throw new IllegalStateException(isApplying ?
                "command " + batch.sequence() + " has been answered: each has one reply" :
                "no command is being applied: a reply belongs inside the onCommand that it was handed to");
        }
        if (length < 0 || length > ReplicatedStateMachine.Reply.MAX_LENGTH)
        {
            throw new IllegalArgumentException("reply of " + length + " bytes must have from 0 to " +
                ReplicatedStateMachine.Reply.MAX_LENGTH);
        }
        isAnswered = true;
        results.onResult(batch.sessionId(), batch.requestId(), batch.sequence(), buffer, offset, length);
    }

    /**
     * The last slot that was applied.
     *
     * @return inclusive; 0 if none was.
     */
    public long appliedThrough()
    {
        return nextSlot - 1;
    }

    /**
     * Whether a timer waits for a time that no decided entry brings: then replicated time should move though nobody
     * appends anything.
     *
     * @param decidedThrough last slot that is known decided: the timers first get to see all of that.
     * @param nowNs          nanoseconds since 1970.
     * @return false if no timer waits, or none is due.
     */
    public boolean isTimeDue(final long decidedThrough, final long nowNs)
    {
        return nextSlot > decidedThrough && timers.nextDeadlineNs() <= nowNs;
    }
}
