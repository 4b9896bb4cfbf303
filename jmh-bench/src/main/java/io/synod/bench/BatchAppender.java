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
package io.synod.bench;

import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.journal.MappedJournal;
import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

/** Appends batches as a leader does: commands laid out in place at the tail. */
final class BatchAppender
{
    static final int COMMAND_LENGTH = 100;

    /** Of a command in its batch. */
    static final int ALIGNED_LENGTH = BatchDescriptor.alignedLength(COMMAND_LENGTH);

    private static final long BALLOT = Ballot.pack(1, 1);

    private final MappedJournal journal;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_LENGTH]);
    private final Entry entry = new Entry();
    private long slot;
    private long sequence = 1;

    BatchAppender(final MappedJournal journal)
    {
        this.journal = journal;
        command.setMemory(0, COMMAND_LENGTH, (byte)'c');
    }

    /**
     * One batch; waits if no segment is ready.
     *
     * @return its end position.
     */
    long append(final int commands)
    {
        final int length = commands * ALIGNED_LENGTH;
        int offset = journal.openBody(length);
        while (offset == Journal.NO_ROOM)
        {
            YieldingIdleStrategy.INSTANCE.idle();
            offset = journal.openBody(length);
        }
        for (int i = 0; i < commands; i++)
        {
            command.putLong(0, sequence + i);
            BatchDescriptor.putHeader(journal.bodyBuffer(), offset, 2, sequence + i, COMMAND_LENGTH);
            journal.bodyBuffer().putBytes(offset + BatchDescriptor.HEADER_LENGTH, command, 0, COMMAND_LENGTH);
            offset += ALIGNED_LENGTH;
        }
        slot++;
        entry.slot(slot).ballot(BALLOT).originBallot(BALLOT).firstSequence(sequence).timeNs(slot).epoch(1)
            .commandCount(commands).kind(EntryKind.BATCH).body(null, 0, length);
        final long end = journal.closeBody(1, 0, entry);
        journal.place(slot);
        sequence += commands;
        return end;
    }

    long slots()
    {
        return slot;
    }
}
