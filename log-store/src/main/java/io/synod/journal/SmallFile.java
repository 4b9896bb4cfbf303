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
import java.util.zip.CRC32C;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** What the journal's own headers have in common: eight letters, a format version, a checksum at their end. */
final class SmallFile
{
    private static final int FORMAT_OFFSET = 8;

    private SmallFile()
    {
    }

    static long magic(final String eightLetters)
    {
        return new UnsafeBuffer(eightLetters.getBytes(StandardCharsets.US_ASCII)).getLong(0, LITTLE_ENDIAN);
    }

    static void putHead(final UnsafeBuffer buffer, final long magic, final int formatVersion)
    {
        buffer.putLong(0, magic, LITTLE_ENDIAN);
        buffer.putInt(FORMAT_OFFSET, formatVersion, LITTLE_ENDIAN);
    }

    static void putChecksum(final UnsafeBuffer buffer, final int checksumOffset)
    {
        buffer.putInt(checksumOffset, checksum(buffer, 0, checksumOffset), LITTLE_ENDIAN);
    }

    static int checksum(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int)crc.getValue();
    }

    /** Makes a whole file under a name, in place of any before it: after a crash it is the old one or the new one. */
    static void write(final Storage storage, final String newName, final String name, final UnsafeBuffer content)
    {
        final Storage.NewFile file = storage.create(newName, content.capacity(), content.capacity());
        try
        {
            refuseNoRoom(storage, name, file.fill(content.capacity()));
            file.write(0, content);
            file.finish();
        }
        finally
        {
            CloseHelper.quietClose(file::abandon);
        }
        refuseNoRoom(storage, name, storage.rename(newName, name));
        storage.forceDirectory();
    }

    private static void refuseNoRoom(final Storage storage, final String name, final boolean hasRoom)
    {
        if (!hasRoom)
        {
            throw new StorageFault(name, "there is no room for it (" + storage.refusal() +
                "): make room on the disk, and start again.");
        }
    }

    static void check(
        final String name,
        final DirectBuffer buffer,
        final long magic,
        final int newestFormat,
        final int checksumOffset)
    {
        if (buffer.getLong(0, LITTLE_ENDIAN) != magic)
        {
            throw new StorageFault(name, "does not begin as a file of a journal does: it was overwritten or is none.");
        }
        refuseNewer(name, buffer, 0, magic, newestFormat);
        if (!isWhole(buffer, magic, checksumOffset))
        {
            throw new StorageFault(name, "is damaged: its checksum does not fit. Replace the member.");
        }
    }

    static void refuseNewer(
        final String name, final DirectBuffer buffer, final int offset, final long magic, final int newestFormat)
    {
        final int format = buffer.getInt(offset + FORMAT_OFFSET, LITTLE_ENDIAN);
        if (buffer.getLong(offset, LITTLE_ENDIAN) == magic && format > newestFormat)
        {
            throw new StorageFault(name, "has format version " + format + ", and this Synod reads up to " +
                newestFormat + ": it was written by a newer one. Start that one.");
        }
    }

    static boolean isWhole(final DirectBuffer buffer, final long magic, final int checksumOffset)
    {
        return buffer.getLong(0, LITTLE_ENDIAN) == magic &&
            checksum(buffer, 0, checksumOffset) == buffer.getInt(checksumOffset, LITTLE_ENDIAN);
    }
}
