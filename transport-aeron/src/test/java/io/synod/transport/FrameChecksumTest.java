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
package io.synod.transport;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** One checksum for a frame, wherever its pieces lie. */
class FrameChecksumTest
{
    private static final int HEAD_LENGTH = 60;
    private static final int[] BODY_LENGTHS = { 0, 1, 2047, 2048, 2049, 5000, 20_000 };

    private final FrameChecksum checksum = new FrameChecksum();
    private final SplittableRandom random = new SplittableRandom(7);

    private static int expected(final byte[] frame)
    {
        final CRC32C crc = new CRC32C();
        crc.update(frame, 0, 12);
        crc.update(frame, 16, frame.length - 16);
        return (int)crc.getValue();
    }

    private void isTheSameEverywhere(final byte[] frame)
    {
        final int bodyLength = frame.length - HEAD_LENGTH;
        final UnsafeBuffer head = new UnsafeBuffer(frame, 0, HEAD_LENGTH);
        for (final DirectBuffer buffer : places(frame))
        {
            assertEquals(expected(frame), checksum.compute(buffer, 5, frame.length, frame.length, frame.length));
            assertEquals(expected(frame),
                checksum.compute(head, HEAD_LENGTH, buffer, 5 + HEAD_LENGTH, bodyLength));
        }
    }

    /** Heap, a part of the heap, direct memory, a part of it, and an address that nobody owns. */
    private static DirectBuffer[] places(final byte[] frame)
    {
        final int length = frame.length + 64;
        final ByteBuffer direct = ByteBuffer.allocateDirect(length + 16);
        final UnsafeBuffer owner = new UnsafeBuffer(direct, 16, length);
        final UnsafeBuffer[] places =
        {
            new UnsafeBuffer(new byte[length]),
            new UnsafeBuffer(new byte[length + 3], 3, length),
            new UnsafeBuffer(ByteBuffer.allocateDirect(length)),
            owner,
            new UnsafeBuffer(ByteBuffer.allocateDirect(length + 9).position(9).slice()),
        };
        for (final UnsafeBuffer place : places)
        {
            place.putBytes(5, frame);
        }
        return new DirectBuffer[]
        {
            places[0], places[1], places[2], places[3], places[4], new UnsafeBuffer(owner.addressOffset(), length)
        };
    }

    @Test
    void doesNotDependOnWhereTheFrameLies()
    {
        // More memory than views are kept of.
        for (int round = 0; round < 5; round++)
        {
            for (final int bodyLength : BODY_LENGTHS)
            {
                final byte[] frame = new byte[HEAD_LENGTH + bodyLength];
                random.nextBytes(frame);
                isTheSameEverywhere(frame);
            }
        }
    }

    @Test
    void leavesTheOwnerOfTheMemoryAsItWas()
    {
        final ByteBuffer memory = ByteBuffer.allocateDirect(8192).position(7).limit(8000);
        final UnsafeBuffer buffer = new UnsafeBuffer(memory, 0, 8192);

        checksum.compute(buffer, 0, 4096, 4096, 4096);

        assertEquals(7, memory.position());
        assertEquals(8000, memory.limit());
    }
}
