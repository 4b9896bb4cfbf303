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

import io.synod.protocol.ConfigException;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The file {@code identity}: whose directory this is. Written once, when the directory is first used.
 * <pre>
 *    0               8       12      16              24      28      32              40              56    60
 *   +---------------+-------+-------+---------------+-------+-------+---------------+---------------+-----+
 *   | "SYNODIDN"    | format| segLen| clusterId     | member| group | startPosition | incarnation   | crc |
 *   +---------------+-------+-------+---------------+-------+-------+---------------+---------------+-----+
 * </pre>
 *
 * @param clusterId     of the cluster.
 * @param memberId      of the member.
 * @param group         of the records.
 * @param segmentLength of every segment.
 * @param startPosition of the first segment ever.
 * @param incarnation   of the directory.
 */
record Identity(
    long clusterId, int memberId, int group, int segmentLength, long startPosition, Incarnation incarnation)
{
    static final String NAME = "identity";
    static final int FORMAT_VERSION = 1;

    private static final String NEW_NAME = "identity.tmp";
    private static final int LENGTH = 64;
    private static final long MAGIC = SmallFile.magic("SYNODIDN");
    private static final int CHECKSUM_OFFSET = 56;

    static Identity of(final JournalConfig config, final Incarnation incarnation)
    {
        return new Identity(
            config.clusterId(),
            config.memberId(),
            config.group(),
            config.segmentLength(),
            config.startPosition(),
            incarnation);
    }

    static Identity read(final Storage storage)
    {
        final Storage.MappedFile file = storage.open(NAME);
        try
        {
            file.readThrough(StorageFault.NO_POSITION);
            final UnsafeBuffer buffer = file.buffer();
            if (buffer.capacity() != LENGTH)
            {
                throw new StorageFault(NAME, "is " + buffer.capacity() + " bytes long instead of " + LENGTH +
                    ": it was cut. Replace the member.");
            }
            SmallFile.check(NAME, buffer, MAGIC, FORMAT_VERSION, CHECKSUM_OFFSET);
            return new Identity(
                buffer.getLong(16, LITTLE_ENDIAN),
                buffer.getInt(24, LITTLE_ENDIAN),
                buffer.getInt(28, LITTLE_ENDIAN),
                buffer.getInt(12, LITTLE_ENDIAN),
                buffer.getLong(32, LITTLE_ENDIAN),
                new Incarnation(buffer.getLong(40, LITTLE_ENDIAN), buffer.getLong(48, LITTLE_ENDIAN)));
        }
        finally
        {
            file.close();
        }
    }

    void write(final Storage storage)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        SmallFile.putHead(buffer, MAGIC, FORMAT_VERSION);
        buffer.putInt(12, segmentLength, LITTLE_ENDIAN);
        buffer.putLong(16, clusterId, LITTLE_ENDIAN);
        buffer.putInt(24, memberId, LITTLE_ENDIAN);
        buffer.putInt(28, group, LITTLE_ENDIAN);
        buffer.putLong(32, startPosition, LITTLE_ENDIAN);
        buffer.putLong(40, incarnation.high(), LITTLE_ENDIAN);
        buffer.putLong(48, incarnation.low(), LITTLE_ENDIAN);
        SmallFile.putChecksum(buffer, CHECKSUM_OFFSET);
        SmallFile.write(storage, NEW_NAME, NAME, buffer);
    }

    /** Refuses a directory that is another's. */
    void check(final JournalConfig config)
    {
        refuseOther("journal.clusterId", config.clusterId(), clusterId);
        refuseOther("journal.memberId", config.memberId(), memberId);
        refuseOther("journal.group", config.group(), group);
    }

    private static void refuseOther(final String option, final long wanted, final long found)
    {
        if (wanted != found)
        {
            throw new ConfigException(option + "=" + wanted + ", but the directory was made with " + found +
                ": give this member its own directory, or the option its old value");
        }
    }
}
