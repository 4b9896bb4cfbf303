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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.synod.tools.cluster.AppendCommand;
import io.synod.tools.cluster.DoctorCommand;
import io.synod.tools.cluster.Mistakes;
import io.synod.tools.cluster.NodeCommand;
import io.synod.tools.cluster.StatusCommand;
import io.synod.tools.cluster.TailCommand;
import io.synod.tools.cluster.ToolVersion;
import io.synod.tools.demo.DemoCommand;

/** The {@code synod} command: the door to every tool; each tool is a subcommand in its own class. */
@Command(
    name = "synod",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    subcommands = {
        DemoCommand.class, NodeCommand.class, AppendCommand.class, TailCommand.class, StatusCommand.class,
        DoctorCommand.class, JournalCommand.class, SimulateCommand.class
    },
    description = "A totally ordered, replicated log. To see it at work: synod demo")
public final class SynodCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    /**
     * Ends the process with the exit code of the subcommand.
     *
     * @param args subcommand and its options
     */
    public static void main(final String[] args)
    {
        System.exit(commandLine().setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err)).execute(args));
    }

    /**
     * The command, ready to be executed.
     *
     * @return new.
     */
    static CommandLine commandLine()
    {
        return new CommandLine(new SynodCommand()).setExecutionExceptionHandler(new Mistakes());
    }

    /** Commands are bytes of whoever appended them, mostly UTF-8, whatever this machine's language is. */
    private static PrintWriter utf8(final FileDescriptor descriptor)
    {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    @Override
    public void run()
    {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
