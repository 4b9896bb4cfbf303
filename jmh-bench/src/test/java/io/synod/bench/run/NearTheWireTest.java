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

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup.FailOver;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A short run beside the bare Aeron round, by turns: fails when Synod has lost a third of its rate, or its median takes
 * a third longer. Only ratios count, so that a slower machine does not matter. With {@code -Dsynod.short=true} there is
 * one round instead of three, which may be much further off. {@code docs/PERFORMANCE.md} has the figures of long runs.
 */
final class NearTheWireTest
{
    /** Of bare Aeron's, medians of such short runs. */
    private static final double USUAL_RATE = 0.73;
    private static final double USUAL_P50 = 1.5;

    private static final boolean IS_SHORT = Boolean.getBoolean("synod.short");
    private static final int WARM_UP_SECONDS = 6;
    private static final int SECONDS = 3;
    private static final int ROUNDS = IS_SHORT ? 1 : 3;
    private static final double LOST = IS_SHORT ? 1.0 / 3 : 2.0 / 3;
    private static final double WORSE = IS_SHORT ? 8.0 / 3 : 4.0 / 3;

    private static final List<String> BOTH = List.of("synod", "aeron");

    @TempDir
    private Path directory;

    @Test
    void synodIsNotMuchFurtherFromTheWireThanItWas()
    {
        final Options options = CommandLine.populateCommand(
            new Options(), "--against", "aeron", "--out", directory.toString());
        options.bench.check();
        final int mtuLength = options.bench.mtuLength();
        final Case one = new Case(Load.closed(100, WARM_UP_SECONDS, SECONDS), false, mtuLength, FailOver.DEFAULT);
        final Case many =
            new Case(
            new Load(Load.Kind.WINDOW, 100, 1024, 0, WARM_UP_SECONDS, SECONDS), false, mtuLength, FailOver.DEFAULT);
        final Comparison comparison = new Comparison(
            options.bench, BOTH, new PrintWriter(System.out, true, StandardCharsets.UTF_8));

        comparison.run(List.of(one, many), ROUNDS);

        final double rate = ratio(Metric.RATE, many, comparison);
        final double p50 = ratio(Metric.P50, one, comparison);
        assertTrue(rate >= USUAL_RATE * LOST, "commands/s are " + rate + " of bare Aeron's, were " + USUAL_RATE);
        assertTrue(p50 <= USUAL_P50 * WORSE, "p50 is " + p50 + " of bare Aeron's, was " + USUAL_P50);
    }

    private static double ratio(final Metric metric, final Case row, final Comparison comparison)
    {
        return metric.median(Table.of(row, "synod", comparison.results())) /
            metric.median(Table.of(row, "aeron", comparison.results()));
    }

    /** As a command line gives them. */
    private static final class Options
    {
        @CommandLine.Mixin
        private BenchOptions bench;
    }
}
