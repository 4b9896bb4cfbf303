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
package io.synod.tools;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.simulator.Fault;
import io.synod.simulator.FaultPlan;
import io.synod.simulator.Replays;
import io.synod.simulator.SeedRunner;
import io.synod.simulator.Shrinker;
import io.synod.simulator.SimOptions;
import io.synod.simulator.SimReport;
import io.synod.simulator.SimTotals;
import io.synod.simulator.Simulation;

/** Runs whole clusters in virtual time, each with the faults of its seed, and checks what must hold. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Runs whole clusters in virtual time under faults, one a seed, and checks what must hold.",
    footer = {
        "",
        "Exit codes: 0 nothing was found, 2 wrong usage, 128 a cluster did not come to rest (liveness),",
        "129 something false was done (safety), 130 a run could not be repeated."
    })
final class SimulateCommand implements Callable<Integer>
{
    private static final int LIVENESS = 128;
    private static final int SAFETY = 129;
    private static final int NOT_REPEATABLE = 130;
    private static final int REPLAY_EVERY = 100;
    private static final int MAX_REPLAYS = 50;
    private static final int MAX_SHRINK_RUNS = 400;

    @Option(names = "--seed", paramLabel = "N", description = "The seed, or the first one. Default: from the clock.")
    private Long seed;

    @Option(names = "--seeds", paramLabel = "K", description = "How many seeds. Default: 1 with --seed, else no limit.")
    private Long seeds;

    @Option(names = "--seconds", paramLabel = "S", description = "For how long. Default: 10 if there is no --seed.")
    private Long seconds;

    @Option(names = "--threads", paramLabel = "T", description = "Seeds run at once. Default: as many as processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "Prints one JSON line a step; for a single seed.")
    private boolean isTraceWanted;

    @Option(
        names = "--keep",
        split = ",",
        paramLabel = "F",
        description = "Only these faults of the plan, by number, as a shrunk failure names them; for a single seed.")
    private List<Integer> kept;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        check("--seeds", seeds);
        check("--seconds", seconds);
        check("--threads", (long)threads);
        final boolean isSingle = seed != null && seconds == null && (seeds == null || seeds == 1);
        if (!isSingle && (isTraceWanted || kept != null))
        {
            throw new ParameterException(spec.commandLine(), "--trace and --keep need a single seed: give --seed N");
        }
        return isSingle ? runOne() : runMany();
    }

    private void check(final String option, final Long value)
    {
        if (value != null && value < 1)
        {
            throw new ParameterException(spec.commandLine(), option + "=" + value + " must be at least 1");
        }
    }

    private int runOne()
    {
        final Set<Integer> numbers = kept == null ? null : new HashSet<>(kept);
        final SimReport report = Simulation.run(
            SimOptions.draw(seed),
            number -> numbers == null || numbers.contains(number),
            isTraceWanted ? System.out::println : null);
        if (!isTraceWanted)
        {
            System.out.println(SimOptions.draw(seed));
            FaultPlan.draw(SimOptions.draw(seed), number -> numbers == null || numbers.contains(number))
                .forEach(fault -> System.out.println(describe(fault)));
            System.out.println(report);
        }
        return report.isFailure() ? failed(report, kept == null) : 0;
    }

    private int runMany()
    {
        final long fromSeed = seed != null ? seed : System.currentTimeMillis() * 1000;
        final long limit = seeds != null ? seeds : Long.MAX_VALUE - fromSeed;
        final long maxSeconds = seconds != null ? seconds : seeds != null || seed != null ? Integer.MAX_VALUE : 10;
        System.out.println("seeds from " + fromSeed);
        final SeedRunner runner = new SeedRunner(fromSeed, limit, TimeUnit.SECONDS.toNanos(maxSeconds), threads);
        final AtomicReference<SimReport> failure = new AtomicReference<>();
        final Map<Long, Long> toReplay = new TreeMap<>();
        final long startNs = System.nanoTime();
        final SimTotals totals = runner.run(report ->
        {
            if (report.isFailure() && failure.compareAndSet(null, report))
            {
                runner.stop();
            }
            if (report.seed() % REPLAY_EVERY == 0 && toReplay.size() < MAX_REPLAYS)
            {
                toReplay.put(report.seed(), report.digest());
            }
        });
        System.out.println(totals.describe((System.nanoTime() - startNs) / 1e9, threads));
        if (failure.get() != null)
        {
            return failed(failure.get(), true);
        }
        return replay(toReplay);
    }

    private static int replay(final Map<Long, Long> digests)
    {
        final List<Long> differing = Replays.differing(digests);
        System.out.println(digests.size() + " seeds run again with -Xint, " + differing.size() + " with another trace");
        if (!differing.isEmpty())
        {
            System.out.println("not repeatable: ./synod simulate --seed " + differing.get(0));
            return NOT_REPEATABLE;
        }
        return 0;
    }

    private static int failed(final SimReport report, final boolean isToBeShrunk)
    {
        System.out.println("FAILED " + report.failure());
        if (isToBeShrunk)
        {
            final List<Integer> enough = Shrinker.shrink(report, MAX_SHRINK_RUNS);
            final String numbers = enough.stream().map(String::valueOf).collect(Collectors.joining(","));
            System.out.println("Faults that are enough:");
            FaultPlan.draw(SimOptions.draw(report.seed()), enough::contains)
                .forEach(fault -> System.out.println(describe(fault)));
            System.out.println("./synod simulate --seed " + report.seed());
            System.out.println("./synod simulate --trace --seed " + report.seed() + " --keep " +
                (numbers.isEmpty() ? "-1" : numbers));
        }
        else
        {
            System.out.println("./synod simulate --seed " + report.seed());
        }
        return report.invariant().startsWith("V") && !"Verify".equals(report.invariant()) ? LIVENESS : SAFETY;
    }

    private static String describe(final Fault fault)
    {
        return "  fault " + fault.number() + " at " + fault.timeNs() / 1_000_000 + " ms: " + fault.kind() +
            " member " + fault.member() + " other " + fault.other() + " amount " + fault.amount();
    }
}
