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

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.synod.testkit.RingCluster;

/**
 * What a slot costs the three members together, from the offer of its one command of 100 bytes until all three know it
 * decided. One thread does all the work, on ports in memory, so time is CPU time; with several slots in flight, as a
 * leader under load has them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplicaBenchmark
{
    private static final int COMMAND_LENGTH = 100;
    private static final int FEW = 8;
    private static final int MANY = 64;

    private RingCluster cluster;
    private UnsafeBuffer command;
    private long session;
    private long requests;

    /** Three members, a leader among them, a session. */
    @Setup
    public void startCluster()
    {
        cluster = new RingCluster(3, COMMAND_LENGTH);
        command = new UnsafeBuffer(new byte[COMMAND_LENGTH]);
        session = cluster.openSession();
        requests = 0;
    }

    /**
     * Eight slots in flight.
     *
     * @return the last sequence.
     */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public long slotOfEightInFlight()
    {
        return decide(FEW);
    }

    /**
     * Sixty-four slots in flight.
     *
     * @return the last sequence.
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long slotOfSixtyFourInFlight()
    {
        return decide(MANY);
    }

    private long decide(final int slots)
    {
        long sequence = 0;
        for (int i = 0; i < slots; i++)
        {
            requests++;
            command.putLong(0, requests);
            sequence = cluster.offer(session, requests, command, COMMAND_LENGTH);
        }
        if (sequence != requests)
        {
            throw new IllegalStateException("request " + requests + " got " + sequence);
        }
        cluster.decideThrough(session + requests);
        return sequence;
    }
}
