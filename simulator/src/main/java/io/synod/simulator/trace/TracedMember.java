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
package io.synod.simulator.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** A member: its records, what they make of it in memory and on disk, and what it knows decided. */
final class TracedMember
{
    private final int memberId;
    private final Deque<TraceRecord> unforced = new ArrayDeque<>();
    private AcceptorState memory = new AcceptorState();
    private AcceptorState disk = new AcceptorState();
    private TracedBallot role;
    private boolean isAlive;
    private long durable;
    private long decided;
    private long knowable;
    private long knowableNs = -1;

    TracedMember(final int memberId)
    {
        this.memberId = memberId;
    }

    int id()
    {
        return memberId;
    }

    AcceptorState memory()
    {
        return memory;
    }

    AcceptorState disk()
    {
        return disk;
    }

    /** A record is written; see {@link AcceptorState#apply}. */
    long append(final TraceRecord record)
    {
        unforced.add(record);
        return memory.apply(record);
    }

    /** What the member may tell others: what is on its disk. */
    AcceptorState told()
    {
        return disk;
    }

    long records()
    {
        return durable + unforced.size();
    }

    long durable()
    {
        return durable;
    }

    /** Records reach the disk. */
    void force(final long throughRecord, final ObjLongConsumer<TraceRecord> isForced)
    {
        TraceDeviation.unless(throughRecord >= durable && throughRecord <= records(),
            "Durable: between what was durable and what was written", "member", memberId, "records", throughRecord,
            "durable", durable, "written", records());
        while (durable < throughRecord)
        {
            final TraceRecord record = unforced.remove();
            isForced.accept(record, disk.apply(record));
            durable++;
        }
    }

    /** It dies; what of the rest is on its disk shows when it starts again. */
    void crash()
    {
        knowableNs = -1;
        isAlive = false;
    }

    /** What is not on the disk is lost. */
    void recover(final Consumer<TraceRecord> isLost)
    {
        unforced.forEach(isLost);
        unforced.clear();
        memory = disk.copy();
        decided = disk.hint();
    }

    void start()
    {
        isAlive = true;
    }

    boolean isAlive()
    {
        return isAlive;
    }

    /** The ballot at which it campaigns or leads; null if none. */
    TracedBallot role()
    {
        return role;
    }

    void role(final TracedBallot newRole)
    {
        role = newRole;
    }

    /** What it is known to know: a line tells of it only when its step is over. */
    long decided()
    {
        return decided;
    }

    void decided(final long newDecided)
    {
        decided = newDecided;
    }

    /** Before something changes within a step: what the member may know already. */
    void mayKnow(final long through, final long timeNs)
    {
        knowable = knowableNs == timeNs ? Math.max(knowable, through) : through;
        knowableNs = timeNs;
    }

    /** What the member may have got to know in the same step, before its state changed. */
    long knowable(final long timeNs)
    {
        return knowableNs == timeNs ? knowable : 0;
    }

    /** What it vouches for as the leader of a ballot. */
    long vouchedAt(final long ballot)
    {
        return disk.chain().ballot() == ballot ? disk.vouched() : 0;
    }

    @Override
    public String toString()
    {
        return memberId + " (" + memory + " decided " + decided + ")";
    }
}
