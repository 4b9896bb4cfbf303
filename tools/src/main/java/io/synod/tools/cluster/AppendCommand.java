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
package io.synod.tools.cluster;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.node.ClientConfig;
import io.synod.node.SynodClient;
import io.synod.protocol.ConfigException;

/** Appends lines. */
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Appends each line of the standard input, or of a file, as a command, and prints the sequence of each, in",
        "the order of the lines; 'unknown' or 'refused' where there is none. A summary goes to the standard error."
    },
    footer = {
        "",
        "Example: echo hello | synod append --members 0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130",
        "",
        "Exit codes: 0 every line is in the order, 1 of some that is not known, or they were refused, 2 wrong usage,",
        "3 no leader was found, and nothing was appended."
    })
public final class AppendCommand implements Callable<Integer>
{
    private static final long SECOND_NS = 1_000_000_000L;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--file", paramLabel = "FILE", description = "Lines of this file. Default: the standard input.")
    private Path file;

    @Option(
        names = "--rate",
        paramLabel = "N/s",
        description = "Lines a second; latencies count from when a line was due. Default: as quickly as it goes.")
    private String rate;

    @Option(names = "--quiet", description = "No sequences, only the summary.")
    private boolean isQuiet;

    @Option(
        names = "--timeout",
        paramLabel = "S",
        description = "Gives up after so many seconds in which nothing was acknowledged though something waits. " +
            "Default: 30.")
    private int timeoutSeconds = 30;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        if (timeoutSeconds < 1)
        {
            throw new ParameterException(spec.commandLine(), "--timeout=" + timeoutSeconds + " must be at least 1");
        }
        final Pacer pacer = new Pacer(rate == null ? 0 : Pacer.rateOf(rate));
        final ClientConfig config = cluster.toConfig();
        final LineFeed lines = LineFeed.of(open());
        final PrintWriter err = spec.commandLine().getErr();
        try (StopSignal stop = new StopSignal();
            LinePrinter printer = new LinePrinter(Output.buffered(spec.commandLine().getOut()), stop::isAsked);
            SynodClient client = SynodClient.connect(config))
        {
            final AppendRun run = new AppendRun(client.newAppender(), lines, pacer, isQuiet ? null : printer, err,
                timeoutSeconds * SECOND_NS, stop::isAsked);
            final int exitCode = run.run();
            if (lines.problem() != null)
            {
                err.println("synod append: " + lines.problem().getMessage());
                err.flush();
                return Exit.FINDING;
            }
            return exitCode;
        }
    }

    private InputStream open()
    {
        try
        {
            return file == null ? System.in : new FileInputStream(file.toFile());
        }
        catch (final FileNotFoundException ex)
        {
            throw new ConfigException("--file " + ex.getMessage());
        }
    }
}
