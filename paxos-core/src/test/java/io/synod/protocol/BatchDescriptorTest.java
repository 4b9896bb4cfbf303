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

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.testkit.Entries;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class BatchDescriptorTest
{
    private static final long BALLOT = Ballot.pack(1, 0);

    @Test
    void alignsCommandsToEightBytes()
    {
        assertEquals(24, BatchDescriptor.alignedLength(0));
        assertEquals(32, BatchDescriptor.alignedLength(1));
        assertEquals(32, BatchDescriptor.alignedLength(8));
        assertEquals(40, BatchDescriptor.alignedLength(9));
    }

    @Test
    void readsWhatItWrote()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        BatchDescriptor.putHeader(buffer, 8, 0x0102030405060708L, 0x1112131415161718L, 13);
        assertEquals(0x0102030405060708L, BatchDescriptor.sessionId(buffer, 8));
        assertEquals(0x1112131415161718L, BatchDescriptor.requestId(buffer, 8));
        assertEquals(13, BatchDescriptor.length(buffer, 8));
        assertEquals(0x08, buffer.getByte(8), "little-endian");
    }

    @Test
    void writesZerosIntoPaddingAndNothingBehindIt()
    {
        for (int length = 0; length <= 16; length++)
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
            buffer.setMemory(0, 64, (byte)0xFF);
            BatchDescriptor.putHeader(buffer, 0, 1, 1, length);
            final int end = BatchDescriptor.HEADER_LENGTH + length;
            final int limit = BatchDescriptor.alignedLength(length);
            for (int i = 0; i < 64; i++)
            {
                final boolean isPadding = i >= end && i < limit;
                final boolean isUntouched = i >= BatchDescriptor.HEADER_LENGTH && !isPadding;
                assertEquals(isUntouched ? -1 : isPadding ? 0 : buffer.getByte(i), buffer.getByte(i), "byte " + i);
            }
        }
    }

    @Test
    void takesWhatIsWholeForWellFormed()
    {
        assertTrue(BatchDescriptor.isWellFormed(Entries.batch(2, BALLOT, 1, 1, 1)));
        assertTrue(BatchDescriptor.isWellFormed(Entries.batch(2, BALLOT, 1, 1, 1, 2, 3)));
        assertTrue(BatchDescriptor.isWellFormed(Entries.noOp(1, BALLOT)));
        assertTrue(BatchDescriptor.isWellFormed(Entries.sessionOpen(1, BALLOT)));
        assertTrue(BatchDescriptor.isWellFormed(Entries.sessionClose(1, BALLOT, 1, 1)));
    }

    @Test
    void refusesACountThatDoesNotFitTheBody()
    {
        assertFalse(BatchDescriptor.isWellFormed(Entries.batch(2, BALLOT, 1, 1, 1).commandCount(2)));
        assertFalse(BatchDescriptor.isWellFormed(Entries.batch(2, BALLOT, 1, 1, 1, 2).commandCount(1)));
        assertFalse(BatchDescriptor.isWellFormed(Entries.batch(2, BALLOT, 1, 1)), "a batch of none");
        assertFalse(BatchDescriptor.isWellFormed(Entries.noOp(1, BALLOT).commandCount(1)));
        assertFalse(BatchDescriptor.isWellFormed(Entries.sessionClose(1, BALLOT, 1, 1).commandCount(1)));
    }

    @Test
    void refusesABodyThatIsCutOrTooLong()
    {
        final Entry batch = Entries.batch(2, BALLOT, 1, 1, 1, 2);
        final int whole = batch.length();
        for (int length = 0; length < whole; length++)
        {
            assertFalse(BatchDescriptor.isWellFormed(batch.body(batch.buffer(), 0, length)), "cut at " + length);
        }
        assertFalse(BatchDescriptor.isWellFormed(batch.body(new UnsafeBuffer(new byte[whole + 8]), 0, whole + 8)));
        final Entry close = Entries.sessionClose(1, BALLOT, 1, 1);
        assertFalse(BatchDescriptor.isWellFormed(close.body(close.buffer(), 0, 8)));
        assertFalse(BatchDescriptor.isWellFormed(
            Entries.noOp(1, BALLOT).body(new UnsafeBuffer(new byte[8]), 0, 8)));
    }

    @Test
    void refusesLengthsOfCommandsThatLeaveTheBody()
    {
        for (final int length : new int[]{-1, Integer.MIN_VALUE, 9, 1000, Integer.MAX_VALUE, Integer.MAX_VALUE - 30})
        {
            final Entry batch = Entries.batch(2, BALLOT, 1, 1, 1);
            final UnsafeBuffer body = new UnsafeBuffer(new byte[batch.length()]);
            body.putBytes(0, batch.buffer(), 0, batch.length());
            body.putInt(16, length, LITTLE_ENDIAN);
            assertFalse(BatchDescriptor.isWellFormed(batch.body(body, 0, body.capacity())), "length " + length);
        }
    }

    @Test
    void refusesKindsThatNoSlotCanHold()
    {
        assertFalse(BatchDescriptor.isWellFormed(Entries.noOp(1, BALLOT).kind(EntryKind.FAULTY)));
        assertFalse(BatchDescriptor.isWellFormed(Entries.noOp(1, BALLOT).kind((byte)6)));
        assertFalse(BatchDescriptor.isWellFormed(Entries.noOp(1, BALLOT).kind((byte)-1)));
    }
}
