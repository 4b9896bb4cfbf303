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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.agrona.concurrent.UnsafeBuffer;

/** A directory that may be in use by another process. Only looks, and leaves no trace: it takes no lock either. */
final class ReadOnlyDirectory implements Storage
{
    private final Path directory;

    ReadOnlyDirectory(final Path directory)
    {
        this.directory = directory;
    }

    @Override
    public List<String> list()
    {
        try (Stream<Path> paths = Files.list(directory))
        {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
        catch (final IOException e)
        {
            throw DiskStorage.fault(directory.toString(), "cannot be listed", e);
        }
    }

    @Override
    public MappedFile open(final String name)
    {
        return DiskMapping.open(directory.resolve(name), FileChannel.MapMode.READ_ONLY);
    }

    @Override
    public NewFile create(final String name, final int length, final int pieceLength)
    {
        throw isReadOnly();
    }

    @Override
    public boolean rename(final String from, final String to)
    {
        throw isReadOnly();
    }

    @Override
    public boolean hasRoomFor(final int length)
    {
        throw isReadOnly();
    }

    @Override
    public String refusal()
    {
        throw isReadOnly();
    }

    @Override
    public void delete(final String name)
    {
        throw isReadOnly();
    }

    @Override
    public void forceDirectory()
    {
        throw isReadOnly();
    }

    @Override
    public long bootId()
    {
        return DiskStorage.readBootId();
    }

    @Override
    public UnsafeBuffer memory(final int length)
    {
        throw isReadOnly();
    }

    @Override
    public void close()
    {
        // Nothing is held.
    }

    private static UnsupportedOperationException isReadOnly()
    {
        return new UnsupportedOperationException("a directory that is only looked at is never changed");
    }
}
