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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.agrona.BufferUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Ways to get 128 bytes to the disk, one behind the other in a file of 64 MiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ForceBenchmark
{
    private static final int FILE_LENGTH = 1 << 26;
    private static final int LENGTH = 128;

    /** What the file was filled by: Linux keeps it in pieces of that length, and writes whole pieces. */
    @Param({"4096", "65536", "1048576"})
    private int pieceLength;

    private final byte[] bytes = new byte[LENGTH];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(LENGTH);
    private BenchDirectory directory;
    private FileChannel filled;
    private FileChannel sparse;
    private MappedByteBuffer mapped;
    private MappedByteBuffer mappedSparse;
    private int offset;

    /**
     * Makes the files.
     *
     * @throws IOException if that fails.
     */
    @Setup(Level.Iteration)
    public void make() throws IOException
    {
        directory = new BenchDirectory();
        filled = directory.makeFilled("filled", FILE_LENGTH, pieceLength);
        sparse = directory.makeSparse("sparse", FILE_LENGTH);
        mapped = filled.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH);
        mappedSparse = sparse.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH);
        Arrays.fill(bytes, (byte)'c');
        direct.clear().put(bytes);
        offset = 0;
    }

    /**
     * Removes the files.
     *
     * @throws IOException if that fails.
     */
    @TearDown(Level.Iteration)
    public void delete() throws IOException
    {
        BufferUtil.free(mapped);
        BufferUtil.free(mappedSparse);
        filled.close();
        sparse.close();
        directory.delete();
    }

    @Benchmark
    public int mappedForce()
    {
        final int at = nextOffset();
        mapped.put(at, bytes);
        mapped.force(at, LENGTH);
        return at;
    }

    @Benchmark
    public int mappedStoreAndChannelForce() throws IOException
    {
        final int at = nextOffset();
        mapped.put(at, bytes);
        filled.force(false);
        return at;
    }

    @Benchmark
    public int writeAndForce() throws IOException
    {
        final int at = nextOffset();
        filled.write(direct.clear(), at);
        filled.force(false);
        return at;
    }

    @Benchmark
    public int mappedStoreSparseAndChannelForce() throws IOException
    {
        final int at = nextOffset();
        mappedSparse.put(at, bytes);
        sparse.force(false);
        return at;
    }

    private int nextOffset()
    {
        final int at = offset;
        offset = (offset + LENGTH) % FILE_LENGTH;
        return at;
    }
}
