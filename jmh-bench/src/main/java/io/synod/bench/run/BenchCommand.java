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

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.synod.protocol.ConfigException;

/** The {@code synod bench} command. */
@Command(
    name = "synod bench",
    mixinStandardHelpOptions = true,
    subcommands = {
        LatencyCommand.class, ThroughputCommand.class, OpenLoopCommand.class, FailOverCommand.class,
        FollowerCommand.class, CompareCommand.class, JmhCommand.class
    },
    description = "Whole clusters under load, each member and client a process of its own, by turns with other " +
        "systems.")
public final class BenchCommand implements Runnable
{
    private static final int USAGE = 2;
    private static final int FAULT = 1;

    @Spec
    private CommandSpec spec;

    /**
     * Ends the process with the exit code of the subcommand.
     *
     * @param args subcommand and its options.
     */
    public static void main(final String[] args)
    {
        System.exit(new CommandLine(new BenchCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(BenchCommand::onProblem)
            .execute(args));
    }

    private static int onProblem(
        final Exception problem, final CommandLine commandLine, final CommandLine.ParseResult parsed)
    {
        commandLine.getErr().println(commandLine.getCommandSpec().qualifiedName() + ": " + problem.getMessage());
        final boolean isMistake = problem instanceof ConfigException || problem instanceof IllegalArgumentException;
        if (!isMistake && !(problem instanceof RunFailure))
        {
            problem.printStackTrace(commandLine.getErr());
        }
        return isMistake ? USAGE : FAULT;
    }

    @Override
    public void run()
    {
        throw new CommandLine.ParameterException(spec.commandLine(), "which one? see --help");
    }
}
