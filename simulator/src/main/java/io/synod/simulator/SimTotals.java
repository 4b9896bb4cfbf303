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
package io.synod.simulator;

import java.util.Locale;

/** Sums over many runs; one writer. */
public final class SimTotals
{
    private long seeds;
    private long failures;
    private long virtualNs;
    private long steps;
    private long elections;
    private long crashes;
    private long linkChanges;
    private long commands;
    private long messages;
    private long lateLeaders;

    /**
     * Adds a run.
     *
     * @param report of it.
     */
    public void add(final SimReport report)
    {
        seeds++;
        failures += report.isFailure() ? 1 : 0;
        virtualNs += report.virtualNs();
        steps += report.steps();
        elections += report.elections();
        crashes += report.crashes();
        linkChanges += report.linkChanges();
        commands += report.commands();
        messages += report.messages();
        lateLeaders += report.leaderLate() ? 1 : 0;
    }

    public long seeds()
    {
        return seeds;
    }

    public long failures()
    {
        return failures;
    }

    public long elections()
    {
        return elections;
    }

    public long crashes()
    {
        return crashes;
    }

    public long linkChanges()
    {
        return linkChanges;
    }

    public long virtualNs()
    {
        return virtualNs;
    }

    /**
     * For people.
     *
     * @param seconds of real time that it took.
     * @param threads that ran at once.
     * @return counts, rates a minute, and how much faster than real time each core was.
     */
    public String describe(final double seconds, final int threads)
    {
        return String.format(
            Locale.ROOT,
            "%,d seeds in %.0f s on %d threads, %,d failures; a minute: %,.0f seeds, %,.0f elections, %,.0f crashes, " +
                "%,.0f link changes, %,.0f commands; %,d steps, %,d messages; %,.0f times real time per core; " +
                "%,d leaders later than 4 timeouts after the healing",
            seeds, seconds, threads, failures, 60 * seeds / seconds, 60 * elections / seconds, 60 * crashes / seconds,
            60 * linkChanges / seconds, 60 * commands / seconds, steps, messages,
            virtualNs / 1e9 / seconds / threads, lateLeaders);
    }
}
