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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A mapped file. Only the range asked for is forced: pages that were touched ahead of use stay as they are, and are not
 * written as zeros first. {@code docs/PERFORMANCE.md} has what the ways to force cost.
 */
final class DiskMapping implements Storage.MappedFile
{
    private static final int PAGE_LENGTH = 4096;

    /** Stays in the processor's cache, so that reading costs little more than the system's part of it. */
    private static final int READ_LENGTH = 256 << 10;

    private final Path path;
    private final String name;
    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;

    private DiskMapping(final Path path, final MappedByteBuffer bytes)
    {
        this.path = path;
        this.name = nameOf(path);
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
    }

    static DiskMapping open(final Path path, final FileChannel.MapMode mode)
    {
        final Set<StandardOpenOption> options = mode == FileChannel.MapMode.READ_ONLY ?
            Set.of(StandardOpenOption.READ) : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        // A mapping needs no descriptor once it is there.
        try (FileChannel channel = FileChannel.open(path, options))
        {
            if (channel.size() > Integer.MAX_VALUE)
            {
                throw new StorageFault(
                    nameOf(path), "is " + channel.size() + " bytes long: no file of a journal is so long.");
            }
            return new DiskMapping(path, channel.map(mode, 0, channel.size()));
        }
        catch (final IOException e)
        {
            throw DiskStorage.fault(nameOf(path), "cannot be opened", e);
        }
    }

    @Override
    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    @Override
    public void force(final int offset, final int length)
    {
        try
        {
            bytes.force(offset, length);
        }
        catch (final UncheckedIOException e)
        {
            throw DiskStorage.fault(name, "could not be forced", e.getCause());
        }
    }

    @Override
    public void touch(final int offset, final int length)
    {
        PageToucher.touch(buffer, offset, length);
    }

    @Override
    public void rewrite(final int offset, final int length)
    {
        // A store makes a page dirty, whatever it stores.
        for (int at = offset - offset % PAGE_LENGTH; at < offset + length; at += PAGE_LENGTH)
        {
            buffer.putByte(at, buffer.getByte(at));
        }
    }

    @Override
    public void readThrough(final long position)
    {
        final ByteBuffer piece = ByteBuffer.allocateDirect(READ_LENGTH);
        long at = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ))
        {
            for (int read = 0; read >= 0; read = channel.read(piece.clear(), at))
            {
                at += read;
            }
        }
        catch (final IOException e)
        {
            throw new StorageFault(name, position == StorageFault.NO_POSITION ? position : position + at,
                "cannot be read at byte " + at + " of the file or behind it: " + e + ". The disk has lost it: " +
                    "replace the member.", e);
        }
        finally
        {
            BufferUtil.free(piece);
        }
    }

    @Override
    public void close()
    {
        BufferUtil.free(bytes);
    }

    private static String nameOf(final Path path)
    {
        return path.getFileName().toString();
    }
}
