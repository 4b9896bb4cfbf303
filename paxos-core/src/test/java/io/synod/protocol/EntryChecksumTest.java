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
package io.synod.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.testkit.Entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class EntryChecksumTest
{
    private final EntryChecksum checksum = new EntryChecksum();
    private final Entry entry = Entries.batch(5, Ballot.pack(2, 1), 9, 3, 1, 2, 3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 1023, 1024, 1025, 3000})
    void isTheSameWhereverTheBodyLies(final int length)
    {
        final byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        entry.body(new UnsafeBuffer(bytes), 0, length);
        final int expected = checksum.compute(entry);
        final ByteBuffer heap = ByteBuffer.allocate(length + 40).position(16).slice();
        final ByteBuffer direct = ByteBuffer.allocateDirect(length + 40).position(16).slice();
        final UnsafeBuffer whole = new UnsafeBuffer(direct);
        final List<UnsafeBuffer> buffers = List.of(
            new UnsafeBuffer(new byte[length + 24]),
            new UnsafeBuffer(new byte[length + 40], 16, length + 24),
            new UnsafeBuffer(heap),
            new UnsafeBuffer(heap, 5, length + 10),
            whole,
            new UnsafeBuffer(direct, 5, length + 10),
            new UnsafeBuffer(whole.addressOffset(), whole.capacity()));

        for (final UnsafeBuffer buffer : buffers)
        {
            for (final int offset : new int[]{0, 7})
            {
                buffer.putBytes(offset, bytes);
                entry.body(buffer, offset, length);
                assertEquals(expected, checksum.compute(entry), buffer + " at " + offset);
            }
        }
    }

    @Test
    void tellsBuffersApartHoweverManyThereAre()
    {
        final int length = 2000;
        final int[] expected = new int[9];
        final UnsafeBuffer[] buffers = new UnsafeBuffer[expected.length];
        for (int i = 0; i < buffers.length; i++)
        {
            final byte[] bytes = new byte[length];
            new Random(i).nextBytes(bytes);
            expected[i] = checksum.compute(entry.body(new UnsafeBuffer(bytes), 0, length));
            buffers[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
            buffers[i].putBytes(0, bytes);
        }
        for (int i = 0; i < 10 * buffers.length; i++)
        {
            final int chosen = i * 7 % buffers.length;
            assertEquals(expected[chosen], checksum.compute(entry.body(buffers[chosen], 0, length)));
        }
    }

    @Test
    void leavesPositionAndLimitOfABufferAlone()
    {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(4096);
        bytes.limit(100).position(50);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes, 0, 4096);
        assertEquals(
            checksum.compute(entry.body(new UnsafeBuffer(new byte[3000]), 0, 3000)),
            checksum.compute(entry.body(buffer, 120, 3000)));
        assertEquals(50, bytes.position());
        assertEquals(100, bytes.limit());
    }

    @Test
    void coversEveryFieldOfTheValue()
    {
        assertTrue(checksum.matches(entry));
        assertFalse(checksum.matches(entry.slot(6)));
        assertFalse(checksum.matches(entry.slot(5).originBallot(Ballot.pack(2, 2))));
        assertFalse(checksum.matches(entry.originBallot(Ballot.pack(2, 1)).firstSequence(8)));
        assertFalse(checksum.matches(entry.firstSequence(9).timeNs(1)));
        assertFalse(checksum.matches(entry.timeNs(0).epoch(2)));
        assertFalse(checksum.matches(entry.epoch(1).commandCount(4)));
        assertFalse(checksum.matches(entry.commandCount(3).kind(EntryKind.MEMBERSHIP)));
        assertTrue(checksum.matches(entry.kind(EntryKind.BATCH)));
    }

    @Test
    void coversEveryBitOfTheBody()
    {
        final DirectBuffer original = entry.buffer();
        final UnsafeBuffer changed = new UnsafeBuffer(new byte[entry.length()]);
        for (int bit = 0; bit < entry.length() * 8; bit++)
        {
            changed.putBytes(0, original, 0, entry.length());
            changed.putByte(bit / 8, (byte)(changed.getByte(bit / 8) ^ 1 << bit % 8));
            assertFalse(checksum.matches(entry.body(changed, 0, entry.length())), "bit " + bit);
        }
    }

    @Test
    void staysTheSameWhenALaterLeaderProposesTheValueAgain()
    {
        assertTrue(checksum.matches(Entries.at(entry, Ballot.pack(9, 2))));
    }
}
