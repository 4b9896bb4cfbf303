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
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file {@code node.dat}: counters and errors of a running node, for tools to read from outside.
 * <pre>
 *   0          8         16        20        24        32
 *   +----------+---------+---------+---------+---------+--------------------+---------------+---------------+
 *   | "SYNODND1"| pid    | memberId| zero    | startMs | metadata at 4096   | values        | errors        |
 *   +----------+---------+---------+---------+---------+--------------------+---------------+---------------+
 * </pre>
 * The layout of metadata and values is Agrona's (CountersManager), that of errors its DistinctErrorLog's. It holds
 * nothing that a member vouches for, and is made anew at each start.
 */
public final class NodeFile implements AutoCloseable
{
    /** Of the file. */
    public static final String NAME = "node.dat";

    private static final long MAGIC = 0x31444E444F4E5953L;
    private static final int PID_OFFSET = 8;
    private static final int MEMBER_OFFSET = 16;
    private static final int START_OFFSET = 24;
    private static final int METADATA_OFFSET = 4096;
    private static final int METADATA_LENGTH = 64 << 10;
    private static final int VALUES_LENGTH = 16 << 10;
    private static final int ERRORS_LENGTH = 256 << 10;
    private static final int LENGTH = METADATA_OFFSET + METADATA_LENGTH + VALUES_LENGTH + ERRORS_LENGTH;

    private final UnsafeBuffer buffer;

    private NodeFile(final MappedByteBuffer mapped)
    {
        buffer = new UnsafeBuffer(mapped);
    }

    /**
     * Makes it for a node that starts.
     *
     * @param directory of the node.
     * @param memberId  of its member.
     * @return mapped, zeroed but for its head.
     */
    static NodeFile create(final Path directory, final int memberId)
    {
        final Path path = directory.resolve(NAME);
        try
        {
            Files.deleteIfExists(path);
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
            {
                // Real blocks: a store into a page without one is the end of the JVM if the disk is full by then.
                file.write(new byte[LENGTH]);
                final NodeFile made =
                    new NodeFile(file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
                made.buffer.putLong(PID_OFFSET, ProcessHandle.current().pid(), ByteOrder.LITTLE_ENDIAN);
                made.buffer.putInt(MEMBER_OFFSET, memberId, ByteOrder.LITTLE_ENDIAN);
                made.buffer.putLong(START_OFFSET, System.currentTimeMillis(), ByteOrder.LITTLE_ENDIAN);
                made.buffer.putLong(0, MAGIC, ByteOrder.LITTLE_ENDIAN);
                return made;
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(path + " cannot be made: " + ex.getMessage(), ex);
        }
    }

    /**
     * Opens that of a node, running or not.
     *
     * @param directory of the node.
     * @return mapped for reading.
     * @throws IOException if there is none, or it is none.
     */
    public static NodeFile open(final Path directory) throws IOException
    {
        final Path path = directory.resolve(NAME);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ))
        {
            if (channel.size() != LENGTH)
            {
                throw new IOException(path + " is no file of a node's counters");
            }
            final NodeFile opened = new NodeFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH));
            if (opened.buffer.getLong(0, ByteOrder.LITTLE_ENDIAN) != MAGIC)
            {
                opened.close();
                throw new IOException(path + " is no file of a node's counters");
            }
            return opened;
        }
    }

    public long pid()
    {
        return buffer.getLong(PID_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public int memberId()
    {
        return buffer.getInt(MEMBER_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public long startMs()
    {
        return buffer.getLong(START_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Names of the counters.
     *
     * @return in Agrona's layout.
     */
    public AtomicBuffer countersMetadata()
    {
        return new UnsafeBuffer(buffer, METADATA_OFFSET, METADATA_LENGTH);
    }

    /**
     * Values of the counters.
     *
     * @return in Agrona's layout.
     */
    public AtomicBuffer countersValues()
    {
        return new UnsafeBuffer(buffer, METADATA_OFFSET + METADATA_LENGTH, VALUES_LENGTH);
    }

    /**
     * Distinct errors.
     *
     * @return in the layout of Agrona's DistinctErrorLog.
     */
    public AtomicBuffer errors()
    {
        return new UnsafeBuffer(buffer, METADATA_OFFSET + METADATA_LENGTH + VALUES_LENGTH, ERRORS_LENGTH);
    }

    /** The mapping goes with the last who reads its counters: a tool or a callback may, after the node's end. */
    @Override
    public void close()
    {
        buffer.boundsCheck(0, LENGTH);
    }
}
