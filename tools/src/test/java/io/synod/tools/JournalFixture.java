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
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import picocli.CommandLine;

import io.synod.journal.DiskStorage;
import io.synod.journal.Incarnation;
import io.synod.journal.JournalConfig;
import io.synod.journal.MappedJournal;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

/** A journal on disk to be looked at, and the command that looks. */
final class JournalFixture
{
    static final long BALLOT = Ballot.pack(3, 1);
    static final int COMMANDS = 3;

    private static final int SEGMENT_LENGTH = 1 << 14;

    private final Path directory;

    JournalFixture(final Path directory)
    {
        this.directory = directory;
    }

    /** What a command printed, and its exit code. */
    record Run(int exitCode, String out, String err)
    {
    }

    Run journal(final String... args)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final String[] all = new String[args.length + 2];
        all[0] = "journal";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = directory.toString();
        final int exitCode = new CommandLine(new SynodCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all);
        return new Run(exitCode, out.toString(), err.toString());
    }

    MappedJournal open()
    {
        return MappedJournal.open(
            DiskStorage.open(directory),
            JournalConfig.defaults(7, 1).withSegmentLength(SEGMENT_LENGTH).withIndexPageSlots(64),
            new Incarnation(0x1234, 0x5678));
    }

    /** A promise, batches in the slots from 1, a mark; closed in order. */
    void makeWithSlots(final int slots)
    {
        try (MappedJournal journal = open())
        {
            journal.appendPromise(BALLOT);
            appendSlots(journal, 1, slots);
            journal.appendDecidedMark(slots);
        }
    }

    static void appendSlots(final MappedJournal journal, final int fromSlot, final int throughSlot)
    {
        final Entry entry = new Entry();
        for (int slot = fromSlot; slot <= throughSlot; slot++)
        {
            while (journal.syncer().doWork(0) > 0)
            {
                journal.durablePosition();
            }
            final byte[] command = ("put " + slot).getBytes(StandardCharsets.US_ASCII);
            final int length = COMMANDS * BatchDescriptor.alignedLength(command.length);
            int offset = journal.openBody(length);
            for (int i = 0; i < COMMANDS; i++)
            {
                BatchDescriptor.putHeader(journal.bodyBuffer(), offset, 2, slot * 10L + i, command.length);
                journal.bodyBuffer().putBytes(offset + BatchDescriptor.HEADER_LENGTH, command);
                offset += BatchDescriptor.alignedLength(command.length);
            }
            entry.slot(slot).ballot(BALLOT).originBallot(BALLOT).firstSequence(1 + (slot - 1L) * COMMANDS)
                .timeNs(1_700_000_000_000_000_000L + slot).epoch(1).commandCount(COMMANDS).kind(EntryKind.BATCH)
                .body(null, 0, length);
            journal.closeBody(1, 0, entry);
            journal.place(slot);
        }
    }

    Path firstSegment()
    {
        return directory.resolve("0000000000000000.segment");
    }

    /** Offset in the first segment of the first occurrence of a text. */
    long find(final String text) throws IOException
    {
        final String all = new String(Files.readAllBytes(firstSegment()), StandardCharsets.ISO_8859_1);
        final int found = all.indexOf(text);
        if (found < 0)
        {
            throw new AssertionError("no " + text);
        }
        return found;
    }

    static void write(final Path file, final long offset, final byte... bytes) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    /** All that there is to know of the directory's files. */
    Map<String, String> state()
    {
        final Map<String, String> states = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory))
        {
            for (final Path file : files.toList())
            {
                states.put(
                    file.getFileName().toString(),
                    Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)) + " " +
                        Files.size(file));
            }
            states.put(".", Files.getLastModifiedTime(directory).toString());
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return states;
    }
}
