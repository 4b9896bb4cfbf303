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
package io.synod.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.synod.journal.DiskStorage;
import io.synod.journal.Durability;
import io.synod.journal.Incarnation;
import io.synod.journal.JournalConfig;
import io.synod.journal.MappedJournal;

/**
 * A directory for one iteration, deleted behind it. It is made where {@code -Dsynod.bench.dir} says, else where the
 * system keeps temporary files: mind that this may be no disk.
 */
final class BenchDirectory
{
    /** What the journal fills its segments by. */
    static final int PAGE_LENGTH = 4096;

    /** The same, of a journal that is not forced. */
    static final int LARGE_PIECE_LENGTH = 2 << 20;

    private static final int FORCE_LENGTH = 1 << 20;

    private final Path path;

    BenchDirectory() throws IOException
    {
        final Path parent = Path.of(System.getProperty("synod.bench.dir", System.getProperty("java.io.tmpdir")));
        path = Files.createTempDirectory(Files.createDirectories(parent), "synod-bench");
    }

    Path path()
    {
        return path;
    }

    MappedJournal openJournal(final int segmentLength, final Durability durability)
    {
        return MappedJournal.open(
            DiskStorage.open(path.resolve("journal")),
            JournalConfig.defaults(1, 1).withSegmentLength(segmentLength).withDurability(durability),
            new Incarnation(1, 2));
    }

    /** A file of zeros with real blocks, made as the journal makes its segments if the pieces are as long. */
    FileChannel makeFilled(final String name, final int length, final int pieceLength) throws IOException
    {
        final FileChannel channel = open(name);
        final ByteBuffer zeros = ByteBuffer.allocateDirect(pieceLength);
        for (int filled = 0; filled < length; filled += pieceLength)
        {
            channel.write(zeros.clear(), filled);
            if ((filled + pieceLength) % FORCE_LENGTH == 0)
            {
                channel.force(false);
            }
        }
        channel.force(true);
        return channel;
    }

    /** A file that has a length and no blocks. */
    FileChannel makeSparse(final String name, final int length) throws IOException
    {
        final FileChannel channel = open(name);
        channel.write(ByteBuffer.allocate(1), length - 1);
        channel.force(true);
        return channel;
    }

    void delete() throws IOException
    {
        final List<Path> all;
        try (Stream<Path> paths = Files.walk(path))
        {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path each : all)
        {
            Files.delete(each);
        }
    }

    private FileChannel open(final String name) throws IOException
    {
        return FileChannel.open(
            path.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
