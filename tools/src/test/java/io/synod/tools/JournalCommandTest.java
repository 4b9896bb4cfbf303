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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.journal.MappedJournal;
import io.synod.tools.JournalFixture.Run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code ./synod journal} says of a journal, whole or damaged, and that it only looks. */
final class JournalCommandTest
{
    private static final int SLOTS = 100;

    @TempDir
    private Path directory;

    private JournalFixture fixture;

    @BeforeEach
    void make()
    {
        fixture = new JournalFixture(directory.resolve("member"));
    }

    @Test
    void infoTellsWhoseItIsAndWhatItHolds()
    {
        fixture.makeWithSlots(SLOTS);

        final Run run = fixture.journal("info");

        assertEquals(0, run.exitCode(), run.err());
        assertHolds(run.out(), "incarnation      00000000000012340000000000005678");
        assertHolds(run.out(), "cluster          7");
        assertHolds(run.out(), "member           1");
        assertHolds(run.out(), "life             1");
        assertHolds(run.out(), "state            closed in order");
        assertHolds(run.out(), ", this start of this machine");
        assertHolds(run.out(), "durability       FLUSHED");
        assertHolds(run.out(), "promised ballot  3.1");
        assertHolds(run.out(), "slots            1 to 100");
        assertHolds(run.out(), "decided through  100 or more");
        assertHolds(run.out(), "sequences        1 to 300");
        assertHolds(run.out(), "  accept         100");
        assertHolds(run.out(), "  promise        1");
        assertHolds(run.out(), "segments         3 of 16384 bytes");
        assertHolds(run.out(), "  0000000000004000.segment  positions 16384 to 32768  used ");
    }

    @Test
    void dumpShowsRecordsAndTheirCommands()
    {
        fixture.makeWithSlots(SLOTS);

        final Run run = fixture.journal("dump", "--limit", "2");

        assertEquals(0, run.exitCode(), run.err());
        assertEquals("""
            64 promise ballot 3.1 length 112 life 1
            176 accept batch slot 1 ballot 3.1 origin 3.1 chainFrom 1 fence 0 sequence 1+3 \
            time 2023-11-14T22:13:20.000000001Z length 208 life 1
                1 session 2 request 10 length 5 "put 1"
                2 session 2 request 11 length 5 "put 1"
                3 session 2 request 12 length 5 "put 1"
            """, run.out().replace("\r", ""));
    }

    @Test
    void dumpBeginsAtASlotAndEndsAtALimit()
    {
        fixture.makeWithSlots(SLOTS);

        final List<String> records = fixture.journal("dump", "--from", "98").out().lines()
            .filter(line -> !line.startsWith(" ")).toList();

        assertEquals(4, records.size(), records.toString());
        assertHolds(records.get(0), " slot 98 ");
        assertHolds(records.get(3), " decided-mark slot 100 ");
        assertEquals(1, fixture.journal("dump", "--from", "98", "--limit", "1").out().lines()
            .filter(line -> !line.startsWith(" ")).count());
    }

    @Test
    void anEntryThatCameBackIsNoDamageAnyMore() throws IOException
    {
        fixture.makeWithSlots(SLOTS);
        JournalFixture.write(fixture.firstSegment(), fixture.find("put 7"), (byte)'P');
        try (MappedJournal journal = fixture.open())
        {
            JournalFixture.appendSlots(journal, 7, 7);
        }

        final Run run = fixture.journal("verify");

        assertEquals(0, run.exitCode(), run.out());
        assertHolds(run.out(), "note: ");
        assertHolds(run.out(), "slot 7 cannot be read here; it came back");
    }

    @Test
    void everyLineOfJsonIsAnObject() throws IOException
    {
        fixture.makeWithSlots(SLOTS);
        JournalFixture.write(fixture.firstSegment(), fixture.find("put 7"), (byte)'P');

        final Run run = fixture.journal("dump", "--json");

        final List<String> kinds = new ArrayList<>();
        final List<String> lines = run.out().lines().toList();
        for (final String line : lines)
        {
            kinds.add(firstFieldOf(line));
        }
        assertEquals(1, run.exitCode());
        assertEquals("record=promise", kinds.get(0));
        assertEquals("record=accept", kinds.get(1));
        assertEquals("damage=ENTRY_LOST", kinds.get(kinds.size() - 1));
        assertHolds(lines.get(1), "\"slot\":1,\"ballot\":\"3.1\"");
        assertHolds(lines.get(1), "{\"sequence\":3,\"session\":2,\"request\":12,\"length\":5,\"prefix\":\"put 1\"}]}");
        assertHolds(lines.get(7), "\"slot\":7,");
        assertHolds(lines.get(7), "\"hasItsBody\":false}");
    }

    @Test
    void aSoundJournalIsSound()
    {
        fixture.makeWithSlots(SLOTS);

        final Run run = fixture.journal("verify");

        assertEquals(0, run.exitCode());
        assertTrue(run.out().startsWith("sound: 10"), run.out());
    }

    @Test
    void aTornTailIsWhatACrashLeaves() throws IOException
    {
        fixture.makeWithSlots(3);
        final long end = tail();
        JournalFixture.write(fixture.firstSegment(), end + 8, new byte[]{1, 2, 3});

        final Run run = fixture.journal("verify");

        assertEquals(0, run.exitCode());
        assertHolds(run.out(), "torn tail: 0000000000000000.segment at position " + (end + 8) + ": ");
        assertHolds(run.out(), "nothing in them was vouched for. The next start cuts it off.");
        assertHolds(run.out(), "sound: 5 records in 2 segments, up to position " + end);
    }

