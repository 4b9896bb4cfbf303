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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import io.synod.bench.load.Load;
import io.synod.bench.load.RunSpec;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.ClusterSetup.FailOver;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class TableTest
{
    private static final Case ONE = new Case(Load.closed(100, 1, 10), false, 8192, FailOver.DEFAULT);
    private static final Case MANY =
        new Case(new Load(Load.Kind.WINDOW, 100, 64, 0, 1, 10), true, 8192, FailOver.DEFAULT);

    @Test
    void mediansSpreadAndRatios()
    {
        final List<Result> results = List.of(
            result("a", ONE, 10, 1000), result("a", ONE, 20, 1000), result("a", ONE, 60, 1000),
            result("b", ONE, 40, 1000),
            result("a", MANY, 1, 30_000), result("b", MANY, 1, 10_000));

        final String[] lines = new Table(List.of("a", "b")).of(List.of(ONE, MANY), results).split("\n");

        assertEquals("| | a | b | of b |", lines[0]);
        assertEquals("| 100 B, one in flight: p50, us | 20.0 (10.0 to 60.0) | 40.0 | **0.50** |", lines[2]);
        assertEquals("| 100 B, 64 in flight, forced: commands/s | 3,000 | 1,000 | **3.00** |", lines[4]);
        assertEquals("| 100 B, 64 in flight, forced: CPU s a million | 100.00 | 300.00 | **0.33** |", lines[5]);
    }

    private static Result result(final String contender, final Case row, final long micros, final long acks)
    {
        final Histogram latencies = new Histogram(3);
        latencies.recordValue(micros * 1000);
        final ClusterSetup setup = new ClusterSetup(
            3, 10_000, Path.of("nowhere"), row.isForced(), row.mtuLength(), row.failOver(), Map.of());
        return new Result(
            new RunSpec(contender, row.load(), setup), 1, 1, acks, 0, latencies, 0, 0,
            2_000_000_000L, 1_000_000_000L, List.of());
    }
}
