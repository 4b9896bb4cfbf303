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

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.synod.simulator.Simulation;

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
    private static final int MEDIAN_LIMIT = 50;
    private static final int WORST_LIMIT = 2000;
    private static final int UNCHANGED_SEEDS = IS_SHORT ? MEDIAN_LIMIT : 4 * MEDIAN_LIMIT;

    private final MutantRunner runner = new MutantRunner(Simulation.class);

    @Test
    void findsNothingInTheUnchangedCore()
    {
        final MutantRunner.Result result = runner.run(null, 1, UNCHANGED_SEEDS);

        assertNull(result.invariant(), result.failure());
    }

    @Test
    void findsEveryMutant() throws InterruptedException
    {
        final List<Mutant> mutants = IntStream.range(0, Mutants.ALL.size())
            .filter(i -> !IS_SHORT || i % 3 == 0)
            .mapToObj(Mutants.ALL::get)
            .toList();

        final MutantTrial trial = MutantTrial.run(runner, mutants, WORST_LIMIT);

        System.out.println(trial.table());
        assertEquals(List.of(), trial.survivors(), "the simulator is too weak for these, or they are no mistakes");
        final int median = trial.medianSeeds();
        assertTrue(median <= MEDIAN_LIMIT, "median of seeds=" + median + " must be <= " + MEDIAN_LIMIT);
    }

    @Test
    void saysWhichLineHasMoved()
    {
        // given
        final Mutant moved = Mutant.of("A line that is not there", "1", "protocol/Ballot.java", "no such line", "");

        // when
        final AssertionError error = assertThrows(AssertionError.class, () -> runner.run(moved, 1, 1));

        // then
        assertTrue(error.getMessage().contains("no longer in protocol/Ballot.java"), error.getMessage());
    }
}
