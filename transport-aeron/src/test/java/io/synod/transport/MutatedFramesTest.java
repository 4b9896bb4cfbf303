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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Four million spoilt frames: nothing is thrown, nothing gets through that the core could stumble over. */
class MutatedFramesTest
{
    private static final int FRAMES = 4_000_000;
    private static final long SEED = Long.getLong("mutation.seed", 20_260_101L);
    private static final int DIRECT_LENGTH = 4096;
    private static final long[] EXTREMES =
    {
        0, 1, -1, 2, 31, 32, 33, 0x7F, 0xFF, 0xFFFF, 0x101, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF_FFFFL,
        Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, (1L << 62) + 1, (1L << 62) - 1
    };

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RangeInbox inbox = new RangeInbox();
    private final PeerAdapter adapter = Frames.receiver(inbox);
    private final EntryChecksum entryChecksum = new EntryChecksum();
    private final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(DIRECT_LENGTH));
    private final UnsafeBuffer term = new UnsafeBuffer(0, 0);
    private long acceptedCount;
    private long acceptedAfterChange;

    @Test
    void spoiltFramesAreRefusedWithoutAnyOtherEffect()
    {
        final Message[] messages = Message.values();
        final byte[][] frames = new byte[messages.length][];
        for (int i = 0; i < frames.length; i++)
        {
            frames[i] = messages[i].frame();
        }
        for (int i = 0; i < FRAMES; i++)
        {
            final int which = random.nextInt(frames.length);
            final byte[] frame = mutated(frames[which]);
            final boolean isResealed = random.nextBoolean();
            if (isResealed && random.nextBoolean() && messages[which].hasBody())
            {
                resealEntry(frame, messages[which]);
            }
            deliver(isResealed ? Frames.seal(frame) : frame, frames[which], isResealed, i);
        }
        everyFrameIsCountedOnce();
    }

    private byte[] mutated(final byte[] original)
    {
        return switch (random.nextInt(6))
        {
            case 0 -> flipped(original);
            case 1 -> Arrays.copyOf(original, random.nextInt(original.length));
            case 2 -> Frames.insert(original, random.nextInt(original.length + 1), 1 + random.nextInt(80));
            case 3 -> random.nextInt(8) == 0 ? noise() : overwritten(overwritten(original));
            case 4 -> lying(original);
            default -> overwritten(original);
        };
    }

    private byte[] flipped(final byte[] original)
    {
        final byte[] frame = original.clone();
        for (int n = 1 + random.nextInt(8); n > 0; n--)
        {
            frame[random.nextInt(frame.length)] ^= (byte)(1 << random.nextInt(8));
        }
        return frame;
    }

    private byte[] noise()
    {
        final byte[] frame = new byte[random.nextInt(300)];
        random.nextBytes(frame);
        return frame;
    }

    /** A number where lengths and counts stand. */
    private byte[] lying(final byte[] original)
    {
        final int[] shorts = { Frames.BLOCK_LENGTH_OFFSET, Frames.VERSION_OFFSET, Frames.TEMPLATE_ID_OFFSET, 116, 118 };
        final int[] ints = { Frames.FRAME_LENGTH_OFFSET, 112, 128 };
        final int value = random.nextBoolean() ? random.nextInt(200) : (int)EXTREMES[random.nextInt(EXTREMES.length)];
        if (random.nextBoolean())
        {
            final int offset = shorts[random.nextInt(shorts.length)];
            return offset + 2 <= original.length ? Frames.withShort(original, offset, value) : flipped(original);
        }
        final int offset = ints[random.nextInt(ints.length)];
        return offset + 4 <= original.length ? Frames.withInt(original, offset, value) : flipped(original);
    }

    /** A field, aligned as fields are, with a number at the edge of what is legal, or another legal one. */
    private byte[] overwritten(final byte[] original)
    {
        final byte[] frame = original.clone();
        final int offset = 16 + 4 * random.nextInt((frame.length - 24) / 4);
        final long value = switch (random.nextInt(3))
        {
            case 0 -> random.nextLong(1, 60);
            case 1 -> random.nextLong(1, 9) << 8 | random.nextInt(3);
            default -> EXTREMES[random.nextInt(EXTREMES.length)];
        };
        if (random.nextBoolean())
        {
            Frames.view(frame).putLong(offset, value);
        }
        else
        {
            Frames.view(frame).putInt(offset, (int)value);
        }
        return frame;
    }

    /** Makes the entry's checksum right for what stands there now, so that the body itself is looked at. */
    private void resealEntry(final byte[] frame, final Message message)
    {
        final int at = message == Message.FILL ? 48 + 16 : 48 + 32;
        final int bodyOffset = at + 48 + 4;
        if (frame.length < bodyOffset)
        {
            return;
        }
        final ByteBuffer view = Frames.view(frame);
        final int length = view.getInt(bodyOffset - 4);
        if (length >= 0 && length <= frame.length - bodyOffset)
        {
            view.putInt(at + 44, entryChecksum.compute(new Entry()
                .slot(view.getLong(at)).originBallot(view.getLong(at + 8)).firstSequence(view.getLong(at + 16))
                .timeNs(view.getLong(at + 24)).epoch(view.getInt(at + 32)).commandCount(view.getInt(at + 36))
                .kind((byte)view.getInt(at + 40)).body(new UnsafeBuffer(frame), bodyOffset, length)));
        }
    }

    private void deliver(final byte[] frame, final byte[] original, final boolean isResealed, final int iteration)
    {
        final long callsBefore = inbox.calls();
        try
        {
            final boolean isAccepted = isDelivered(frame);
            assertEquals(callsBefore + (isAccepted ? 1 : 0), inbox.calls());
            final boolean isChanged = !Arrays.equals(frame, original);
            assertTrue(isResealed || !isAccepted || !isChanged, "a damaged frame got through");
            acceptedCount += isAccepted ? 1 : 0;
            acceptedAfterChange += isAccepted && isChanged ? 1 : 0;
        }
        catch (final Throwable failure)
        {
            fail("-Dmutation.seed=" + SEED + " frame " + iteration + ": " + HexFormat.of().formatHex(frame), failure);
        }
    }

    /** In memory that ends where the frame does, so that a look past the end throws. */
    private boolean isDelivered(final byte[] frame)
    {
        if (random.nextBoolean() || frame.length > DIRECT_LENGTH - 8)
        {
            return Frames.deliver(adapter, frame);
        }
        final int offset = random.nextInt(8);
        direct.putBytes(offset, frame);
        term.wrap(direct, 0, offset + frame.length);
        return adapter.onFrame(term, offset, frame.length);
    }

    private void everyFrameIsCountedOnce()
    {
        long sum = 0;
        for (final Refusal refusal : Refusal.values())
        {
            sum += adapter.count(refusal);
            // What comes later in the list is not for the core's messages.
            assertEquals(refusal.id() <= Refusal.MALFORMED_BODY.id(), adapter.count(refusal) > 0,
                () -> refusal + " was never reached: the mutations are too tame");
        }
        assertEquals(FRAMES, sum);
        assertEquals(acceptedCount, adapter.count(Refusal.NONE));
        assertTrue(acceptedAfterChange > FRAMES / 100, () -> "only " + acceptedAfterChange + " changed frames got in");
    }
}
