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
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.synod.journal.Durability;
import io.synod.journal.JournalReader;
import io.synod.journal.MappedJournal;
import io.synod.protocol.Entry;

/** What it takes to find the entry of a slot drawn at random: 1.5 MB of them fit a core's cache, 150 MB do not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dagrona.disable.bounds.checks=true")
public class JournalReadBenchmark
{
    private static final int COMMANDS = 10;
    private static final int SEGMENT_LENGTH = 1 << 28;
    private static final long LCG_MULTIPLIER = 6_364_136_223_846_793_005L;

    /** In the journal. */
    @Param({"1000", "100000"})
    private int slots;

    private final Entry entry = new Entry();
    private BenchDirectory directory;
    private MappedJournal journal;
    private JournalReader reader;
    private long random = 1;

    /**
     * Appends what is read.
     *
     * @throws IOException if the directory cannot be made.
     */
    @Setup
    public void append() throws IOException
    {
        directory = new BenchDirectory();
        journal = directory.openJournal(SEGMENT_LENGTH, Durability.WRITTEN);
        final BatchAppender appender = new BatchAppender(journal);
        while (appender.slots() < slots)
        {
            appender.append(COMMANDS);
        }
        reader = journal.newReader();
    }

    /**
     * Removes it.
     *
     * @throws IOException if it cannot be removed.
     */
    @TearDown
    public void delete() throws IOException
    {
        journal.close();
        directory.delete();
    }

    @Benchmark
    public long reader()
    {
        return reader.read(nextSlot(), entry) ? firstBytes() : -1;
    }

    @Benchmark
    public long writer()
    {
        return journal.read(nextSlot(), entry) ? firstBytes() : -1;
    }

    private long firstBytes()
    {
        return entry.buffer().getLong(entry.offset());
    }

    private long nextSlot()
    {
        random = random * LCG_MULTIPLIER + 1;
        return 1 + (random >>> 33) % slots;
    }
}
