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
    private final SimDisk disk;
    private final MappedJournal mapped;
    private final MemoryJournal memory;
    private final CrashPoint crashPoint;
    private final Entry expected = new Entry();
    private int replayed;

    SimJournal(
        final SimDisk disk, final MappedJournal mapped, final MemoryJournal memory, final CrashPoint crashPoint)
    {
        this.disk = disk;
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
        return disk.onAppended(end);
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
        return disk.onAppended(end);
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
        return disk.onAppended(end);
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
        return disk.onAppended(end);
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
        return disk.onAppended(end);
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
        return disk.onAppended(end);
    }

    @Override
    public void place(final long slot)
    {
        crashPoint.onCall();
        mapped.place(slot);
        memory.place(slot);
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
        compare(slot, isRead, into, memory.readStaged(slot, expected));
        return isRead;
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
            disk.memberId(), mapped.lastSlot(), memory.lastSlot());
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
        Violation.check(replayed == memory.records().size(), "S1", "records are missing after a restart",
            disk.memberId(), replayed, memory.records().size());
    }

    private MemoryRecord next()
    {
        Violation.check(replayed < memory.records().size(), "S1", "a record comes back that was never appended, or cut",
            disk.memberId(), replayed);
        return memory.replayOne(replayed++);
    }

    private void same(final MemoryRecord record, final boolean isSame)
    {
        Violation.check(isSame, "S1", "another record comes back than was appended", disk.memberId(), replayed,
            record.ballot(), record.slot());
    }

    private void compare(final long slot, final boolean isRead, final Entry found, final boolean isExpected)
    {
        Violation.check(isRead == isExpected, "S2", "a slot is there in one journal only", disk.memberId(), slot);
        if (isRead)
        {
            Violation.check(
                found.slot() == expected.slot() && found.ballot() == expected.ballot() &&
                    found.originBallot() == expected.originBallot() && found.checksum() == expected.checksum() &&
                    found.kind() == expected.kind() && found.epoch() == expected.epoch() &&
                    found.firstSequence() == expected.firstSequence() && found.timeNs() == expected.timeNs() &&
                    found.commandCount() == expected.commandCount() && found.length() == expected.length(),
                "S2", "another entry is read than was appended", disk.memberId(), slot);
        }
    }

    private static boolean isAccept(final MemoryRecord record)
    {
        return record.type() == MemoryRecord.Type.ACCEPT || record.type() == MemoryRecord.Type.RE_ACCEPT;
    }
}
