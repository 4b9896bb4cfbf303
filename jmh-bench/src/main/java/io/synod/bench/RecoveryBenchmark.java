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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.synod.journal.Durability;
import io.synod.journal.InspectedRecord;
import io.synod.journal.InspectionHandler;
import io.synod.journal.JournalInspection;
import io.synod.journal.MappedJournal;

/** How long a start takes with 1 GiB of batches of ten commands in the page cache, every checksum checked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Dagrona.disable.bounds.checks=true")
public class RecoveryBenchmark
{
    private static final int COMMANDS = 10;
    private static final int SEGMENT_LENGTH = 1 << 26;
    private static final long JOURNAL_LENGTH = 1L << 30;

    private BenchDirectory directory;

    /**
     * Appends what is scanned.
     *
     * @throws IOException if the directory cannot be made.
     */
    @Setup
    public void append() throws IOException
    {
        directory = new BenchDirectory();
        try (MappedJournal journal = directory.openJournal(SEGMENT_LENGTH, Durability.WRITTEN))
        {
            final BatchAppender appender = new BatchAppender(journal);
            final SyncerThread syncer = new SyncerThread(journal.syncer());
            try
            {
                while (appender.append(COMMANDS) < JOURNAL_LENGTH)
                {
                    journal.durablePosition();
                }
            }
            finally
            {
                syncer.close();
            }
        }
    }

    /**
     * Removes it.
     *
     * @throws IOException if it cannot be removed.
     */
    @TearDown
    public void delete() throws IOException
    {
        directory.delete();
    }

    /**
     * Recovery's own walk.
     *
     * @return end.
     */
    @Benchmark
    public long scan()
    {
        final Looker looker = new Looker();
        try (JournalInspection journal = JournalInspection.open(directory.path().resolve("journal")))
        {
            journal.scan(looker);
            return journal.tailPosition();
        }
    }

    /**
     * A whole start of the journal: locks, maps, scans, forces what the last life has not; and an end.
     *
     * @return end.
     */
    @Benchmark
    public long openAndClose()
    {
        try (MappedJournal journal = directory.openJournal(SEGMENT_LENGTH, Durability.WRITTEN))
        {
            return journal.tailPosition();
        }
    }

    /** Looks on. */
    private static final class Looker implements InspectionHandler
    {
        @Override
        public boolean onRecord(final InspectedRecord record)
        {
            return true;
        }

        @Override
        public boolean onGap(final long position, final long limit)
        {
            return true;
        }
    }
}
