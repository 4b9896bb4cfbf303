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

import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * How a segment begins, and what its file is called. All numbers are little-endian.
 * <pre>
 *    0               8       12      16              24              32              40    44
 *   +---------------+-------+-------+---------------+---------------+---------------+-----+- - - - -+
 *   | "SYNODSEG"    | format| length| basePosition  | incarnation high, low         | crc | zeros   | records from 64
 *   +---------------+-------+-------+---------------+---------------+---------------+-----+- - - - -+
 * </pre>
 * {@code crc} is CRC32C of what stands before it. Written and forced before the file gets its name.
 */
final class SegmentDescriptor
{
    /** Of the bytes that this code writes, and the newest it reads. */
    static final int FORMAT_VERSION = 1;

    /** Where records begin. */
    static final int HEADER_LENGTH = 64;

    /** A file that is not yet whole. */
    static final String NEW_NAME = "next.tmp";

    private static final String SUFFIX = ".segment";
    private static final long MAGIC = SmallFile.magic("SYNODSEG");
    private static final int BASE_POSITION_OFFSET = 16;
    private static final int INCARNATION_OFFSET = 24;
    private static final int CHECKSUM_OFFSET = 40;
    private static final int HEX_DIGITS = 16;

    private SegmentDescriptor()
    {
    }

    static String nameOf(final long basePosition)
    {
        return String.format("%0" + HEX_DIGITS + "x", basePosition) + SUFFIX;
    }

    static boolean isName(final String name)
    {
        return name.length() == HEX_DIGITS + SUFFIX.length() && name.endsWith(SUFFIX) &&
            name.substring(0, HEX_DIGITS).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c <= 'f') &&
            name.charAt(0) <= '7';
    }

    static long basePositionOf(final String name)
    {
        return Long.parseLong(name.substring(0, HEX_DIGITS), 16);
    }

    static UnsafeBuffer header(final long basePosition, final int length, final Incarnation incarnation)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER_LENGTH]);
        SmallFile.putHead(buffer, MAGIC, FORMAT_VERSION);
        buffer.putInt(12, length, LITTLE_ENDIAN);
        buffer.putLong(BASE_POSITION_OFFSET, basePosition, LITTLE_ENDIAN);
        buffer.putLong(INCARNATION_OFFSET, incarnation.high(), LITTLE_ENDIAN);
        buffer.putLong(INCARNATION_OFFSET + 8, incarnation.low(), LITTLE_ENDIAN);
        SmallFile.putChecksum(buffer, CHECKSUM_OFFSET);
        return buffer;
    }

    /** Refuses a file that is not the segment its name says. */
    static void check(final String name, final UnsafeBuffer buffer, final int length, final Incarnation incarnation)
    {
        if (buffer.capacity() != length)
        {
            throw new StorageFault(name, "is " + buffer.capacity() + " bytes long instead of " + length +
                ": cut or not a segment of this journal. Put the whole file back, or replace the member.");
        }
        SmallFile.check(name, buffer, MAGIC, FORMAT_VERSION, CHECKSUM_OFFSET);
        final Incarnation found = new Incarnation(
            buffer.getLong(INCARNATION_OFFSET, LITTLE_ENDIAN), buffer.getLong(INCARNATION_OFFSET + 8, LITTLE_ENDIAN));
        final long basePosition = buffer.getLong(BASE_POSITION_OFFSET, LITTLE_ENDIAN);
        if (!found.equals(incarnation) || basePosition != basePositionOf(name))
        {
            throw new StorageFault(name, "is the segment at position " + basePosition + " of incarnation " + found +
                ", not of this directory's " + incarnation + ": a file was put in the wrong place.");
        }
    }
}
