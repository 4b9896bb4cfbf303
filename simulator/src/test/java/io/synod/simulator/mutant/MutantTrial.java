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
package io.synod.simulator.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Runs mutants, two at a time, each until a seed finds it. */
final class MutantTrial
{
    private static final int MUTANTS_AT_ONCE = 2;
    private static final long FIRST_SEED = 1;

    private final List<Mutant> mutants;
    private final List<MutantRunner.Result> results;

    private MutantTrial(final List<Mutant> mutants, final List<MutantRunner.Result> results)
    {
        this.mutants = mutants;
        this.results = results;
    }

    /**
     * Runs.
     *
     * @param runner  of what finds them.
     * @param mutants to be found.
     * @param seeds   at the most for each.
     */
    static MutantTrial run(final MutantRunner runner, final List<Mutant> mutants, final int seeds)
        throws InterruptedException
    {
        final ExecutorService executor = Executors.newFixedThreadPool(MUTANTS_AT_ONCE);
        try
        {
            final List<Future<MutantRunner.Result>> futures = new ArrayList<>();
            mutants.forEach(mutant -> futures.add(executor.submit(() -> runner.run(mutant, FIRST_SEED, seeds))));
            final List<MutantRunner.Result> results = new ArrayList<>();
            for (final Future<MutantRunner.Result> future : futures)
            {
                results.add(future.get());
            }
            return new MutantTrial(mutants, results);
        }
        catch (final ExecutionException e)
        {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
        finally
        {
            executor.shutdownNow();
        }
    }

    List<String> survivors()
    {
        return IntStream.range(0, mutants.size())
            .filter(i -> !results.get(i).isKilled())
            .mapToObj(i -> mutants.get(i).name())
            .toList();
    }

    int medianSeeds()
    {
        final int[] sorted = results.stream().mapToInt(MutantRunner.Result::seedsNeeded).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String table()
    {
        final StringBuilder text = new StringBuilder("seeds | caught by | rule | mutant\n");
        for (int i = 0; i < mutants.size(); i++)
        {
            final MutantRunner.Result result = results.get(i);
            text.append(String.format("%5s | %-9s | %-36s | %s%n",
                result.isKilled() ? Integer.toString(result.seedsNeeded()) : "-",
                result.isKilled() ? result.invariant() : "survived",
                mutants.get(i).rule(),
                mutants.get(i).name()));
        }
        return text.append("median ").append(medianSeeds()).append(" of ").append(results.size()).toString();
    }
}