    @Test
    void aFaultySlotComesBackFromThePeers() throws IOException
    {
        fixture.makeWithSlots(SLOTS);
        JournalFixture.write(fixture.firstSegment(), fixture.find("put 7"), (byte)'P');

        final Run run = fixture.journal("verify");

        assertEquals(1, run.exitCode());
        assertHolds(run.out(), "faulty slot: 0000000000000000.segment at position ");
        assertHolds(run.out(), "the entry of slot 7 cannot be read: its peers have it.");
        assertHolds(fixture.journal("dump", "--from", "7", "--limit", "1").out(), "    the body is damaged");
    }

    @Test
    void withADamagedHeaderTheMemberIsLost() throws IOException
    {
        fixture.makeWithSlots(SLOTS);
        // The ballot of the promise, which is the first record.
        JournalFixture.write(fixture.firstSegment(), 64 + 24, (byte)0x55);

        final Run run = fixture.journal("verify");

        assertEquals(1, run.exitCode());
        assertHolds(run.out(), "damaged: 0000000000000000.segment at position 64: no record can be read up to " +
            "position 176, but valid ones lie behind.");
        assertHolds(run.out(), "replace the member.");
        assertHolds(fixture.journal("dump").out(), "64 no record can be read up to 176");
    }

    @Test
    void recordsThatWereDurableAndAreGoneAreNoTornTail() throws IOException
    {
        fixture.makeWithSlots(3);
        JournalFixture.write(fixture.firstSegment(), tail() - 112, new byte[112]);

        final Run run = fixture.journal("verify");

        assertEquals(1, run.exitCode());
        assertHolds(run.out(), "the records end here, but they were durable up to position " + tail());
    }

    @Test
    void damagedHeadersOfFilesAreNamed() throws IOException
    {
        for (final String name : List.of("identity", "0000000000004000.segment"))
        {
            fixture = new JournalFixture(directory.resolve("of-" + name));
            fixture.makeWithSlots(SLOTS);
            JournalFixture.write(directory.resolve("of-" + name).resolve(name), 20, (byte)0x55);
            for (final String command : List.of("info", "dump", "verify"))
            {
                final Run run = fixture.journal(command);
                assertEquals(1, run.exitCode());
                assertEquals("synod journal: damaged: " + name + ": is damaged: its checksum does not fit. " +
                    "Replace the member.", run.err().strip());
            }
        }
    }

    @Test
    void oneCopyOfTheMarkIsEnough() throws IOException
    {
        fixture.makeWithSlots(3);
        JournalFixture.write(directory.resolve("member").resolve("mark"), 512 + 20, (byte)0x55);
        JournalFixture.write(directory.resolve("member").resolve("mark"), 512, (byte)'S');

        final Run run = fixture.journal("verify");

        assertEquals(0, run.exitCode(), run.err());
        assertHolds(run.out(), "note: one of the two copies of the mark cannot be read.");
    }

    @Test
    void aMistakeIsOneLine() throws IOException
    {
        final Run noDirectory = fixture.journal("info");
        Files.createDirectories(directory.resolve("member"));
        final Run noJournal = fixture.journal("verify");

        assertEquals(2, noDirectory.exitCode());
        assertHolds(noDirectory.err(), "synod journal: there is no directory ");
        assertEquals(1, noDirectory.err().lines().count());
        assertEquals(2, noJournal.exitCode());
        assertHolds(noJournal.err(), "holds no journal: there is no file identity in it, and no segment");
        assertEquals(1, noJournal.err().lines().count());
    }

    @Test
    void nothingIsChanged() throws IOException
    {
        fixture.makeWithSlots(SLOTS);
        JournalFixture.write(fixture.firstSegment(), fixture.find("put 7"), (byte)'P');
        final Map<String, String> before = fixture.state();

        fixture.journal("info");
        fixture.journal("dump");
        fixture.journal("dump", "--json");
        fixture.journal("verify");

        assertEquals(before, fixture.state());
    }

    @Test
    void aJournalInUseIsSoundWheneverItIsLookedAt() throws InterruptedException
    {
        final AtomicBoolean isEnough = new AtomicBoolean();
        try (MappedJournal journal = fixture.open())
        {
            final Thread member = new Thread(() ->
            {
                for (int slot = 1; !isEnough.get() && slot < 20_000; slot++)
                {
                    JournalFixture.appendSlots(journal, slot, slot);
                }
            });
            member.start();
            for (int i = 0; i < 50; i++)
            {
                final Run run = fixture.journal("verify");
                assertEquals(0, run.exitCode(), run.out() + run.err());
                assertFalse(run.out().contains("torn"), run.out());
            }
            isEnough.set(true);
            member.join();
            assertHolds(
                fixture.journal("info").out(),
                "state            in use by process " + ProcessHandle.current().pid());
        }
    }

    private long tail()
    {
        return fixture.journal("info").out().lines()
            .filter(line -> line.startsWith("durable mark "))
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .findFirst().orElseThrow();
    }

    private static String firstFieldOf(final String line) throws IOException
    {
        try (JsonParser parser = new JsonFactory().createParser(line))
        {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            final String name = parser.nextFieldName();
            final String first = name + "=" + parser.nextTextValue();
            int depth = 1;
            while (depth > 0)
            {
                final JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            assertEquals(null, parser.nextToken());
            return first;
        }
    }

    private static void assertHolds(final String text, final String part)
    {
        assertTrue(text.contains(part), () -> "no <" + part + "> in:\n" + text);
    }
}
