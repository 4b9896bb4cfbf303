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

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ShrinkerTest
{
    private static final List<Integer> ALL = IntStream.range(0, 100).boxed().toList();

    @Test
    void findsTheFaultsThatAreEnoughTogether()
    {
        assertEquals(List.of(3, 17, 90), Shrinker.shrink(ALL, 1000, kept -> kept.containsAll(Set.of(3, 17, 90))));
    }

    @Test
    void leavesNothingWhenNoFaultIsNeeded()
    {
        assertEquals(List.of(), Shrinker.shrink(ALL, 1000, kept -> true));
    }

    @Test
    void keepsWhatIsEnoughWhenTriesRunOut()
    {
        final List<Integer> kept = Shrinker.shrink(ALL, 3, numbers -> numbers.contains(3) && numbers.contains(90));
        assertTrue(kept.contains(3) && kept.contains(90));
    }
}
