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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code ./synod demo}, from the first process to the verdict. */
final class DemoCommandTest
{
    private static final int LINES = 3000;
    private static final int MANY_LINES = 20_000;

    @TempDir
    private Path directory;

    @Test
    void threeMembersAgreeThoughTheLeaderIsKilled() throws IOException, InterruptedException
    {
        final Path lines = directory.resolve("lines");
        Files.write(lines, IntStream.rangeClosed(1, LINES).mapToObj(i -> i % 10 == 0 ? "" : "line " + i).toList(),
            StandardCharsets.UTF_8);
        try (Processes processes = new Processes(directory))
        {
            final Path data = directory.resolve("data");
            final Process demo = processes.start(
                "demo.log", lines.toFile(), "demo", "--seconds", "4", "--dir", data.toString());
            final int exitCode = processes.awaitExit(demo, "demo.log");

            final String said = processes.log("demo.log");
            assertEquals(0, exitCode, said);
            assertHolds(said, "appending the 3,000 lines that are piped in, spread over 4 s");
            assertHolds(said, "kill -9 ");
            assertHolds(said, " fail-over in ");
            assertHolds(said, " has caught up, ");
            assertHolds(said, "3,000 offered, 3,000 acknowledged, 0 unknown");
            assertHolds(said, "OK: all 3 members hold the same 3,000 commands in the same order, and all 3,000 " +
                "acknowledged ones are in it exactly once");
            assertTrue(!said.contains("did not end in order"), said);
            assertThreeJournals(data);
        }
    }

    @Test
    void oneLineIsFollowedByOneOfItsOwn() throws IOException, InterruptedException
    {
        final String said = demoOf(List.of("hi"));
        assertHolds(said, "no line is there: one command of its own is appended");
        assertHolds(said, " fail-over in ");
        assertHolds(said, "OK: all 3 members hold the same 2 commands");
    }

    @Test
    void moreLinesThanAreReadAheadAreAppendedToTheLast() throws IOException, InterruptedException
    {
        final String said = demoOf(IntStream.rangeClosed(1, MANY_LINES).mapToObj(Integer::toString).toList());
        assertHolds(said, "appending the lines that are piped in, as they come, for 20 s");
        assertHolds(said, " fail-over in ");
        assertTrue(!said.contains("no line is there") && !said.contains("further lines"), said);
        assertHolds(said, "OK: all 3 members hold the same 20,000 commands");
    }

    private String demoOf(final List<String> input) throws IOException, InterruptedException
    {
        final Path lines = Files.write(directory.resolve("lines"), input);
        try (Processes processes = new Processes(directory))
        {
            final Process demo = processes.start("demo.log", lines.toFile(), "demo", "--seconds", "20");
            final int exitCode = processes.awaitExit(demo, "demo.log");
            assertEquals(0, exitCode, processes.log("demo.log"));
            return processes.log("demo.log");
        }
    }

    /** The directory that was given is kept, and another tool can read what is in it. */
    private static void assertThreeJournals(final Path data)
    {
        for (final String member : List.of("member-0", "member-1", "member-2"))
        {
            final Processes.Run info =
                Processes.synod("journal", "info", data.resolve(member).resolve("journal").toString());
            assertEquals(0, info.exitCode(), info.err());
            assertHolds(info.out(), "sequences        1 to 3000");
            assertHolds(info.out(), "closed in order");
        }
    }

    private static void assertHolds(final String text, final String part)
    {
        assertTrue(text.contains(part), () -> "no '" + part + "' in:\n" + text);
    }
}
