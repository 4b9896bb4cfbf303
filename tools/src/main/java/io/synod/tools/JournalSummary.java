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
package io.synod.tools;

import java.util.Map;
import java.util.TreeMap;

import io.synod.journal.InspectedRecord;
import io.synod.journal.InspectionHandler;
import io.synod.journal.RecordDescriptor;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

/** Counts what a journal holds. */
final class JournalSummary implements InspectionHandler
{
    private final Map<String, Long> recordsOfKind = new TreeMap<>();
    private final Map<String, Long> usedLimits = new TreeMap<>();
    private long records;
    private long promisedBallot = Ballot.NONE;
    private long firstSlot = Long.MAX_VALUE;
    private long lastSlot;
    private long decidedThrough;
    private long firstSequence = Long.MAX_VALUE;
    private long lastSequence;

    @Override
    public boolean onRecord(final InspectedRecord record)
    {
        records++;
        recordsOfKind.merge(JournalWords.recordKind(record.kind()), 1L, Long::sum);
        usedLimits.put(record.file(), record.limit());
        final Entry entry = record.entry();
        if (record.kind() == RecordDescriptor.PROMISE || JournalWords.isAccepted(record.kind()))
        {
            promisedBallot = Math.max(promisedBallot, entry.ballot());
        }
        if (record.kind() == RecordDescriptor.DECIDED_MARK)
        {
            decidedThrough = Math.max(decidedThrough, entry.slot());
        }
        if (JournalWords.hasEntry(record.kind()))
        {
            onEntry(entry);
        }
        return true;
    }

    @Override
    public boolean onGap(final long position, final long limit)
    {
        return true;
    }

    Map<String, Long> recordsOfKind()
    {
        return recordsOfKind;
    }

    long records()
    {
        return records;
    }

    long promisedBallot()
    {
        return promisedBallot;
    }

    long decidedThrough()
    {
        return decidedThrough;
    }

    /** Bytes from the segment's begin to the end of its last record. */
    long usedOf(final String file, final long segmentPosition)
    {
        return usedLimits.getOrDefault(file, segmentPosition) - segmentPosition;
    }

    String slots()
    {
        return lastSlot == 0 ? "none" : firstSlot + " to " + lastSlot;
    }

    String sequences()
    {
        return lastSequence == 0 ? "none" : firstSequence + " to " + lastSequence;
    }

    private void onEntry(final Entry entry)
    {
        firstSlot = Math.min(firstSlot, entry.slot());
        lastSlot = Math.max(lastSlot, entry.slot());
        if (entry.kind() == EntryKind.BATCH)
        {
            firstSequence = Math.min(firstSequence, entry.firstSequence());
            lastSequence = Math.max(lastSequence, entry.nextSequence() - 1);
        }
    }
}
