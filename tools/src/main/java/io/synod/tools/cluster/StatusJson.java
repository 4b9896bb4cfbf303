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
package io.synod.tools.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.synod.node.NodeReport;
import io.synod.node.StatusClient.Answer;
import io.synod.transport.client.MemberStatus;

/** For programs: one object a line. */
final class StatusJson
{
    /** Writes what stands in an object. */
    private interface Fields
    {
        void write(JsonGenerator json) throws IOException;
    }

    private StatusJson()
    {
    }

    static void print(final PrintWriter out, final List<Answer> answers)
    {
        final long decided = StatusWords.decidedSequence(answers);
        for (final Answer answer : answers)
        {
            line(out, json ->
            {
                json.writeNumberField("member", answer.address().memberId());
                json.writeStringField("address", answer.address().endpoint());
                json.writeStringField("reach", answer.reach().name());
                if (answer.status() != null)
                {
                    write(json, answer.status(), decided);
                }
            });
        }
    }

    private static void write(final JsonGenerator json, final MemberStatus status, final long decided)
        throws IOException
    {
        json.writeStringField("role", StatusWords.role(status.role));
        json.writeStringField("leaderBallot", StatusWords.ballot(status.leaderBallot));
        json.writeStringField("promisedBallot", StatusWords.ballot(status.promisedBallot));
        json.writeNumberField("acceptedThrough", status.acceptedThrough);
        json.writeNumberField("decidedThrough", status.decidedThrough);
        json.writeNumberField("decidedSequence", status.decidedSequence);
        json.writeNumberField("lag", decided - status.decidedSequence);
        json.writeStringField("durability", StatusWords.durability(status.durability));
        json.writeNumberField("tailPosition", status.tailPosition);
        json.writeNumberField("durablePosition", status.durablePosition);
        json.writeNumberField("sessions", status.sessions);
        json.writeNumberField("connections", status.connections);
        json.writeNumberField("subscriptions", status.subscriptions);
        json.writeNumberField("commands", status.commands);
        json.writeNumberField("campaigns", status.campaigns);
        json.writeNumberField("refusedFrames", status.refusedFrames);
        json.writeNumberField("faultySlots", status.faultySlots);
        json.writeBooleanField("isJournalFull", status.isJournalFull);
        json.writeBooleanField("hasHole", status.hasHole);
    }

    static void print(final PrintWriter out, final NodeReport report)
    {
        line(out, json ->
        {
            json.writeNumberField("member", report.memberId());
            json.writeNumberField("pid", report.pid());
            json.writeBooleanField("isRunning", report.isRunning());
            json.writeStringField("start", report.start().toString());
            for (final var counter : report.counters().entrySet())
            {
                json.writeNumberField(counter.getKey(), counter.getValue());
            }
            json.writeArrayFieldStart("distinctErrors");
            for (final NodeReport.Problem problem : report.errors())
            {
                json.writeStartObject();
                json.writeNumberField("count", problem.count());
                json.writeStringField("last", problem.last().toString());
                json.writeStringField("headline", problem.headline());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void line(final PrintWriter out, final Fields fields)
    {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text))
        {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        out.println(text);
    }
}
