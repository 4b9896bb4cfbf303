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
package io.synod.simulator;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * One journal's lives on disks that do all a disk can do. Seeds from 1 on, 20,000 in the build; {@code -Dsynod.minutes}
 * as in {@link SimulatorTest}, for that long.
 */
class DiskTortureTest
{
    private static final int SEEDS = Boolean.getBoolean("synod.short") ? 5_000 : 20_000;
    private static final long SEEDS_A_MINUTE = 200_000;

    @Test
    void whatWasVouchedForIsThereInTheNextLife()
    {
        final long seeds = Math.max(SEEDS, SEEDS_A_MINUTE * Long.getLong("synod.minutes", 0));
        for (long seed = 1; seed <= seeds; seed++)
        {
            final DiskTorture.Outcome outcome = DiskTorture.run(seed);
            assertNull(outcome.failure(), "seed " + seed);
        }
    }
}
