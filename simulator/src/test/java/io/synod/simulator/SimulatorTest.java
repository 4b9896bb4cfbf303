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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The simulator's stage of the build: seeds from 1 on (others with {@code -Dsynod.fresh=true}, or from
 * {@code -Dsynod.seed}), so that a green build stays green; for a minute on both processors (a shorter while with
 * {@code -Dsynod.short=true}, as long as wanted with {@code -Dsynod.minutes=30}).
 */
final class SimulatorTest
{
    private static final int REPLAY_EVERY = 100;
    private static final int SEEDS_OF_THE_BUILD = 20_000;
    private static final int MAX_REPLAYS = 20;
    private static final double SHORT_MINUTES = 0.15;

    @Test
    void nothingIsFoundAndEachSeedCanBeRepeated()
    {
        final double minutes = minutes();
        final boolean isFresh = Boolean.getBoolean("synod.fresh");
        final long fromSeed = isFresh ? System.currentTimeMillis() * 1000 : Long.getLong("synod.seed", 1);
        final boolean isLimited = !isFresh && System.getProperty("synod.minutes") == null;
        final int threads = Runtime.getRuntime().availableProcessors();
        final long seeds = Long.getLong("synod.seeds", isLimited ? SEEDS_OF_THE_BUILD : Integer.MAX_VALUE);
        final SeedRunner runner = new SeedRunner(fromSeed, seeds, (long)(minutes * 60e9), threads);
        final AtomicReference<SimReport> failure = new AtomicReference<>();
        final Map<Long, Long> digests = new TreeMap<>();
        final long startNs = System.nanoTime();
        final long startCpuNs = cpuTimeNs();

        final SimTotals totals = runner.run(report ->
        {
            if (report.isFailure())
            {
                failure.compareAndSet(null, report);
                runner.stop();
            }
            if (report.seed() % REPLAY_EVERY == 0 && digests.size() < MAX_REPLAYS)
            {
                digests.put(report.seed(), report.digest());
            }
        });

        final double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.println("simulator: from seed " + fromSeed + ", " + totals.describe(seconds, threads));
        assertNull(failure.get(), () -> "./synod simulate --seed " + failure.get().seed());
        assertTrue(totals.seeds() > 0);
        checkVolume(totals, (cpuTimeNs() - startCpuNs) / 1e9);
        final List<Long> differing = Replays.differing(digests);
        System.out.println("simulator: " + digests.size() + " seeds again with -Xint, differing " + differing);
        assertEquals(List.of(), differing);
    }

    /** Seeds that once failed. Whoever changes what a seed draws makes other runs of them; they stay as samples. */
    @ParameterizedTest
    @ValueSource(longs = {
        5, 7, 73, 144, 293, 339, 582, 767, 1109, 1227, 1577, 1950, 2004, 2202, 2419, 2757, 4978, 5376, 5645, 6674, 8018,
        9952, 11849, 12870, 13339, 16755, 23624, 29441, 13307, 45909, 14, 31, 34,
        50, 86, 106, 140, 210, 282, 557, 858, 8784, 1795267375400127L, 1795267819168722L,
        1795268453107962L, 1795273484495482L, 1795285349874045L,
        1795290308190500L
    })
    void seedsThatOnceFailedDoNotFailAgain(final long seed)
    {
        assertNull(Simulation.run(seed).failure());
    }

    @Test
    void aQuietClusterKeepsItsLeader()
    {
        for (long seed = 1; seed <= 50; seed++)
        {
            final SimReport report = Simulation.run(SimOptions.draw(seed).withoutFaults(), number -> true, null);
            assertNull(report.failure());
            assertTrue(report.elections() <= 2, "elections without a fault: " + report);
        }
    }

    @Test
    void equalSeedsGiveEqualTraces()
    {
        final StringBuilder first = new StringBuilder();
        final StringBuilder second = new StringBuilder();
        Simulation.run(SimOptions.draw(42), number -> true, first::append);
        Simulation.run(SimOptions.draw(42), number -> true, second::append);
        assertTrue(first.length() > 1000);
        assertEquals(first.toString(), second.toString());
    }

    private static double minutes()
    {
        final String given = System.getProperty("synod.minutes");
        if (given != null)
        {
            return Double.parseDouble(given);
        }
        return Boolean.getBoolean("synod.short") ? SHORT_MINUTES : 1;
    }

    /**
     * What a minute of two processors must hold, measured in processor time, so that a busy machine does not fail it. A
     * short while is mostly warm-up, and is not measured.
     */
    private static void checkVolume(final SimTotals totals, final double cpuSeconds)
    {
        if (cpuSeconds < 30)
        {
            return;
        }
        final double minutes = cpuSeconds / 120;
        assertTrue(totals.seeds() >= 2_000 * minutes, "seeds a minute");
        assertTrue(totals.elections() >= 10_000 * minutes, "elections a minute");
        assertTrue(totals.crashes() >= 20_000 * minutes, "crashes a minute");
        assertTrue(totals.linkChanges() >= 50_000 * minutes, "link changes a minute");
        assertTrue(totals.virtualNs() / 1e9 >= 1_000 * cpuSeconds, "1,000 times real time per core");
    }

    private static long cpuTimeNs()
    {
        return ((OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
