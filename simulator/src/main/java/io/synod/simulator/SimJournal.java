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

import java.util.function.LongUnaryOperator;

import org.agrona.MutableDirectBuffer;

import io.synod.journal.MappedJournal;
import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/**
 * The production journal on a simulated disk, and beside it a simple one in memory that never forgets: after every call
 * both must say the same. The machine can die at each call.
 */
final class SimJournal implements Journal
{
    private final int memberId;
    private final MappedJournal mapped;
    private final MemoryJournal memory;
    private final CrashPoint crashPoint;
    private final LongUnaryOperator onAppended;
    private final Entry found = new Entry();
    private final Entry expected = new Entry();
    private int replayed;
    private boolean isReplaying;

    /**
     * A journal that was opened, and one in memory with the records that are left.
     *
     * @param memberId   for people.
     * @param mapped     recovered, to be replayed.
     * @param memory     to be replayed with it.
     * @param crashPoint called at each call.
     * @param onAppended told of the answer to each append, which it returns.
     */
    SimJournal(
        final int memberId,
        final MappedJournal mapped,
        final MemoryJournal memory,
        final CrashPoint crashPoint,
        final LongUnaryOperator onAppended)
    {
        this.memberId = memberId;
        this.onAppended = onAppended;
        this.mapped = mapped;
        this.memory = memory;
        this.crashPoint = crashPoint;
    }

    @Override
    public int openBody(final int maxLength)
    {
        return mapped.openBody(maxLength);
    }

    @Override
    public MutableDirectBuffer bodyBuffer()
    {
        return mapped.bodyBuffer();
    }

    @Override
    public long closeBody(final long chainFrom, final long fence, final Entry entry)
    {
        crashPoint.onCall();
        final long end = mapped.closeBody(chainFrom, fence, entry);
        memory.appendAccept(chainFrom, fence, entry);
        return onAppended.applyAsLong(end);
    }

    @Override
    public long appendAccept(final long chainFrom, final long fence, final Entry entry)
    {
        crashPoint.onCall();
        final long end = mapped.appendAccept(chainFrom, fence, entry);
        if (end != FULL)
        {
            memory.appendAccept(chainFrom, fence, entry);
        }
        return onAppended.applyAsLong(end);
    }

    @Override
    public long appendReAccept(final long ballot, final long chainFrom, final long fence, final long slot)
    {
        crashPoint.onCall();
        final long end = mapped.appendReAccept(ballot, chainFrom, fence, slot);
        if (end != FULL)
        {
            memory.appendReAccept(ballot, chainFrom, fence, slot);
        }
        return onAppended.applyAsLong(end);
    }

    @Override
    public long appendDecidedEntry(final Entry entry)
    {
        crashPoint.onCall();
        final long end = mapped.appendDecidedEntry(entry);
        if (end != FULL)
        {
            memory.appendDecidedEntry(entry);
        }
        return onAppended.applyAsLong(end);
    }

    @Override
    public long appendPromise(final long ballot)
    {
        crashPoint.onCall();
        final long end = mapped.appendPromise(ballot);
        if (end != FULL)
        {
            memory.appendPromise(ballot);
        }
        return onAppended.applyAsLong(end);
    }

    @Override
    public long appendDecidedMark(final long decidedThrough)
    {
        crashPoint.onCall();
        final long end = mapped.appendDecidedMark(decidedThrough);
        if (end != FULL)
        {
            memory.appendDecidedMark(decidedThrough);
        }
        return onAppended.applyAsLong(end);
    }

    @Override
    public void place(final long slot)
    {
        crashPoint.onCall();
        mapped.place(slot);
        memory.place(slot);
        if (isReplaying && read(slot, found))
        {
            memory.read(slot, expected);
            Violation.check(sameBody(), "S2", "a body is not what was appended",
                memberId, slot);
        }
    }

    @Override
    public void stage(final long slot)
    {
        crashPoint.onCall();
        mapped.stage(slot);
        memory.stage(slot);
    }

    @Override
    public void adopt(final long fromSlot, final long throughSlot)
    {
        crashPoint.onCall();
        mapped.adopt(fromSlot, throughSlot);
        memory.adopt(fromSlot, throughSlot);
    }

    @Override
    public void dropStaged()
    {
        mapped.dropStaged();
        memory.dropStaged();
    }

    @Override
    public void dropAbove(final long slot, final long ballot)
    {
        mapped.dropAbove(slot, ballot);
        memory.dropAbove(slot, ballot);
    }

