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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Leaves out planned faults for as long as the same invariant breaks (Zeller, Hildebrandt: "Simplifying and Isolating
 * Failure-Inducing Input", 2002). What is left is the schedule that a person should look at.
 */
public final class Shrinker
{
    private final Predicate<Set<Integer>> stillFails;
    private int runsLeft;

    private Shrinker(final Predicate<Set<Integer>> stillFails, final int maxRuns)
    {
        this.stillFails = stillFails;
        this.runsLeft = maxRuns;
    }

    /**
     * Shrinks a failure.
     *
     * @param failed  report of the failing run with all its faults.
     * @param maxRuns how many runs it may take.
     * @return numbers of the faults that are enough to break the same invariant; empty if it needs none.
     */
    public static List<Integer> shrink(final SimReport failed, final int maxRuns)
    {
        final SimOptions options = SimOptions.draw(failed.seed());
        final List<Integer> all = FaultPlan.draw(options, number -> true).stream().map(Fault::number).sorted().toList();
        return shrink(all, maxRuns, numbers ->
        {
            final SimReport report = Simulation.run(options, numbers::contains, null);
            return report.isFailure() && failed.invariant().equals(report.invariant());
        });
    }

    /**
     * Shrinks anything.
     *
     * @param all        numbers that are enough together.
     * @param maxRuns    how often it may be tried.
     * @param stillFails whether some of them are enough.
     * @return some that are enough, in the order of {@code all}; if tries did not run out, none can be left out.
     */
    static List<Integer> shrink(final List<Integer> all, final int maxRuns, final Predicate<Set<Integer>> stillFails)
    {
        return new Shrinker(stillFails, maxRuns).shrink(all);
    }

    private List<Integer> shrink(final List<Integer> all)
    {
        List<Integer> kept = all;
        int chunk = Math.max(1, kept.size() / 2);
        while (runsLeft > 0 && !kept.isEmpty())
        {
            final List<Integer> smaller = withoutOneChunk(kept, chunk);
            if (smaller.size() < kept.size())
            {
                kept = smaller;
                chunk = Math.min(chunk, Math.max(1, kept.size() / 2));
            }
            else if (chunk == 1)
            {
                break;
            }
            else
            {
                chunk = (chunk + 1) / 2;
            }
        }
        return kept;
    }

    private List<Integer> withoutOneChunk(final List<Integer> kept, final int chunk)
    {
        for (int from = 0; from < kept.size() && runsLeft > 0; from += chunk)
        {
            final List<Integer> candidate = new ArrayList<>(kept.subList(0, from));
            candidate.addAll(kept.subList(Math.min(from + chunk, kept.size()), kept.size()));
            runsLeft--;
            if (stillFails.test(new HashSet<>(candidate)))
            {
                return candidate;
            }
        }
        return kept;
    }
}
