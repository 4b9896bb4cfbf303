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
package io.synod.transport.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.transport.Mutations;
import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Millions of spoilt frames: nothing is thrown, nothing gets through that client or member could stumble over. */
class ClientMutatedFramesTest
{
    private static final int FRAMES = 1_000_000;
    private static final int SEALED_FRAMES = 3_000_000;
    private static final long SEED = Long.getLong("mutation.seed", 20_260_103L);
    private static final int DIRECT_LENGTH = 4096;
    private static final int[] LENGTHS = { 0, 2, 6, 48, 52, 54, 56, 76, 160, 162 };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Mutations mutations = new Mutations(random);
    private final RangeInboxes inbox = new RangeInboxes();
    private final Adapters adapters = new Adapters(inbox);
    private final byte[][] originals = Stream.of(ClientMessage.values()).map(ClientMessage::frame)
        .toArray(byte[][]::new);
    private final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(DIRECT_LENGTH));
    private final UnsafeBuffer term = new UnsafeBuffer(0, 0);

    @Test
    void damagedFramesMakeNoCall()
    {
        long unchanged = 0;
        for (int i = 0; i < FRAMES; i++)
        {
            final byte[] original = originals[random.nextInt(originals.length)];
            final byte[] frame = mutations.mutated(original, LENGTHS);
            final boolean isUnchanged = Arrays.equals(frame, original);
            assertEquals(isUnchanged, isTaken(frame, i), "a damaged frame got through");
            unchanged += isUnchanged ? 1 : 0;
        }

        assertEquals(unchanged, inbox.calls());
        everyFrameIsCountedOnce(FRAMES);
    }

    @Test
    void framesOfLiarsMakeCallsInRangeOnly()
    {
        for (int i = 0; i < SEALED_FRAMES; i++)
        {
            final byte[] original = originals[random.nextInt(originals.length)];
            isTaken(ClientFrames.seal(mutations.mutated(original, LENGTHS)), i);
        }

        everyFrameIsCountedOnce(SEALED_FRAMES);
        for (final Refusal refusal : Refusal.values())
        {
            // A length that was cut off is put right by the seal, and so is the checksum.
            final boolean isExpected = refusal == Refusal.NONE || ClientRefusalTest.REASONS.contains(refusal) &&
                refusal != Refusal.FRAME_LENGTH && refusal != Refusal.FRAME_CHECKSUM;
            assertEquals(isExpected, adapters.count(refusal) > 0,
                () -> refusal + " was never reached: the mutations are too tame");
        }
        assertTrue(inbox.calls() > SEALED_FRAMES / 100, () -> "only " + inbox.calls() + " changed frames got in");
    }

    private boolean isTaken(final byte[] frame, final int iteration)
    {
        final long callsBefore = inbox.calls();
        try
        {
            final boolean isTaken = isDelivered(frame);
            assertEquals(callsBefore + (isTaken ? 1 : 0), inbox.calls());
            return isTaken;
        }
        catch (final Throwable failure)
        {
            return fail(
                "-Dmutation.seed=" + SEED + " frame " + iteration + ": " + HexFormat.of().formatHex(frame), failure);
        }
    }

    /** In memory that ends where the frame does, so that a look past the end throws. */
    private boolean isDelivered(final byte[] frame)
    {
        if (random.nextBoolean() || frame.length > DIRECT_LENGTH - 8)
        {
            return ClientFrames.deliver(adapters, frame);
        }
        final int offset = random.nextInt(8);
        direct.putBytes(offset, frame);
        term.wrap(direct, 0, offset + frame.length);
        return adapters.onFrame(term, offset, frame.length);
    }

    private void everyFrameIsCountedOnce(final long frames)
    {
        long sum = 0;
        for (final Refusal refusal : Refusal.values())
        {
            sum += adapters.count(refusal);
        }
        assertEquals(frames, sum);
        assertEquals(inbox.calls(), adapters.count(Refusal.NONE));
    }
}
