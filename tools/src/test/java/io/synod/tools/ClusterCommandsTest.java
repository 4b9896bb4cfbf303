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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.tools.Processes.Run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that use a cluster, against one of three processes. */
final class ClusterCommandsTest
{
    private static final int LINES = 500;

    @TempDir
    private Path directory;

    private final List<Process> members = new ArrayList<>();
    private List<String> addresses;
    private Processes processes;

    @BeforeEach
    void start()
    {
        processes = new Processes(directory);
        addresses = Processes.addresses(3);
        for (int id = 0; id < 3; id++)
        {
            members.add(processes.start(logOf(id), null, "node", "--id", Integer.toString(id), "--members", all(),
                "--dir", dirOf(id)));
        }
        Processes.await("no leader", () -> IntStream.range(0, 3).allMatch(id -> processes.log(logOf(id))
            .contains(" ballot ")));
    }

    @AfterEach
    void end()
    {
        processes.close();
    }

    private String all()
    {
        return String.join(",", addresses);
    }

    private static String logOf(final int id)
    {
        return "member-" + id + ".log";
    }

    private String dirOf(final int id)
    {
        return directory.resolve("member-" + id).toString();
    }

    @Test
    void appendsReadsAndLooks() throws IOException, InterruptedException
    {
        appendsAndReads();
        looksAtHealthyMembers();
        refusesWhatIsTaken();
        endsWithItsReader();
        endsInOrderWhenAsked();
        looksAtDeadMembers();
    }

    private void appendsAndReads() throws IOException
    {
        final Path lines = directory.resolve("lines");
        Files.write(lines, IntStream.rangeClosed(1, LINES).mapToObj(i -> "line " + i).toList());
        Files.write(lines, new byte[]{'t', '\t', (byte)0xFF, '\\', '\n'}, StandardOpenOption.APPEND);

        final Run append = Processes.synod("append", "--members", all(), "--file", lines.toString());
        assertEquals(0, append.exitCode(), append.err());
        assertEquals(LongStream.rangeClosed(1, LINES + 1).mapToObj(Long::toString).toList(),
            append.out().lines().toList());
        assertHolds(append.err(), "501 appended in ");
        assertHolds(append.err(), "; latency p50 ");
        assertHolds(append.err(), "0 unknown, 0 refused");

        final Run tail = Processes.synod("tail", "--members", all());
        assertEquals(0, tail.exitCode(), tail.err());
        final List<String> printed = tail.out().lines().toList();
        assertEquals(LINES + 1, printed.size());
        assertTrue(printed.get(0).matches("1  20\\S+Z  line 1"), printed.get(0));
        assertTrue(printed.get(LINES).endsWith("Z  t\\x09\\xff\\\\"), printed.get(LINES));

        final Path none = Files.createFile(directory.resolve("none"));
        final Run nothing = Processes.synod("append", "--members", all(), "--file", none.toString());
        assertEquals(0, nothing.exitCode(), nothing.err());
        assertHolds(nothing.err(), "0 appended");

        final Run part = Processes.synod("tail", "--members", addresses.get(1), "--from", "499", "--limit", "2");
        assertEquals(List.of("line 499", "line 500"),
            part.out().lines().map(line -> line.substring(line.indexOf("Z  ") + 3)).toList());
        final Run json = Processes.synod("tail", "--members", all(), "--from", "500", "--json");
        assertTrue(json.out().lines().toList().get(0).matches(
            "\\{\"sequence\":500,\"timeNs\":\\d+,\"session\":\\d+,\"text\":\"line 500\"}"), json.out());
        assertHolds(json.out(), "\"base64\":\"dAn/XA==\"}");
    }

    private void looksAtHealthyMembers()
    {
        final Run status = Processes.synod("status", "--members", all(), "--timeout", "20000");
        assertEquals(0, status.exitCode(), status.out());
        assertEquals(2, status.out().lines().filter(line -> line.contains(" follower ")).count(), status.out());
        assertEquals(1, status.out().lines().filter(line -> line.contains(" leader ")).count(), status.out());
        assertHolds(status.out(), " leads, ballot ");
        final Run json = Processes.synod("status", "--members", all(), "--timeout", "20000", "--json");
        assertHolds(json.out(), "\"reach\":\"ANSWERED\",\"role\":\"leader\"");
        final Run own = Processes.synod("status", "--dir", dirOf(0));
        assertEquals(0, own.exitCode(), own.out());
        assertHolds(own.out(), "process          " + members.get(0).pid() + ", runs");
        // Of a machine with other work a member may be behind for a moment.
        Processes.await("not healthy", () ->
        {
            final Run doctor = Processes.synod("doctor", "--members", all(), "--timeout", "20000", "--pause", "100");
            return doctor.exitCode() == 0 && doctor.out().startsWith("healthy: all 3 members answer");
        });
    }

