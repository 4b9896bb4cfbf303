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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

import io.synod.journal.InspectedRecord;
import io.synod.journal.JournalDamage;
import io.synod.journal.RecordDescriptor;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;

/** For programs: one object a line. Ballots are as people write them, {@code "round.member"}. */
final class JsonRecordPrinter implements RecordPrinter
{
    private final JsonGenerator json;
    private final PrintWriter out;

    JsonRecordPrinter(final PrintWriter out)
    {
        this.out = out;
        try
        {
            json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onRecord(final InspectedRecord record)
    {
        line(() ->
        {
            json.writeStringField("record", JournalWords.recordKind(record.kind()));
            json.writeStringField("file", record.file());
            json.writeNumberField("position", record.position());
            json.writeNumberField("length", record.length());
            json.writeNumberField("life", record.life());
            if (JournalWords.hasEntry(record.kind()))
            {
                writeEntry(record);
            }
            else if (record.kind() == RecordDescriptor.PROMISE)
            {
                json.writeStringField("ballot", Ballot.toString(record.entry().ballot()));
            }
            else if (record.kind() == RecordDescriptor.DECIDED_MARK)
            {
                json.writeNumberField("slot", record.entry().slot());
            }
        });
    }

    @Override
    public void onGap(final long position, final long limit)
    {
        line(() ->
        {
            json.writeStringField("record", "gap");
            json.writeNumberField("position", position);
            json.writeNumberField("limit", limit);
        });
    }

    @Override
    public void onDamage(final JournalDamage damage)
    {
        line(() ->
        {
            json.writeStringField("damage", damage.kind().name());
            json.writeStringField("file", damage.file());
            json.writeNumberField("position", damage.position());
            json.writeNumberField("limit", damage.limit());
            json.writeStringField("meaning", damage.meaning());
        });
    }

    private void writeEntry(final InspectedRecord record) throws IOException
    {
        final Entry entry = record.entry();
        json.writeStringField("entry", JournalWords.entryKind(entry.kind()));
        json.writeNumberField("slot", entry.slot());
        json.writeStringField("ballot", Ballot.toString(entry.ballot()));
        json.writeStringField("originBallot", Ballot.toString(entry.originBallot()));
        json.writeNumberField("chainFrom", record.chainFrom());
        json.writeNumberField("fence", record.fence());
        json.writeNumberField("firstSequence", entry.firstSequence());
        json.writeNumberField("commandCount", entry.commandCount());
        json.writeNumberField("timeNs", entry.timeNs());
        json.writeNumberField("epoch", entry.epoch());
        json.writeNumberField("checksum", Integer.toUnsignedLong(entry.checksum()));
        json.writeNumberField("bodyPosition", record.bodyPosition());
        json.writeBooleanField("hasItsBody", record.hasItsBody());
        if (record.hasItsBody() && RecordDescriptor.hasBody(record.kind()) && CommandWalk.isWalkable(entry))
        {
            json.writeArrayFieldStart("commands");
            CommandWalk.run(entry, this::writeCommand);
            json.writeEndArray();
        }
    }

    private void writeCommand(
        final long sequence, final long sessionId, final long requestId, final int length, final String prefix)
    {
        try
        {
            json.writeStartObject();
            json.writeNumberField("sequence", sequence);
            json.writeNumberField("session", sessionId);
            json.writeNumberField("request", requestId);
            json.writeNumberField("length", length);
            json.writeStringField("prefix", prefix);
            json.writeEndObject();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void line(final Fields fields)
    {
        try
        {
            json.writeStartObject();
            fields.write();
            json.writeEndObject();
            json.flush();
            out.println();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what stands in an object. */
    private interface Fields
    {
        void write() throws IOException;
    }
}
