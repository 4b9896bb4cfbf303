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

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The test of the simulator itself: it must find each mistake of {@link Mutants}, and soon. With
 * {@code -Dsynod.short=true} a third of them.
 */
class MutantTest
{
    private static final boolean IS_SHORT = Boolean.getBoolean("synod.short");
    private static final int MUTANTS_AT_ONCE = 2;
    private static final long FIRST_SEED = 1;
    private static final int MEDIAN_LIMIT = 50;
    private static final int WORST_LIMIT = 2000;
    private static final int UNCHANGED_SEEDS = IS_SHORT ? MEDIAN_LIMIT : 4 * MEDIAN_LIMIT;

    private final MutantRunner runner = new MutantRunner();

    @Test
    void findsNothingInTheUnchangedCore()
    {
        final MutantRunner.Result result = runner.run(null, FIRST_SEED, UNCHANGED_SEEDS);

        assertNull(result.invariant(), result.failure());
    }

    @Test
    void findsEveryMutant() throws InterruptedException
    {
        // given
        final List<Mutant> mutants = IntStream.range(0, Mutants.ALL.size())
            .filter(i -> !IS_SHORT || i % 3 == 0)
            .mapToObj(Mutants.ALL::get)
            .toList();

        // when
        final List<MutantRunner.Result> results = runAll(mutants);

        // then
        System.out.println(table(mutants, results));
        final List<String> survivors = IntStream.range(0, mutants.size())
            .filter(i -> !results.get(i).isKilled())
            .mapToObj(i -> mutants.get(i).name())
            .toList();
        assertEquals(List.of(), survivors, "the simulator is too weak for these, or they are no mistakes");
        final int median = median(results);
        assertTrue(median <= MEDIAN_LIMIT, "median of seeds=" + median + " must be <= " + MEDIAN_LIMIT);
    }

    @Test
    void saysWhichLineHasMoved()
    {
        // given
        final Mutant moved = Mutant.of("A line that is not there", "1", "protocol/Ballot.java", "no such line", "");

        // when
        final AssertionError error = assertThrows(AssertionError.class, () -> run(moved));

        // then
        assertTrue(error.getMessage().contains("no longer in protocol/Ballot.java"), error.getMessage());
    }

    private List<MutantRunner.Result> runAll(final List<Mutant> mutants) throws InterruptedException
    {
        final ExecutorService executor = Executors.newFixedThreadPool(MUTANTS_AT_ONCE);
        try
        {
            final List<Future<MutantRunner.Result>> futures = new ArrayList<>();
            mutants.forEach(mutant -> futures.add(executor.submit(() -> run(mutant))));
            final List<MutantRunner.Result> results = new ArrayList<>();
            for (final Future<MutantRunner.Result> future : futures)
            {
                results.add(future.get());
            }
            return results;
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

    private MutantRunner.Result run(final Mutant mutant)
    {
        return runner.run(mutant, FIRST_SEED, WORST_LIMIT);
    }

    private static int median(final List<MutantRunner.Result> results)
    {
        final int[] sorted = results.stream().mapToInt(MutantRunner.Result::seedsNeeded).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String table(final List<Mutant> mutants, final List<MutantRunner.Result> results)
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
        return text.append("median ").append(median(results)).append(" of ").append(results.size()).toString();
    }
}
