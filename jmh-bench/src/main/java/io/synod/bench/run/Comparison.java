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
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.agrona.IoUtil;

import io.synod.bench.load.Load;
import io.synod.bench.load.RunSpec;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;
import io.synod.protocol.ConfigException;

/** All contenders under all loads, round by round: A B A B, so that a noisy minute meets all of them. */
final class Comparison
{
    private final ClassPaths classPaths;
    private final BenchOptions options;
    private final PrintWriter screen;
    private final List<Contender> contenders;
    private final List<Result> results = new ArrayList<>();
    private int runs;

    /**
     * A comparison that has not begun.
     *
     * @param options    of all of it; runs write their files below its directory, and they are deleted after.
     * @param contenders their names, in the order of their turns.
     * @param screen     each result as it comes.
     * @throws ConfigException if there is no such contender, or it has not been built.
     */
    Comparison(final BenchOptions options, final List<String> contenders, final PrintWriter screen)
    {
        this.options = options;
        this.screen = screen;
        classPaths = options.classPaths();
        this.contenders = contenders.stream().map(classPaths::load).toList();
    }

    /** All that were measured so far. */
    List<Result> results()
    {
        return results;
    }

    void run(final List<Case> cases, final int rounds)
    {
        for (int round = 1; round <= rounds; round++)
        {
            for (final Case each : cases)
            {
                for (final Contender contender : contenders)
                {
                    tryOnce(contender, each, round);
                }
            }
        }
    }

    /** One run that comes to nothing leaves a gap in the table, and the others their turn. */
    private void tryOnce(final Contender contender, final Case each, final int round)
    {
        final boolean needsOthers = each.load().kind() == Load.Kind.FAIL_OVER || each.load().stopped() > 0;
        if (needsOthers && !contender.survivesItsLeader())
        {
            return;
        }
        try
        {
            results.add(runOnce(contender, each, round));
        }
        catch (final RunFailure failure)
        {
            screen.println("round " + round + "  " + contender.name() + "  " + each.describe() + ": " +
                failure.getMessage());
            screen.flush();
        }
    }

    private Result runOnce(final Contender contender, final Case each, final int round)
    {
        final Path directory = options.out().resolve("run-" + ++runs);
        final ClusterSetup setup = new ClusterSetup(
            options.members(),
            FreePorts.find((options.members() + options.clients()) * ClusterSetup.PORTS),
            directory,
            each.isForced(),
            each.mtuLength(),
            each.failOver(),
            options.settingsOf(contender.name()));
        final RunSpec spec = new RunSpec(contender.name(), each.load(), setup);
        create(directory);
        final Result result;
        try (ClusterRun run = new ClusterRun(
            spec, contender, options.jvmOptions(), classPaths.of(contender.name())))
        {
            result = run.run(options.clients(), round);
        }
        screen.println(Lines.of(each, result));
        screen.flush();
        // Gigabytes of journals. Where it failed they stay, with the logs.
        IoUtil.delete(directory.toFile(), false);
        return result;
    }

    private static void create(final Path directory)
    {
        if (Files.exists(directory))
        {
            throw new ConfigException("--out: " + directory + " is there already, with what an earlier run left");
        }
        try
        {
            Files.createDirectories(directory);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(directory + " cannot be made", ex);
        }
    }
}
