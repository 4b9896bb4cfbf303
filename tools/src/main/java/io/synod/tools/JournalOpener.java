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

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.ToIntBiFunction;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.synod.journal.JournalInspection;
import io.synod.journal.StorageFault;
import io.synod.protocol.ConfigException;
import io.synod.tools.cluster.Output;

/** What the journal's commands have in common: the directory, and one line for whatever is wrong with it. */
final class JournalOpener
{
    @Parameters(paramLabel = "DIR", description = "The member's journal directory.")
    private Path directory;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Path directory()
    {
        return directory;
    }

    /**
     * Opens the journal, and closes it behind the work.
     *
     * @param work with the journal, and where it prints; gives the exit code.
     * @return that, or the code for what is wrong with the directory.
     */
    int run(final ToIntBiFunction<JournalInspection, PrintWriter> work)
    {
        final PrintWriter out = Output.buffered(spec.commandLine().getOut());
        try (JournalInspection journal = JournalInspection.open(directory))
        {
            return work.applyAsInt(journal, out);
        }
        catch (final ConfigException mistake)
        {
            return complain(mistake.getMessage(), JournalCommand.USAGE);
        }
        catch (final StorageFault fault)
        {
            return complain("damaged: " + fault.getMessage(), JournalCommand.DAMAGED);
        }
        finally
        {
            out.flush();
        }
    }

    private int complain(final String line, final int exitCode)
    {
        final PrintWriter err = spec.commandLine().getErr();
        err.println("synod journal: " + line);
        err.flush();
        return exitCode;
    }
}
