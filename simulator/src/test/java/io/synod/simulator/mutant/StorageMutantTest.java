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

import org.junit.jupiter.api.Test;

import io.synod.simulator.DiskTorture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the journal's lives on bad disks find: each mistake of {@link StorageMutants}. */
class StorageMutantTest
{
    private static final int MEDIAN_LIMIT = 50;
    /** A run takes less than a millisecond. */
    private static final int WORST_LIMIT = 20_000;

    @Test
    void findsEveryMutant() throws InterruptedException
    {
        final MutantTrial trial =
            MutantTrial.run(new MutantRunner(DiskTorture.class), StorageMutants.ALL, WORST_LIMIT);

        System.out.println(trial.table());
        assertEquals(List.of(), trial.survivors(), "the torture is too weak for these, or they are no mistakes");
        final int median = trial.medianSeeds();
        assertTrue(median <= MEDIAN_LIMIT, "median of seeds=" + median + " must be <= " + MEDIAN_LIMIT);
    }
}
