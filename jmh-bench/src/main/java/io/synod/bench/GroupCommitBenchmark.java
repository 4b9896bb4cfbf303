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
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.YieldingIdleStrategy;
import org.openjdk.jmh.annotations.AuxCounters;
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

import io.synod.journal.Durability;
import io.synod.journal.MappedJournal;

/**
 * Durability FLUSHED under the load of appenders of which each waits until its command is durable before it has the
 * next one. JMH's own score only counts how often the loop went around; {@code commands} and {@code forces} count.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Dagrona.disable.bounds.checks=true")
public class GroupCommitBenchmark
{
    private static final int SEGMENT_LENGTH = 1 << 28;
    private static final int RECORD_LENGTH = 240;

    /** What was done in an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Done
    {
        /** Commands appended. */
        public long commands;

        /** Times that the durable position was seen to have moved on. */
        public long forces;
    }

    /** Appenders, each with one command under way. */
    @Param({"1", "10", "100"})
    private int appenders;

    private BenchDirectory directory;
    private MappedJournal journal;
    private BatchAppender appender;
    private SyncerThread syncer;
    private long[] ends;
    private long durablePosition;
    private FileChannel plain;
    private final ByteBuffer record = ByteBuffer.allocateDirect(RECORD_LENGTH);
    private long plainPosition;

    /**
     * Opens a journal.
     *
     * @throws IOException if the directory cannot be made.
     */
    @Setup(Level.Iteration)
    public void open() throws IOException
    {
        directory = new BenchDirectory();
        journal = directory.openJournal(SEGMENT_LENGTH, Durability.FLUSHED);
        appender = new BatchAppender(journal);
        ends = new long[appenders];
        durablePosition = journal.durablePosition();
        // The next segment is made first: this is about forces.
        while (journal.syncer().doWork(0) > 0)
        {
            durablePosition = journal.durablePosition();
        }
        plain = directory.makeFilled("plain", SEGMENT_LENGTH >> 2, BenchDirectory.PAGE_LENGTH);
        plainPosition = 0;
        syncer = new SyncerThread(journal.syncer());
    }

    /**
     * Closes and removes it.
     *
     * @throws IOException if that fails.
     */
    @TearDown(Level.Iteration)
    public void delete() throws IOException
    {
        syncer.close();
        journal.close();
        plain.close();
        directory.delete();
    }

    /**
     * Waits for a force, and hands in what it has set free.
     *
     * @param done counts.
     * @return position.
     */
    @Benchmark
    public long commit(final Done done)
    {
        long now = journal.durablePosition();
        while (now == durablePosition && ends[0] != 0)
        {
            YieldingIdleStrategy.INSTANCE.idle();
            now = journal.durablePosition();
        }
        durablePosition = now;
        done.forces++;
        for (int i = 0; i < appenders; i++)
        {
            if (ends[i] <= now)
            {
                ends[i] = appender.append(1);
                done.commands++;
            }
        }
        return now;
    }

    /**
     * What the disk can do: a record's bytes written and forced, again and again, by one thread.
     *
     * @param done counts.
     * @return position.
     * @throws IOException if that fails.
     */
    @Benchmark
    public long writeAndForce(final Done done) throws IOException
    {
        plainPosition += plain.write(record.clear(), plainPosition);
        plain.force(false);
        done.forces++;
        done.commands++;
        return plainPosition;
    }
}
