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
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.synod.journal.Durability;
import io.synod.journal.MappedJournal;
import io.synod.journal.RecordDescriptor;

/**
 * What a command of 100 bytes costs to append at durability WRITTEN, in batches, and what others take to put the same
 * bytes where a crash of the process does not reach them. An invocation is a million commands into a file that has its
 * blocks; so the disk's own speed is not in it, but for {@link #journalMakingSegments}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(
    value = 1,
    jvmArgsAppend = {
        "-Dagrona.disable.bounds.checks=true",
        "-Dchronicle.analytics.disable=true",
        "-Dchronicle.announcer.disable=true",
        "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
        "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
        "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED"
    })
public class JournalAppendBenchmark
{
    private static final int COMMANDS = 1_000_000;
    private static final int FILE_LENGTH = 1 << 28;
    private static final int SEGMENT_LENGTH = 1 << 26;

    /** Commands of a batch. */
    @Param({"1", "10", "100"})
    private int batch;

    private BenchDirectory directory;
    private byte[] record;

    /** The journal with one segment for all. */
    @State(Scope.Thread)
    public static class Ready extends AnyJournal
    {
        public Ready()
        {
            super(FILE_LENGTH, false);
        }
    }

    /** The journal, and its syncer that makes segments. */
    @State(Scope.Thread)
    public static class Making extends AnyJournal
    {
        public Making()
        {
            super(SEGMENT_LENGTH, true);
        }
    }

    /** A journal. */
    public abstract static class AnyJournal
    {
        private final int segmentLength;
        private final boolean hasSyncer;
        private MappedJournal journal;
        private BatchAppender appender;
        private SyncerThread syncer;

        AnyJournal(final int segmentLength, final boolean hasSyncer)
        {
            this.segmentLength = segmentLength;
            this.hasSyncer = hasSyncer;
        }

        /**
         * Opens it.
         *
         * @param benchmark has the directory.
         */
        @Setup(Level.Iteration)
        public void open(final JournalAppendBenchmark benchmark)
        {
            journal = benchmark.directory.openJournal(segmentLength, Durability.WRITTEN);
            appender = new BatchAppender(journal);
            syncer = hasSyncer ? new SyncerThread(journal.syncer()) : null;
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close()
        {
            if (syncer != null)
            {
                syncer.close();
            }
            journal.close();
        }

        long append(final int batch)
        {
            long end = 0;
            for (int i = 0; i < COMMANDS; i += batch)
            {
                end = appender.append(batch);
            }
            return end;
        }
    }

    /** A file with blocks, filled as the journal fills its own. */
    @State(Scope.Thread)
    public static class PlainMapped extends Plain
    {
        public PlainMapped()
        {
            super(BenchDirectory.LARGE_PIECE_LENGTH);
        }
    }

    /** A file with blocks, filled as suits {@link FileChannel#write} best. */
    @State(Scope.Thread)
    public static class PlainWritten extends Plain
    {
        public PlainWritten()
        {
            super(BenchDirectory.PAGE_LENGTH);
        }
    }

    /** A file with blocks, mapped. */
    public abstract static class Plain
    {
        private final int pieceLength;
        private FileChannel channel;
        private MappedByteBuffer mapped;
        private UnsafeBuffer buffer;

        Plain(final int pieceLength)
        {
            this.pieceLength = pieceLength;
        }

        /**
         * Makes it.
         *
         * @param benchmark has the directory.
         * @throws IOException if it cannot be made.
         */
        @Setup(Level.Iteration)
        public void open(final JournalAppendBenchmark benchmark) throws IOException
        {
            channel = benchmark.directory.makeFilled("plain", FILE_LENGTH, pieceLength);
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH);
            buffer = new UnsafeBuffer(mapped);
        }

        /**
         * Closes it.
         *
         * @throws IOException if it cannot be closed.
         */
        @TearDown(Level.Iteration)
        public void close() throws IOException
        {
            BufferUtil.free(mapped);
            channel.close();
        }

        UnsafeBuffer buffer()
        {
            return buffer;
        }

        FileChannel channel()
        {
            return channel;
        }
    }

    /** Chronicle Queue. */
    @State(Scope.Thread)
    public static class Chronicle
    {
        private ChronicleQueue queue;
        private ExcerptAppender appender;

        /**
         * Opens it.
         *
         * @param benchmark has the directory.
         */
        @Setup(Level.Iteration)
        public void open(final JournalAppendBenchmark benchmark)
        {
            queue = ChronicleQueue.singleBuilder(benchmark.directory.path().resolve("queue").toFile())
                .blockSize(SEGMENT_LENGTH).build();
            appender = queue.createAppender();
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close()
        {
            appender.close();
            queue.close();
        }
    }

    /**
     * Makes the directory.
     *
     * @throws IOException if it cannot be made.
     */
    @Setup(Level.Iteration)
    public void make() throws IOException
    {
        directory = new BenchDirectory();
        record = new byte[RecordDescriptor.HEADER_LENGTH + batch * BatchAppender.ALIGNED_LENGTH];
        new UnsafeBuffer(record).setMemory(0, record.length, (byte)'c');
    }

    /**
     * Removes the directory.
     *
     * @throws IOException if it cannot be removed.
     */
    @TearDown(Level.Iteration)
    public void delete() throws IOException
    {
        directory.delete();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long journal(final Ready ready)
    {
        return ready.append(batch);
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long journalMakingSegments(final Making making)
    {
        return making.append(batch);
    }

    /**
     * The same bytes, checked by the same checksum, copied whole.
     *
     * @param plain file.
     * @return the last checksum.
     */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long putBytesAndChecksum(final PlainMapped plain)
    {
        final CRC32C crc = new CRC32C();
        int offset = 0;
        for (int i = 0; i < COMMANDS; i += batch)
        {
            crc.reset();
            crc.update(record, 0, record.length);
            plain.buffer().putBytes(offset, record);
            plain.buffer().putInt(offset, (int)crc.getValue());
            offset += record.length;
        }
        return crc.getValue();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long fileChannelWrite(final PlainWritten plain) throws IOException
    {
        final ByteBuffer direct = ByteBuffer.allocateDirect(record.length).put(record);
        long position = 0;
        for (int i = 0; i < COMMANDS; i += batch)
        {
            position += plain.channel().write(direct.clear(), position);
        }
        return position;
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long chronicleQueue(final Chronicle chronicle)
    {
        final Bytes<?> body = Bytes.allocateElasticDirect(record.length);
        body.write(record, 0, batch * BatchAppender.ALIGNED_LENGTH);
        for (int i = 0; i < COMMANDS; i += batch)
        {
            try (DocumentContext document = chronicle.appender.writingDocument())
            {
                document.wire().bytes().write(body);
            }
        }
        body.releaseLast();
        return chronicle.appender.lastIndexAppended();
    }
}
