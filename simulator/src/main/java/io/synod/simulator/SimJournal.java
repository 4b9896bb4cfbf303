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

import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.protocol.Entry;
import io.synod.testkit.MemoryJournal;

/** A journal in memory on a machine that may die at every write. */
final class SimJournal implements Journal
{
    private final MemoryJournal memory;
    private final CrashPoint crashPoint;

    SimJournal(final MemoryJournal memory, final CrashPoint crashPoint)
    {
        this.memory = memory;
        this.crashPoint = crashPoint;
    }

    @Override
    public int openBody(final int maxLength)
    {
        return memory.openBody(maxLength);
    }

    @Override
    public MutableDirectBuffer bodyBuffer()
    {
        return memory.bodyBuffer();
    }

    @Override
    public long closeBody(final long chainFrom, final long fence, final Entry entry)
    {
        crashPoint.onCall();
        return memory.closeBody(chainFrom, fence, entry);
    }

    @Override
    public long appendAccept(final long chainFrom, final long fence, final Entry entry)
    {
        crashPoint.onCall();
        return memory.appendAccept(chainFrom, fence, entry);
    }

    @Override
    public long appendReAccept(final long ballot, final long chainFrom, final long fence, final long slot)
    {
        crashPoint.onCall();
        return memory.appendReAccept(ballot, chainFrom, fence, slot);
    }

    @Override
    public long appendDecidedEntry(final Entry entry)
    {
        crashPoint.onCall();
        return memory.appendDecidedEntry(entry);
    }

    @Override
    public long appendPromise(final long ballot)
    {
        crashPoint.onCall();
        return memory.appendPromise(ballot);
    }

    @Override
    public long appendDecidedMark(final long decidedThrough)
    {
        crashPoint.onCall();
        return memory.appendDecidedMark(decidedThrough);
    }

    @Override
    public void place(final long slot)
    {
        crashPoint.onCall();
        memory.place(slot);
    }

    @Override
    public void stage(final long slot)
    {
        crashPoint.onCall();
        memory.stage(slot);
    }

    @Override
    public void adopt(final long fromSlot, final long throughSlot)
    {
        crashPoint.onCall();
        memory.adopt(fromSlot, throughSlot);
    }

    @Override
    public void dropStaged()
    {
        memory.dropStaged();
    }

    @Override
    public void dropAbove(final long slot, final long ballot)
    {
        memory.dropAbove(slot, ballot);
    }

    @Override
    public boolean read(final long slot, final Entry into)
    {
        return memory.read(slot, into);
    }

    @Override
    public boolean readStaged(final long slot, final Entry into)
    {
        return memory.readStaged(slot, into);
    }

    @Override
    public boolean isFaulty(final long slot)
    {
        return memory.isFaulty(slot);
    }

    @Override
    public long firstSlotKept()
    {
        return memory.firstSlotKept();
    }

    @Override
    public long lastSlot()
    {
        return memory.lastSlot();
    }

    @Override
    public long tailPosition()
    {
        return memory.tailPosition();
    }

    @Override
    public void replay(final RecordHandler handler)
    {
        memory.replay(handler);
    }
}
