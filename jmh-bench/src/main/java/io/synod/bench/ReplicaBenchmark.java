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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * leader under load has them. {@code cpuNsPerSlot} is what the thread itself used, whatever else the machine did.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Dagrona.disable.bounds.checks=true")
public class ReplicaBenchmark
{
    private static final int COMMAND_LENGTH = 100;
    private static final int FEW = 8;
    private static final int MANY = 64;

    /** CPU time of the benchmark's thread, an iteration at a time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu
    {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long beginNs;
        private long slots;

        /** An iteration begins. */
        @Setup(Level.Iteration)
        public void begin()
        {
            slots = 0;
            beginNs = threads.getCurrentThreadCpuTime();
        }

        /**
         * What a slot has cost in this iteration.
         *
         * @return nanoseconds.
         */
        public double cpuNsPerSlot()
        {
            return (double)(threads.getCurrentThreadCpuTime() - beginNs) / slots;
        }
    }

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
     * @param cpu counts the slots.
     * @return the last sequence.
     */
    @Benchmark
    @OperationsPerInvocation(FEW)
    public long slotOfEightInFlight(final Cpu cpu)
    {
        cpu.slots += FEW;
        return decide(FEW);
    }

    /**
     * Sixty-four slots in flight.
     *
     * @param cpu counts the slots.
     * @return the last sequence.
     */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long slotOfSixtyFourInFlight(final Cpu cpu)
    {
        cpu.slots += MANY;
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
