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

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ways to spoil a frame: bits, lengths, pieces, and numbers at the edge of what is legal. */
public final class Mutations
{
    private static final int FIRST_ADDRESS_OFFSET = 16;
    private static final long[] EXTREMES =
    {
        0, 1, -1, 2, 3, -10, -11, 63, 64, 65, 0x7F, 0xFF, 0xFFFF, 0x101, Integer.MAX_VALUE, Integer.MIN_VALUE,
        0xFFFF_FFFFL, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, (1L << 62) + 1, (1L << 62) - 1
    };

    private final SplittableRandom random;

    /**
     * From a seed.
     *
     * @param random used by nobody else in between, if it is to be the same again.
     */
    public Mutations(final SplittableRandom random)
    {
        this.random = random;
    }

    /**
     * A spoilt copy; now and then it is the same as before.
     *
     * @param original kept as it is.
     * @param lengths  offsets of 16-bit numbers that are lengths or counts.
     * @return another array.
     */
    public byte[] mutated(final byte[] original, final int... lengths)
    {
        return switch (random.nextInt(6))
        {
            case 0 -> flipped(original);
            case 1 -> Arrays.copyOf(original, random.nextInt(original.length));
            case 2 -> Frames.insert(original, random.nextInt(original.length + 1), 1 + random.nextInt(80));
            case 3 -> random.nextInt(8) == 0 ? noise() : overwritten(overwritten(original));
            case 4 -> lying(original, lengths);
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

    private byte[] lying(final byte[] original, final int... lengths)
    {
        final int offset = lengths[random.nextInt(lengths.length)];
        if (offset + 2 > original.length)
        {
            return flipped(original);
        }
        final long value = random.nextBoolean() ? random.nextInt(200) : EXTREMES[random.nextInt(EXTREMES.length)];
        return Frames.withShort(original, offset, (int)value);
    }

    private byte[] overwritten(final byte[] original)
    {
        final byte[] frame = original.clone();
        final int places = (frame.length - FIRST_ADDRESS_OFFSET - 8) / 4 + 1;
        final int offset = FIRST_ADDRESS_OFFSET + 4 * random.nextInt(places);
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
}
