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
package io.synod.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

import io.synod.journal.StorageFault;
import io.synod.transport.PeerIdentity;

/**
 * The file {@code members}: whose votes count, by the digests of their incarnations. Written once, when all members
 * have met for the first time, before this one takes part. Text:
 * <pre>
 *   synod-members 1
 *   0 91f0c2ba0e44d601
 *   1 03ee5d1f7a90b2c4
 *   crc 5e1f09aa
 * </pre>
 */
final class MembersFile
{
    private static final String NAME = "members";
    private static final String HEAD = "synod-members 1";
    private static final String CRC = "crc ";

    private final Path directory;

    MembersFile(final Path directory)
    {
        this.directory = directory;
    }

    /**
     * Reads it.
     *
     * @return digests by member id, 0 where there is no member; null if the members have not met yet.
     */
    long[] read()
    {
        final Path path = directory.resolve(NAME);
        if (!Files.exists(path))
        {
            return null;
        }
        try
        {
            return parse(path, Files.readAllLines(path, StandardCharsets.US_ASCII));
        }
        catch (final IOException ex)
        {
            throw new StorageFault(path.toString(), StorageFault.NO_POSITION, "cannot be read: " + ex, ex);
        }
    }

    private static long[] parse(final Path path, final List<String> lines)
    {
        final int last = lines.size() - 1;
        if (last < 1 || !HEAD.equals(lines.get(0)) ||
            !lines.get(last).equals(CRC + crcOf(String.join("\n", lines.subList(0, last)) + "\n")))
        {
            throw new StorageFault(path.toString(), "is damaged, or of another version: replace the member.");
        }
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        for (final String line : lines.subList(1, last))
        {
            final int space = line.indexOf(' ');
            digests[Integer.parseInt(line.substring(0, space))] =
                Long.parseUnsignedLong(line.substring(space + 1), 16);
        }
        return digests;
    }

    /**
     * Writes it: after a crash it is there whole, or not at all.
     *
     * @param digests by member id, 0 where there is no member.
     */
    void write(final long[] digests)
    {
        final StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (int memberId = 0; memberId < digests.length; memberId++)
        {
            if (digests[memberId] != 0)
            {
                text.append(memberId).append(' ').append(String.format("%016x", digests[memberId])).append('\n');
            }
        }
        final String crc = crcOf(text.toString());
        text.append(CRC).append(crc).append('\n');
        final Path path = directory.resolve(NAME);
        final Path temporary = directory.resolve(NAME + ".tmp");
        try
        {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
            {
                final ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining())
                {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ))
            {
                channel.force(true);
            }
        }
        catch (final IOException ex)
        {
            throw new StorageFault(path.toString(), StorageFault.NO_POSITION, "cannot be written: " + ex, ex);
        }
    }

    private static String crcOf(final String text)
    {
        final CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format("%08x", crc.getValue());
    }
}