    @Override
    public boolean read(final long slot, final Entry into)
    {
        final boolean isRead = mapped.read(slot, into);
        if (!mapped.isFaulty(slot))
        {
            compare(slot, isRead, into, memory.read(slot, expected));
        }
        return isRead;
    }

    @Override
    public boolean readStaged(final long slot, final Entry into)
    {
        final boolean isRead = mapped.readStaged(slot, into);
        if (!mapped.isStagedFaulty(slot))
        {
            compare(slot, isRead, into, memory.readStaged(slot, expected));
        }
        return isRead;
    }

    @Override
    public boolean readHeader(final long slot, final Entry into)
    {
        final boolean isThere = mapped.readHeader(slot, into);
        final boolean isExpected = memory.readHeader(slot, expected);
        compare(slot, isThere, into, isExpected);
        return isThere;
    }

    @Override
    public boolean isFaulty(final long slot)
    {
        return mapped.isFaulty(slot);
    }

    @Override
    public long firstSlotKept()
    {
        return mapped.firstSlotKept();
    }

    @Override
    public long lastSlot()
    {
        Violation.check(mapped.lastSlot() == memory.lastSlot(), "S2", "the journal ends at another slot",
            memberId, mapped.lastSlot(), memory.lastSlot());
        return mapped.lastSlot();
    }

    @Override
    public long tailPosition()
    {
        return mapped.tailPosition();
    }

    @Override
    public void replay(final RecordHandler handler)
    {
        replayed = 0;
        isReplaying = true;
        mapped.replay(new RecordHandler()
        {
            @Override
            public void onAcceptRecord(final long ballot, final long slot, final long chainFrom, final long fence)
            {
                final MemoryRecord record = next();
                same(record, record.ballot() == ballot && record.slot() == slot && record.chainFrom() == chainFrom &&
                    record.fence() == fence && isAccept(record));
                handler.onAcceptRecord(ballot, slot, chainFrom, fence);
            }

            @Override
            public void onDecidedEntryRecord(final long ballot, final long slot)
            {
                final MemoryRecord record = next();
                same(record, record.ballot() == ballot && record.slot() == slot &&
                    record.type() == MemoryRecord.Type.DECIDED_ENTRY);
                handler.onDecidedEntryRecord(ballot, slot);
            }

            @Override
            public void onPromiseRecord(final long ballot)
            {
                final MemoryRecord record = next();
                same(record, record.ballot() == ballot && record.type() == MemoryRecord.Type.PROMISE);
                handler.onPromiseRecord(ballot);
            }

            @Override
            public void onDecidedMarkRecord(final long decidedThrough)
            {
                final MemoryRecord record = next();
                same(record, record.slot() == decidedThrough && record.type() == MemoryRecord.Type.DECIDED_MARK);
                handler.onDecidedMarkRecord(decidedThrough);
            }
        });
        isReplaying = false;
        Violation.check(replayed == memory.records().size(), "S1", "records are missing after a restart",
            memberId, replayed, memory.records().size());
    }

    private MemoryRecord next()
    {
        Violation.check(replayed < memory.records().size(), "S1", "a record comes back that was never appended, or cut",
            memberId, replayed);
        return memory.replayOne(replayed++);
    }

    private void same(final MemoryRecord record, final boolean isSame)
    {
        Violation.check(isSame, "S1", "another record comes back than was appended", memberId, replayed,
            record.ballot(), record.slot());
    }

    private void compare(final long slot, final boolean isRead, final Entry read, final boolean isExpected)
    {
        Violation.check(isRead == isExpected, "S2", "a slot is there in one journal only", memberId, slot);
        if (isRead)
        {
            Violation.check(
                read.slot() == expected.slot() && read.ballot() == expected.ballot() &&
                    read.originBallot() == expected.originBallot() && read.checksum() == expected.checksum() &&
                    read.kind() == expected.kind() && read.epoch() == expected.epoch() &&
                    read.firstSequence() == expected.firstSequence() && read.timeNs() == expected.timeNs() &&
                    read.commandCount() == expected.commandCount() && read.length() == expected.length(),
                "S2", "another entry is read than was appended", memberId, slot);
        }
    }

    private boolean sameBody()
    {
        for (int i = 0; i < expected.length(); i++)
        {
            if (found.buffer().getByte(found.offset() + i) != expected.buffer().getByte(expected.offset() + i))
            {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccept(final MemoryRecord record)
    {
        return record.type() == MemoryRecord.Type.ACCEPT || record.type() == MemoryRecord.Type.RE_ACCEPT;
    }
}
