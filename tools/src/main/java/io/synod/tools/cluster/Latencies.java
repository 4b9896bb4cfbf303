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
package io.synod.tools.cluster;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** How long things took, and what of that is worth a line. One thread. */
public final class Latencies
{
    private static final long LONGEST_NS = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(LONGEST_NS, DIGITS);

    /**
     * Counts one in.
     *
     * @param nanos that it took; more than an hour counts as one.
     */
    public void add(final long nanos)
    {
        histogram.recordValue(Math.max(0, Math.min(nanos, LONGEST_NS)));
    }

    /** Begins again. */
    public void reset()
    {
        histogram.reset();
    }

    public long count()
    {
        return histogram.getTotalCount();
    }

    /**
     * For a line a second.
     *
     * @return median and the 99th of a hundred.
     */
    public String brief()
    {
        return count() == 0 ? "p50 -  p99 -" : "p50 " + at(50) + "  p99 " + at(99);
    }

    /**
     * For the end.
     *
     * @return percentiles up to the longest.
     */
    public String full()
    {
        return count() == 0 ? "none" : "p50 " + at(50) + ", p90 " + at(90) + ", p99 " + at(99) + ", p99.9 " + at(99.9) +
            ", max " + text(histogram.getMaxValue());
    }

    private String at(final double percentile)
    {
        return text(histogram.getValueAtPercentile(percentile));
    }

    /**
     * A time for people.
     *
     * @param nanos of it.
     * @return in the unit that suits it.
     */
    public static String text(final long nanos)
    {
        if (nanos < 1_000_000)
        {
            return String.format(Locale.ROOT, "%.0f us", nanos / 1e3);
        }
        return nanos < 1_000_000_000 ?
            String.format(Locale.ROOT, nanos < 10_000_000 ? "%.2f ms" : "%.0f ms", nanos / 1e6) :
            String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
