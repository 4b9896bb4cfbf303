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

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.node.NodeReport;
import io.synod.node.StatusClient;
import io.synod.protocol.ConfigException;

/** How the members are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Asks all members at once how they are; or, with --dir, reads what a node on this machine has written about",
        "itself, without asking it, even after its death."
    },
    footer = {
        "",
        "Columns: ballot, that the member follows or leads; decided, the last sequence that it knows decided; lag,",
        "how many sequences it is behind the first; durability of what it vouches for; sessions that are open;",
        "clients that are connected; journal, bytes written, and how many of them are not on the disk yet.",
        "",
        "Exit codes: 0 all members answered, or the node runs; 1 some did not, or it does not; 2 wrong usage;",
        "3 none answered."
    })
public final class StatusCommand implements Callable<Integer>
{
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--dir", paramLabel = "DIR", description = "Directory of a node on this machine.")
    private Path directory;

    @Option(names = "--json", description = "JSON: an object a member, one a line.")
    private boolean isJsonWanted;

    @Option(names = "--timeout", paramLabel = "MS", description = "Milliseconds to wait for answers. Default: 1000.")
    private long timeoutMs = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        if (timeoutMs < 1)
        {
            throw new ParameterException(spec.commandLine(), "--timeout=" + timeoutMs + " must be at least 1");
        }
        final PrintWriter out = spec.commandLine().getOut();
        final int exitCode = directory == null ? askAll(out) : readOne(out);
        out.flush();
        return exitCode;
    }

    private int askAll(final PrintWriter out)
    {
        final List<StatusClient.Answer> answers;
        try (StatusClient client = StatusClient.open(cluster.toConfig()))
        {
            answers = client.ask(timeoutMs * 1_000_000);
        }
        if (isJsonWanted)
        {
            StatusJson.print(out, answers);
        }
        else
        {
            StatusTable.print(out, answers);
        }
        final long answered = answers.stream().filter(answer -> answer.status() != null).count();
        if (answered == 0)
        {
            return Exit.UNREACHABLE;
        }
        return answered == answers.size() ? Exit.OK : Exit.FINDING;
    }

    private int readOne(final PrintWriter out)
    {
        try
        {
            final NodeReport report = NodeReport.read(directory);
            if (isJsonWanted)
            {
                StatusJson.print(out, report);
            }
            else
            {
                StatusTable.print(out, report);
            }
            return report.isRunning() ? Exit.OK : Exit.FINDING;
        }
        catch (final NoSuchFileException ex)
        {
            throw new ConfigException("--dir " + directory + " is no directory of a node: there is no " +
                ex.getMessage());
        }
        catch (final IOException ex)
        {
            throw new ConfigException("--dir " + directory + ": " + ex.getMessage());
        }
    }
}
