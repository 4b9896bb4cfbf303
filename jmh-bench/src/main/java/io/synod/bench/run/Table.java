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

/** Medians with their spread and the ratios of the first contender to each other one, in Markdown. */
final class Table
{
    private final List<String> contenders;
    private final StringBuilder text = new StringBuilder();

    /**
     * An empty table.
     *
     * @param contenders its columns; the first is the one that the others are compared with.
     */
    Table(final List<String> contenders)
    {
        this.contenders = contenders;
    }

    String of(final List<Case> cases, final List<Result> results)
    {
        line("| |", name -> " " + name + " |", name -> " of " + name + " |");
        line("|---|", name -> "---|", name -> "---|");
        for (final Case row : cases)
        {
            for (final Metric metric : Metric.of(row.load()))
            {
                final double first = metric.median(of(row, contenders.get(0), results));
                line(
                    "| " + row.describe() + ": " + metric.title() + " |",
                    name -> " " + cell(metric, of(row, name, results)) + " |",
                    name -> ratio(first / metric.median(of(row, name, results))));
            }
        }
        return text.toString();
    }

    private void line(final String start, final Cell figure, final Cell ratio)
    {
        text.append(start);
        contenders.forEach(name -> text.append(figure.of(name)));
        contenders.stream().skip(1).forEach(name -> text.append(ratio.of(name)));
        text.append('\n');
    }

    private static String ratio(final double ratio)
    {
        return Double.isNaN(ratio) ? " |" : String.format(Locale.ROOT, " **%.2f** |", ratio);
    }

    private static String cell(final Metric metric, final List<Result> results)
    {
        if (results.isEmpty())
        {
            return "none";
        }
        final double[] sorted = metric.sorted(results);
        final String median = metric.format(metric.median(results));
        return sorted.length == 1 ? median :
            median + " (" + metric.format(sorted[0]) + " to " + metric.format(sorted[sorted.length - 1]) + ")";
    }

    /** Those of one row and one contender. */
    static List<Result> of(final Case row, final String contender, final List<Result> results)
    {
        return results.stream()
            .filter(result -> result.spec().contender().equals(contender) && isOf(row, result))
            .toList();
    }

    private static boolean isOf(final Case row, final Result result)
    {
        return result.spec().load().equals(row.load()) && result.spec().setup().isForced() == row.isForced() &&
            result.spec().setup().mtuLength() == row.mtuLength() &&
            result.spec().setup().failOver() == row.failOver();
    }

    private interface Cell
    {
        String of(String contender);
    }
}
