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
package io.synod.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.agrona.concurrent.errors.ErrorLogReader;
import org.agrona.concurrent.status.CountersReader;

/**
 * What a node on this machine has written into its {@link NodeFile}: readable without asking it, and after its death.
 *
 * @param memberId of its member.
 * @param pid      of its process.
 * @param start    of the node.
 * @param counters by name, in the node's order.
 * @param errors   distinct ones, oldest first.
 */
public record NodeReport(int memberId, long pid, Instant start, Map<String, Long> counters, List<Problem> errors)
{
    /** A process begins before its node does. Its clock and the system's agree to this much. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /**
     * An error that the node had.
     *
     * @param count how often.
     * @param first when first.
     * @param last  when last.
     * @param text  with its stack.
     */
    public record Problem(int count, Instant first, Instant last, String text)
    {
        /**
         * What it says, without where.
         *
         * @return the first line.
         */
        public String headline()
        {
            return text.lines().findFirst().orElse("");
        }
    }

    /**
     * Reads the file.
     *
     * @param directory of the node.
     * @return as it was at this moment.
     * @throws IOException if there is none, or it is none.
     */
    public static NodeReport read(final Path directory) throws IOException
    {
        try (NodeFile file = NodeFile.open(directory))
        {
            final Map<String, Long> counters = new LinkedHashMap<>();
            final CountersReader reader = new CountersReader(
                file.countersMetadata(), file.countersValues(), StandardCharsets.US_ASCII);
            reader.forEach((final int id, final String label) ->
            {
                final int colon = label.indexOf(':');
                counters.put(colon < 0 ? label : label.substring(0, colon), reader.getCounterValue(id));
            });
            final List<Problem> errors = new ArrayList<>();
            ErrorLogReader.read(file.errors(), (count, firstMs, lastMs, text) -> errors.add(
                new Problem(count, Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(lastMs), text)));
            return new NodeReport(
                file.memberId(), file.pid(), Instant.ofEpochMilli(file.startMs()),
                Collections.unmodifiableMap(counters), Collections.unmodifiableList(errors));
        }
    }

    /**
     * A counter by its name.
     *
     * @param name as in {@link #counters}.
     * @return 0 if there is none.
     */
    public long counter(final String name)
    {
        return counters.getOrDefault(name, 0L);
    }

    /**
     * Whether its process lives, and is not a later one with the same number.
     *
     * @return false if it does not, or runs where this process cannot see it.
     */
    public boolean isRunning()
    {
        return ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> process.info().startInstant().map(begun ->
                begun.isBefore(start.plus(CLOCK_SLACK))).orElse(true))
            .isPresent();
    }
}
