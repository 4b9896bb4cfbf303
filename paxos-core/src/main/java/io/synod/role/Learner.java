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
package io.synod.role;

import io.synod.port.Journal;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;
import io.synod.session.SessionTable;

/**
 * What this member holds and knows to be decided: every slot up to {@code decidedThrough}, without a gap. Each slot is
 * checked against the order so far and given to the table of sessions when it becomes known.
 */
public final class Learner
{
    private final Journal journal;
    private final SessionTable sessions;
    private final Entry scratch = new Entry();

    /** Inclusive. Never falls while the member lives; after a restart it is what the journal's marks say, or less. */
    private long decidedThrough = Slot.NONE;
    private long nextSequence = 1;
    /** From 0: a clock before 1970 is as good as one that stands still, and times on the wire have no sign. */
    private long lastTimeNs;

    public Learner(final Journal journal, final SessionTable sessions)
    {
        this.journal = journal;
        this.sessions = sessions;
    }

    /**
     * The values up to a slot were held here and are known to be the decided ones. It stops before a slot that was
     * damaged since: that one has to be filled in first.
     *
     * @param slot inclusive; not below {@link #decidedThrough()}.
     * @return bytes of the bodies of the newly decided slots.
     */
    public long advanceTo(final long slot)
    {
        Verify.that(slot >= decidedThrough, "decidedThrough never falls", slot, decidedThrough);
        long bytes = 0;
        while (decidedThrough < slot)
        {
            final long next = decidedThrough + 1;
            if (!journal.read(next, scratch))
            {
                Verify.that(journal.isFaulty(next), "a decided slot is held here", next, decidedThrough);
                break;
            }
            bytes += learn(next);
        }
        return bytes;
    }

    /**
     * How far the decided slots reach that this member's chain proves, when the leader of that chain says how far it
     * has decided. A hole below the chain is never jumped, whatever lies in it.
     *
     * @param acceptor         of this member.
     * @param ballot           of the leader that says so.
     * @param leaderDecided its decidedThrough.
     * @return inclusive; {@link #decidedThrough()} if nothing is gained.
     */
    public long provedBy(final Acceptor acceptor, final long ballot, final long leaderDecided)
    {
        if (ballot != acceptor.chainBallot() || decidedThrough + 1 < acceptor.chainFrom())
        {
            return decidedThrough;
        }
        return Math.max(decidedThrough, Math.min(leaderDecided, acceptor.acceptedThrough()));
    }

    public long decidedThrough()
    {
        return decidedThrough;
    }

    /**
     * The sequence that the first command behind {@link #decidedThrough()} has.
     *
     * @return from 1.
     */
    public long nextSequence()
    {
        return nextSequence;
    }

    /**
     * Replicated time at {@link #decidedThrough()}.
     *
     * @return nanoseconds since 1970.
     */
    public long lastTimeNs()
    {
        return lastTimeNs;
    }

    private long learn(final long slot)
    {
        Verify.that(
            scratch.firstSequence() == nextSequence, "sequences are dense", scratch.firstSequence(), nextSequence);
        Verify.that(scratch.timeNs() >= lastTimeNs, "replicated time never falls", scratch.timeNs(), lastTimeNs);
        if (scratch.kind() != EntryKind.NO_OP)
        {
            sessions.onEntry(scratch);
        }
        nextSequence = scratch.nextSequence();
        lastTimeNs = scratch.timeNs();
        decidedThrough = slot;
        return scratch.length();
    }
}
