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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that puts clusters under loads of its own, and says what came of it. */
abstract class LoadCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    /** The loads, in the order of the table. */
    abstract List<Case> cases(BenchOptions of);

    @Override
    public final Integer call()
    {
        options.check();
        final List<Case> cases = cases(options);
        final List<String> contenders = options.contenders();
        final Comparison comparison = new Comparison(options, contenders, spec.commandLine().getOut());
        try
        {
            Files.createDirectories(options.out());
            try
            {
                comparison.run(cases, options.rounds());
            }
            finally
            {
                // What ends a long comparison early does not take what it has measured.
                if (!comparison.results().isEmpty())
                {
                    report(contenders, cases, comparison.results());
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(options.out() + " cannot be written", ex);
        }
        if (comparison.results().isEmpty())
        {
            spec.commandLine().getErr().println("nothing was measured");
            return 1;
        }
        return 0;
    }

    private void report(final List<String> contenders, final List<Case> cases, final List<Result> results)
        throws IOException
    {
        final String command = spec.commandLine().getParent().getCommandName() + " " +
            String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
        final String text = new Report(options, command).write(contenders, cases, results);
        spec.commandLine().getOut().println();
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().println("written to " + options.out());
    }
}
