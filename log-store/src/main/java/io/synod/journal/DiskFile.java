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

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.function.Consumer;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A file that gets its blocks, piece by piece, before anyone maps it. */
final class DiskFile implements Storage.NewFile
{
    private final Path path;
    private final int length;
    private final FileAttribute<?>[] rights;
    private final Consumer<IOException> onNoRoom;

    /** Freed with the file: nobody collects garbage where none is made. */
    private final ByteBuffer zeros;

    private FileChannel channel;
    private int filled;
    private boolean isBegun;

    DiskFile(
        final Path path,
        final int length,
        final int pieceLength,
        final FileAttribute<?>[] rights,
        final Consumer<IOException> onNoRoom)
    {
        this.path = path;
        this.length = length;
        this.rights = rights;
        this.onNoRoom = onNoRoom;
        this.zeros = ByteBuffer.allocateDirect(pieceLength);
    }

    @Override
    public boolean begin(final UnsafeBuffer head)
    {
        try
        {
            channel = make();
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
            {
                file.setLength(length);
            }
            // A whole piece: the file system keeps it as it was first written.
            fillTo(Math.min(length, zeros.capacity()));
            put(0, head);
            channel.force(true);
            isBegun = true;
            return true;
        }
        catch (final IOException refused)
        {
            return refuse(refused);
        }
    }

    @Override
    public boolean fill(final int fillLength)
    {
        try
        {
            if (channel == null)
            {
                channel = make();
            }
            fillTo((int)Math.min(length, (long)filled + fillLength));
            if (!isBegun)
            {
                // By and by, or the last force would hold up the journal's own for as long as a whole segment takes.
                channel.force(false);
            }
            return true;
        }
        catch (final IOException refused)
        {
            return refuse(refused);
        }
    }

    private void fillTo(final int limit) throws IOException
    {
        while (filled < limit)
        {
            zeros.position(0).limit(Math.min(zeros.capacity(), limit - filled));
            filled += channel.write(zeros, filled);
        }
    }

    /** False for want of room; else the disk has failed. */
    private boolean refuse(final IOException refused)
    {
        final boolean isNoRoom = channel == null || isNoRoom(refused, length - filled);
        remove();
        if (!isNoRoom)
        {
            throw DiskStorage.fault(path.getFileName().toString(), "cannot be filled", refused);
        }
        onNoRoom.accept(refused);
        return false;
    }

    /**
     * Whether a file has not got its blocks for want of room; else the disk has failed. Java tells by the system's
     * words only, which may be in any language, but what is free tells too. An interrupt says nothing of the disk.
     */
    private boolean isNoRoom(final IOException refused, final long lacking)
    {
        if (refused instanceof ClosedByInterruptException)
        {
            return true;
        }
        final String words = String.valueOf(refused.getMessage());
        if (words.contains("No space left") || words.contains("quota exceeded"))
        {
            return true;
        }
        try
        {
            return Files.getFileStore(path.getParent()).getUsableSpace() < lacking;
        }
        catch (final IOException unknown)
        {
            refused.addSuppressed(unknown);
            return false;
        }
    }

    @Override
    public boolean isFilled()
    {
        return filled == length;
    }

    @Override
    public void write(final int offset, final UnsafeBuffer bytes)
    {
        try
        {
            put(offset, bytes);
        }
        catch (final IOException e)
        {
            throw DiskStorage.fault(path.getFileName().toString(), "cannot be written", e);
        }
    }

    private void put(final int offset, final UnsafeBuffer bytes) throws IOException
    {
        final byte[] copy = new byte[bytes.capacity()];
        bytes.getBytes(0, copy);
        final ByteBuffer source = ByteBuffer.wrap(copy);
        while (source.hasRemaining())
        {
            channel.write(source, offset + source.position());
        }
    }

    @Override
    public void finish()
    {
        try (FileChannel closed = channel)
        {
            if (!isBegun)
            {
                closed.force(true);
            }
            BufferUtil.free(zeros);
        }
        catch (final IOException e)
        {
            throw DiskStorage.fault(path.getFileName().toString(), "cannot be forced", e);
        }
    }

    @Override
    public void abandon()
    {
        if (channel != null && channel.isOpen())
        {
            remove();
        }
    }

    private FileChannel make() throws IOException
    {
        Files.deleteIfExists(path);
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights);
    }

    private void remove()
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
            BufferUtil.free(zeros);
            Files.deleteIfExists(path);
        }
        catch (final IOException e)
        {
            throw DiskStorage.fault(path.getFileName().toString(), "cannot be removed", e);
        }
    }
}