    private void refusesWhatIsTaken() throws IOException
    {
        final Run inUse = Processes.synod("node", "--id", "0", "--members", all(), "--dir", dirOf(0));
        assertEquals(2, inUse.exitCode());
        assertHolds(inUse.err(), "is in use by process " + members.get(0).pid());
        final Run port = Processes.synod("node", "--id", "0", "--members", all(), "--dir", dirOf(9));
        assertEquals(2, port.exitCode());
        assertHolds(port.err(), "synod node: address already in use: members: '" + addresses.get(0) + "'");
        assertHolds(port.err(), "choose another port");
        final Path lines = directory.resolve("long");
        Files.writeString(lines, "short\n" + "x".repeat((1 << 20) + 1) + "\nshort too\n", StandardCharsets.US_ASCII);
        final Run refused = Processes.synod("append", "--members", all(), "--file", lines.toString());
        assertEquals(1, refused.exitCode(), refused.err());
        assertEquals(List.of("502", "refused", "503"), refused.out().lines().toList());
        assertHolds(refused.err(), "line 2 is refused: 1048577 bytes, a command has at most 1048576");
    }

    /** As in {@code synod tail --follow | head -1}. */
    private void endsWithItsReader() throws IOException, InterruptedException
    {
        final Process tail = processes.pipe("tail.log", "tail", "--follow", "--members", all());
        assertTrue(tail.getInputStream().read() >= 0, () -> processes.log("tail.log"));
        tail.getInputStream().close();
        final Path lines = Files.writeString(directory.resolve("one"), "x".repeat(100_000) + "\n");
        assertEquals(0, Processes.synod("append", "--members", all(), "--file", lines.toString()).exitCode());
        assertEquals(0, processes.awaitExit(tail, "tail.log"));
    }

    private void endsInOrderWhenAsked() throws IOException, InterruptedException
    {
        final Path driver = directory.resolve("driver-of-append");
        final Process append = processes.pipe("append.log", "append", "--members", all(), "--rate", "1", "--set",
            "transport.driverDirectory=" + driver);
        append.getOutputStream().write("a\nb\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        append.getOutputStream().flush();
        assertTrue(append.getInputStream().read() >= 0, () -> processes.log("append.log"));
        assertTrue(Files.exists(driver));
        append.destroy();
        processes.awaitExit(append, "append.log");
        assertHolds(processes.log("append.log"), " appended in ");
        assertHolds(processes.log("append.log"), "synod append: stopped; line ");
        assertFalse(Files.exists(driver));
    }

    private void looksAtDeadMembers() throws InterruptedException
    {
        members.get(2).destroyForcibly();
        processes.awaitExit(members.get(2), logOf(2));
        final Run doctor = Processes.synod("doctor", "--members", all(), "--timeout", "500", "--pause", "100");
        assertEquals(1, doctor.exitCode(), doctor.out());
        assertHolds(doctor.out(), "member 2 at " + addresses.get(2).substring(2) + " does not answer");
        final Run status = Processes.synod("status", "--members", all(), "--timeout", "500");
        assertEquals(1, status.exitCode(), status.out());
        assertHolds(status.out(), "unreachable: nothing comes back from this address");
        assertEquals(1, Processes.synod("status", "--dir", dirOf(2)).exitCode());

        for (int id = 0; id < 2; id++)
        {
            members.get(id).destroy();
        }
        for (int id = 0; id < 2; id++)
        {
            assertEquals(0, processes.awaitExit(members.get(id), logOf(id)), processes.log(logOf(id)));
            assertHolds(processes.log(logOf(id)), "stopped in order");
        }
        assertEquals(3, Processes.synod("status", "--members", all(), "--timeout", "200").exitCode());
        assertEquals(3, Processes.synod("doctor", "--members", all(), "--timeout", "200", "--pause", "1").exitCode());
        assertEquals(3, Processes.synod("tail", "--members", all(), "--timeout", "1").exitCode());
        assertEquals(3, Processes.synod("tail", "--members", all(), "--timeout", "1", "--follow").exitCode());
        assertEquals(0, Processes.synod(
            "append", "--members", all(), "--file", directory.resolve("none").toString()).exitCode());
        final Run append = Processes.synod(
            "append", "--members", all(), "--timeout", "1", "--file", directory.resolve("lines").toString());
        assertEquals(3, append.exitCode());
        assertHolds(append.err(), "gave up after 1 s, nothing was appended: no member leads, or none is reached");
    }

    private static void assertHolds(final String text, final String part)
    {
        assertTrue(text.contains(part), () -> "no '" + part + "' in:\n" + text);
    }
}
