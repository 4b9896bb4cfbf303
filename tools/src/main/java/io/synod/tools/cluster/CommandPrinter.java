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
import java.io.UncheckedIOException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import org.agrona.DirectBuffer;

import io.synod.CommandHandler;

/** Prints the commands of the order, one a line. */
interface CommandPrinter extends CommandHandler
{
    /**
     * For people: sequence, time, text.
     *
     * @param out buffered.
     * @return a printer.
     */
    static CommandPrinter text(final PrintWriter out)
    {
        return (sequence, timeNs, sessionId, buffer, offset, length) -> out.println(
            sequence + "  " + Instant.ofEpochSecond(0, timeNs) + "  " +
                CommandText.escaped(CommandText.bytes(buffer, offset, length)));
    }

    /**
     * For programs: an object a line. A command that is no UTF-8 is there as {@code base64} instead of {@code text}.
     *
     * @param out buffered.
     * @return a printer.
     */
    static CommandPrinter json(final PrintWriter out)
    {
        try
        {
            final JsonGenerator json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            return (sequence, timeNs, sessionId, buffer, offset, length) ->
                print(json, out, sequence, timeNs, sessionId, CommandText.bytes(buffer, offset, length));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void print(
        final JsonGenerator json,
        final PrintWriter out,
        final long sequence,
        final long timeNs,
        final long sessionId,
        final byte... bytes)
    {
        try
        {
            final String text = CommandText.textOf(bytes);
            json.writeStartObject();
            json.writeNumberField("sequence", sequence);
            json.writeNumberField("timeNs", timeNs);
            json.writeNumberField("session", sessionId);
            if (text == null)
            {
                json.writeBinaryField("base64", bytes);
            }
            else
            {
                json.writeStringField("text", text);
            }
            json.writeEndObject();
            json.flush();
            out.println();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    void onCommand(long sequence, long timeNs, long sessionId, DirectBuffer buffer, int offset, int length);
}
