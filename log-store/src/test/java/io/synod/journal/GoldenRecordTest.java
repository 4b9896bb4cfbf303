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
package io.synod.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** The bytes on the disk, one by one: whoever changes one of them changes the format version too. */
final class GoldenRecordTest
{
    private static final JournalConfig CONFIG =
        new JournalConfig(0x0102_0304_0506_0708L, 3, 5, 4096, Durability.FLUSHED, 0, 64);
    private static final Incarnation INCARNATION = new Incarnation(0x1112_1314_1516_1718L, 0x2122_2324_2526_2728L);
    private static final String SEGMENT = SegmentDescriptor.nameOf(0);
    private static final int PROMISE = SegmentDescriptor.HEADER_LENGTH;
    private static final int ACCEPT = PROMISE + 112;
    private static final int DECIDED_ENTRY = ACCEPT + 120;
    private static final int RE_ACCEPT = DECIDED_ENTRY + 112;
    private static final int DECIDED_MARK = RE_ACCEPT + 112;
    private static final int PADDING = DECIDED_MARK + 112;

    private final BlockStorage storage = new BlockStorage();

    @BeforeEach
    void writeOneRecordOfEachKind()
    {
        final MappedJournal journal = MappedJournal.open(storage, CONFIG, INCARNATION);
        Journals.settle(journal);
        journal.appendPromise(0x0901);
        journal.appendAccept(1, 2, entry(1, "synod"));
        journal.place(1);
        journal.syncer().force();
        journal.appendDecidedEntry(entry(2, ""));
        journal.place(2);
        journal.appendReAccept(0x0a02, 3, 4, 1);
        journal.place(1);
        journal.appendDecidedMark(2);
        Journals.append(journal, Journals.entry(3, 0x0a02, 3368));
        journal.appendDecidedMark(3);
        journal.appendDecidedMark(3);
        journal.appendDecidedMark(3);
        journal.close();
    }

    @Test
    void promise()
    {
        assertBytes(SEGMENT, PROMISE, 112, """
            7000000001000000 4000000000000000 0400000005000000 0109000000000000
            0000000000000000 0000000000000000 0000000000000000 0000000000000000
            0000000000000000 0000000000000000 4000000000000000 4000000000000000
            0000000000000000 00000000debfd7ca
            """);
    }

    @Test
    void accept()
    {
        assertBytes(SEGMENT, ACCEPT, 120, """
            7500000001000000 b000000000000000 0101000005000000 0109000000000000
            0100000000000000 0100000000000000 0200000000000000 0108000000000000
            3100000000000000 4847464544434241 b000000000000000 4000000000000000
            0600000007000000 c48cf368574438ae 73796e6f64000000
            """);
    }

    @Test
    void decidedEntry()
    {
        assertBytes(SEGMENT, DECIDED_ENTRY, 112, """
            7000000001000000 2801000000000000 0301000005000000 0109000000000000
            0200000000000000 0000000000000000 0000000000000000 0108000000000000
            3100000000000000 4847464544434241 2801000000000000 2801000000000000
            0600000007000000 aca6bc1b6cbc1779
            """);
    }

    @Test
    void reAccept()
    {
        assertBytes(SEGMENT, RE_ACCEPT, 112, """
            7000000001000000 9801000000000000 0201000005000000 020a000000000000
            0100000000000000 0300000000000000 0400000000000000 0108000000000000
            3100000000000000 4847464544434241 b000000000000000 2801000000000000
            0600000007000000 c48cf368269fefea
            """);
    }

    @Test
    void decidedMark()
    {
        assertBytes(SEGMENT, DECIDED_MARK, 112, """
            7000000001000000 0802000000000000 0500000005000000 0000000000000000
            0200000000000000 0000000000000000 0000000000000000 0000000000000000
            0000000000000000 0000000000000000 0802000000000000 2801000000000000
            0000000000000000 000000004b4b2070
            """);
    }

    @Test
    void padding()
    {
        assertBytes(SEGMENT, PADDING, 112, """
            880d000001000000 7802000000000000 0600000005000000 0000000000000000
            0000000000000000 0000000000000000 0000000000000000 0000000000000000
            0000000000000000 0000000000000000 7802000000000000 2801000000000000
            0000000000000000 00000000be2b6332
            """);
    }

    @Test
    void segmentHeader()
    {
        assertBytes(SegmentDescriptor.nameOf(4096), 0, 64, """
            53594e4f44534547 0100000000100000 0010000000000000 1817161514131211
            2827262524232221 eb12eabd00000000 0000000000000000 0000000000000000
            """);
    }

    @Test
    void identity()
    {
        assertBytes(Identity.NAME, 0, 64, """
            53594e4f4449444e 0100000000100000 0807060504030201 0300000005000000
            0000000000000000 1817161514131211 2827262524232221 93d4d77300000000
            """);
    }

    @Test
    void mark()
    {
        final UnsafeBuffer bytes = storage.bytes(Mark.NAME);
        final int newest = bytes.getLong(16) > bytes.getLong(512 + 16) ? 0 : 512;
        assertBytes(Mark.NAME, newest, 56, """
            53594e4f444d524b 0100000001000000 0500000000000000 281f000000000000
            0100000000000000 0100000000000000 3f54d5b900000000
            """);
    }

    @Test
    void refusesARecordWithAChangedByteAnywhereInItsHeader()
    {
        for (final int record : new int[]{PROMISE, ACCEPT, DECIDED_ENTRY, RE_ACCEPT, DECIDED_MARK, PADDING})
        {
            for (int i = 0; i < RecordDescriptor.HEADER_LENGTH; i++)
            {
                final int offset = record + i;
                final StorageFault fault = assertRefused(SEGMENT, offset);
                assertEquals(record, fault.position(), () -> "byte " + offset);
            }
        }
    }

    @Test
    void refusesAFileWithAChangedByteAnywhereInItsHeader()
    {
        IntStream.range(0, 44).forEach(i -> assertRefused(SEGMENT, i));
        IntStream.range(0, 60).forEach(i -> assertRefused(Identity.NAME, i));
        IntStream.range(0, 52).forEach(i -> assertRefused(Mark.NAME, i, 512 + i));
    }

    private StorageFault assertRefused(final String name, final int... offsets)
    {
        final BlockStorage damaged = storage.copy(() -> {});
        for (final int offset : offsets)
        {
            damaged.flip(name, offset, 0x10);
        }
        return assertThrows(
            StorageFault.class,
            () -> MappedJournal.open(damaged, CONFIG, INCARNATION),
            () -> name + " byte " + offsets[0]);
    }

    private void assertBytes(final String name, final int offset, final int length, final String wanted)
    {
        final byte[] bytes = new byte[length];
        storage.bytes(name).getBytes(offset, bytes);
        final StringBuilder found = new StringBuilder();
        for (int i = 0; i < length; i += Long.BYTES)
        {
            found.append(HexFormat.of().formatHex(bytes, i, Math.min(length, i + Long.BYTES)))
                .append(i % 32 == 24 || i + Long.BYTES >= length ? '\n' : ' ');
        }
        assertEquals(wanted, found.toString());
    }

    private static Entry entry(final long slot, final String body)
    {
        final byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        final Entry entry = new Entry().slot(slot)
            .ballot(0x0901)
            .originBallot(0x0801)
            .kind(EntryKind.BATCH)
            .epoch(6)
            .firstSequence(0x31)
            .commandCount(7)
            .timeNs(0x4142_4344_4546_4748L)
            .body(new UnsafeBuffer(bytes), 0, bytes.length);
        return entry.checksum(new EntryChecksum().compute(entry));
    }
}
