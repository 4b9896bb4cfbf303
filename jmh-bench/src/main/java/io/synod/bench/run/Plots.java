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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

import io.synod.bench.load.Load;

/**
 * Latency by percentile, one SVG for each load: all rounds of a contender as one line. Latency by rate, one SVG for all
 * loads that go by the clock, if they are more than two.
 */
final class Plots
{
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int LEAST_RATES = 3;
    private static final double[] PERCENTILES = {
        0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.975, 99.99, 99.999
    };

    private Plots()
    {
    }

    static void write(
        final Path out, final List<Case> cases, final List<String> contenders, final List<Result> results)
        throws IOException
    {
        final List<Case> open = cases.stream()
            .filter(row -> row.load().kind() == Load.Kind.OPEN)
            .sorted(Comparator.comparingDouble(row -> row.load().rate()))
            .toList();
        if (open.stream().map(row -> row.load().payload()).distinct().count() == 1 && open.size() >= LEAST_RATES)
        {
            writeByRate(out, open, contenders, results);
        }
        int number = 0;
        for (final Case row : cases)
        {
            number++;
            if (row.load().kind() != Load.Kind.FAIL_OVER)
            {
                final String name = "latency-" + number;
                VectorGraphicsEncoder.saveVectorGraphic(
                    chart(row, contenders, results), out.resolve(name).toString(), VectorGraphicsFormat.SVG);
            }
        }
    }

    private static void writeByRate(
        final Path out, final List<Case> cases, final List<String> contenders, final List<Result> results)
        throws IOException
    {
        final XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Latency by rate")
            .xAxisTitle("commands/s").yAxisTitle("latency, us").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        for (final Metric metric : List.of(Metric.P50, Metric.P99))
        {
            for (final String contender : contenders)
            {
                final List<Case> its = cases.stream()
                    .filter(row -> !Table.of(row, contender, results).isEmpty())
                    .toList();
                final double[] rates = its.stream().mapToDouble(row -> row.load().rate()).toArray();
                final double[] micros = its.stream()
                    .mapToDouble(row -> metric.median(Table.of(row, contender, results)))
                    .toArray();
                if (its.size() >= LEAST_RATES)
                {
                    chart.addSeries(contender + ", " + metric.title(), rates, micros)
                        .setMarker(SeriesMarkers.CIRCLE);
                }
            }
        }
        if (chart.getSeriesMap().isEmpty())
        {
            return;
        }
        VectorGraphicsEncoder.saveVectorGraphic(
            chart, out.resolve("latency-by-rate").toString(), VectorGraphicsFormat.SVG);
    }

    private static XYChart chart(final Case row, final List<String> contenders, final List<Result> results)
    {
        final XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(row.describe())
            .xAxisTitle("1 in so many is slower").yAxisTitle("latency, us").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        for (final String contender : contenders)
        {
            final Histogram all = new Histogram(3);
            Table.of(row, contender, results).forEach(result -> all.add(result.latencies()));
            if (all.getTotalCount() > 0)
            {
                add(chart, contender, all);
            }
        }
        return chart;
    }

    private static void add(final XYChart chart, final String contender, final Histogram latencies)
    {
        final double[] oneIn = new double[PERCENTILES.length];
        final double[] micros = new double[PERCENTILES.length];
        for (int i = 0; i < PERCENTILES.length; i++)
        {
            oneIn[i] = 100 / (100 - PERCENTILES[i]);
            micros[i] = Math.max(1, latencies.getValueAtPercentile(PERCENTILES[i])) / 1e3;
        }
        chart.addSeries(contender, oneIn, micros).setMarker(SeriesMarkers.NONE);
    }
}
