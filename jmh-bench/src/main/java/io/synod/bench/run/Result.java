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
package io.synod.bench.run;

import java.util.List;

import org.HdrHistogram.Histogram;

import io.synod.bench.load.RunSpec;

/**
 * What one run of one cluster measured.
 *
 * @param spec         of the run.
 * @param clients      so many at once, all with the same load.
 * @param round        from 1 on.
 * @param acks         of all clients, in the time that counts.
 * @param neverAcked   commands that were offered and never acknowledged.
 * @param latencies    of all clients, nanoseconds.
 * @param pauseNs      longest time for which the machine did not run a thread that only sleeps, beside the run.
 * @param longestGapNs between two acknowledgements of a client.
 * @param membersCpuNs processor time of all members in the time that counts.
 * @param clientsCpuNs processor time of all clients in it.
 * @param recoveriesNs for each kill of a leader, until a command that was offered after it was acknowledged.
 */
record Result(
    RunSpec spec,
    int clients,
    int round,
    long acks,
    long neverAcked,
    Histogram latencies,
    long pauseNs,
    long longestGapNs,
    long membersCpuNs,
    long clientsCpuNs,
    List<Long> recoveriesNs)
{
    private static final double NANOS_PER_MICRO = 1e3;

    double rate()
    {
        return acks / (double)spec.load().seconds();
    }

    /** Of all members and clients; the same figure as microseconds a command. */
    double cpuSecondsPerMillion()
    {
        return acks == 0 ? Double.NaN : (membersCpuNs + clientsCpuNs) / NANOS_PER_MICRO / acks;
    }

    double micros(final double percentile)
    {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** The median of the recoveries. */
    double recoveryMillis()
    {
        final long[] sorted = recoveriesNs.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2] / 1e6;
    }

    double worstRecoveryMillis()
    {
        return recoveriesNs.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6;
    }
}
