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
import java.util.Locale;

import io.synod.bench.load.Load;

/** A figure of a result that contenders are compared by. */
enum Metric
{
    P50("p50, us", "%,.1f"),
    P99("p99, us", "%,.1f"),
    RATE("commands/s", "%,.0f"),
    CPU("CPU s a million", "%.2f"),
    RECOVERY("median, ms", "%,.1f"),
    WORST_RECOVERY("worst, ms", "%,.1f");

    private final String title;
    private final String format;

    Metric(final String title, final String format)
    {
        this.title = title;
        this.format = format;
    }

    static List<Metric> of(final Load load)
    {
        return switch (load.kind())
        {
            case FAIL_OVER -> List.of(RECOVERY, WORST_RECOVERY);
            case OPEN -> List.of(P50, P99);
            case WINDOW -> load.window() == 1 ? List.of(P50, P99) : List.of(RATE, CPU);
        };
    }

    private double of(final Result result)
    {
        return switch (this)
        {
            case P50 -> result.micros(50);
            case P99 -> result.micros(99);
            case RATE -> result.rate();
            case CPU -> result.cpuSecondsPerMillion();
            case RECOVERY -> result.recoveryMillis();
            case WORST_RECOVERY -> result.worstRecoveryMillis();
        };
    }

    String title()
    {
        return title;
    }

    String format(final double number)
    {
        return String.format(Locale.ROOT, format, number);
    }

    /** Ascending. */
    double[] sorted(final List<Result> results)
    {
        return results.stream().mapToDouble(this::of).sorted().toArray();
    }

    double median(final List<Result> results)
    {
        final double[] sorted = sorted(results);
        if (sorted.length == 0)
        {
            return Double.NaN;
        }
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
