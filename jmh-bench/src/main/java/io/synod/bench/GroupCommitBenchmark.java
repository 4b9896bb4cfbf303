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
 * next one, and by turns, in the same seconds, what the disk can do for one thread that writes and forces as many
 * bytes: disks have moods. JMH's own score only counts rounds; the counters count.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Dagrona.disable.bounds.checks=true")
public class GroupCommitBenchmark
{
    private static final int SEGMENT_LENGTH = 1 << 28;
    private static final int PLAIN_LENGTH = 1 << 26;
    private static final int RECORD_LENGTH = 240;
    private static final int FORCES_OF_A_ROUND = 200;

    /** What was done in an iteration, in time of its own: JMH's time is that of both. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Done
    {
        private long forces;
        private long commands;
        private long journalNs;
        private long plainForces;
        private long plainNs;

        /** JMH makes one of these for all iterations. */
        @Setup(Level.Iteration)
        public void reset()
        {
            forces = 0;
            commands = 0;
            journalNs = 0;
            plainForces = 0;
            plainNs = 0;
        }

        public double forcesPerSecond()
        {
            return forces * 1e9 / journalNs;
        }

        public double commandsPerSecond()
        {
            return commands * 1e9 / journalNs;
        }

        public double plainForcesPerSecond()
        {
            return plainForces * 1e9 / plainNs;
        }

        public double percentOfPlain()
        {
            return 100 * forcesPerSecond() / plainForcesPerSecond();
        }
    }

    /** Appenders, each with one command under way. */
    @Param({"1", "10", "100"})
    private int appenders;

    /** Whether the thread that appends forces too, instead of a thread of the syncer's own. */
    @Param({"false", "true"})
    private boolean oneThread;

    private BenchDirectory directory;
    private MappedJournal journal;
    private BatchAppender appender;
    private long[] ends;
    private FileChannel plain;
    private ByteBuffer record;
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
        // The next segment is made first: this is about forces.
        while (journal.syncer().doWork(0) > 0)
        {
            journal.durablePosition();
        }
        plain = directory.makeFilled("plain", PLAIN_LENGTH, BenchDirectory.PAGE_LENGTH);
        plainPosition = 0;
        record = ByteBuffer.allocateDirect(RECORD_LENGTH * appenders);
    }

    /**
     * Closes and removes it.
     *
     * @throws IOException if that fails.
     */
    @TearDown(Level.Iteration)
    public void delete() throws IOException
    {
        journal.close();
        plain.close();
        directory.delete();
    }

    /**
     * A round of forces by the journal, and one of the same bytes by the plain file.
     *
     * @param done counts.
     * @return position.
     * @throws IOException if that fails.
     */
    @Benchmark
    public long commit(final Done done) throws IOException
    {
        final SyncerThread syncer = oneThread ? null : new SyncerThread(journal.syncer());
        final long before = journal.durablePosition();
        appendWhatIsFree(Long.MAX_VALUE);
        long position = awaitForce(before);
        final long fromNs = System.nanoTime();
        long commands = 0;
        for (int i = 0; i < FORCES_OF_A_ROUND; i++)
        {
            commands += appendWhatIsFree(position);
            position = awaitForce(position);
        }
        done.journalNs += System.nanoTime() - fromNs;
        done.forces += FORCES_OF_A_ROUND;
        done.commands += commands;
        if (syncer != null)
        {
            // Or it would poll beside the plain file.
            syncer.close();
        }
        forcePlain((int)(RECORD_LENGTH * commands / FORCES_OF_A_ROUND), done);
        return position;
    }

    private long awaitForce(final long position)
    {
        long now = journal.durablePosition();
        while (now == position)
        {
            if (oneThread)
            {
                journal.syncer().doWork(0);
            }
            else
            {
                YieldingIdleStrategy.INSTANCE.idle();
            }
            now = journal.durablePosition();
        }
        return now;
    }

    private int appendWhatIsFree(final long durablePosition)
    {
        int commands = 0;
        for (int i = 0; i < appenders; i++)
        {
            if (ends[i] <= durablePosition)
            {
                ends[i] = appender.append(1);
                commands++;
            }
        }
        return commands;
    }

    private void forcePlain(final int length, final Done done) throws IOException
    {
        final long fromNs = System.nanoTime();
        for (int i = 0; i < FORCES_OF_A_ROUND; i++)
        {
            plainPosition = plainPosition + length > PLAIN_LENGTH ? 0 : plainPosition;
            plainPosition += plain.write(record.clear().limit(length), plainPosition);
            plain.force(false);
        }
        done.plainNs += System.nanoTime() - fromNs;
        done.plainForces += FORCES_OF_A_ROUND;
    }
}
