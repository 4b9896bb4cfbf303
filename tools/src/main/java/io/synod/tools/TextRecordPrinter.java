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

import java.io.PrintWriter;
import java.time.Instant;

import io.synod.journal.InspectedRecord;
import io.synod.journal.JournalDamage;
import io.synod.journal.RecordDescriptor;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;

/** For people. */
final class TextRecordPrinter implements RecordPrinter
{
    private final PrintWriter out;

    TextRecordPrinter(final PrintWriter out)
    {
        this.out = out;
    }

    @Override
    public void onRecord(final InspectedRecord record)
    {
        final Entry entry = record.entry();
        final StringBuilder line = new StringBuilder(160)
            .append(record.position()).append(' ').append(JournalWords.recordKind(record.kind()));
        if (JournalWords.hasEntry(record.kind()))
        {
            describeEntry(record, line);
        }
        else if (record.kind() == RecordDescriptor.PROMISE)
        {
            line.append(" ballot ").append(Ballot.toString(entry.ballot()));
        }
        else if (record.kind() == RecordDescriptor.DECIDED_MARK)
        {
            line.append(" slot ").append(entry.slot());
        }
        out.println(line.append(" length ").append(record.length()).append(" life ").append(record.life()));
        if (!record.hasItsBody())
        {
            out.println("    the body is damaged: its checksum does not fit");
        }
        else if (RecordDescriptor.hasBody(record.kind()) && CommandWalk.isWalkable(entry))
        {
            CommandWalk.run(entry, (sequence, sessionId, requestId, length, prefix) -> out.println(
                "    " + sequence + " session " + sessionId + " request " + requestId + " length " + length + " \"" +
                    prefix + '"'));
        }
    }

    @Override
    public void onGap(final long position, final long limit)
    {
        out.println(position + " no record can be read up to " + limit);
    }

    @Override
    public void onDamage(final JournalDamage damage)
    {
        out.println(damage.file() + " at position " + damage.position() + ": " + damage.meaning());
    }

    private static void describeEntry(final InspectedRecord record, final StringBuilder line)
    {
        final Entry entry = record.entry();
        line.append(' ').append(JournalWords.entryKind(entry.kind()))
            .append(" slot ").append(entry.slot())
            .append(" ballot ").append(Ballot.toString(entry.ballot()))
            .append(" origin ").append(Ballot.toString(entry.originBallot()))
            .append(" chainFrom ").append(record.chainFrom())
            .append(" fence ").append(record.fence())
            .append(" sequence ").append(entry.firstSequence()).append('+').append(entry.commandCount())
            .append(" time ").append(Instant.ofEpochSecond(0, entry.timeNs()));
        if (record.bodyPosition() != record.position())
        {
            line.append(" body at ").append(record.bodyPosition());
        }
    }
}
