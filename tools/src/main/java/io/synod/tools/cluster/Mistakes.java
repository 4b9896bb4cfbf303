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

import java.io.PrintWriter;
import java.io.UncheckedIOException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import io.synod.journal.StorageFault;
import io.synod.protocol.ConfigException;

/** A line for what a user can mend; a stack only for what nobody but us can. */
public final class Mistakes implements IExecutionExceptionHandler
{
    @Override
    public int handleExecutionException(
        final Exception problem, final CommandLine commandLine, final ParseResult parseResult)
    {
        final PrintWriter err = commandLine.getErr();
        err.println(commandLine.getCommandSpec().qualifiedName() + ": " + messageOf(problem));
        if (!isPlain(problem))
        {
            problem.printStackTrace(err);
        }
        err.flush();
        return exitCodeOf(problem);
    }

    /**
     * What a command ends with.
     *
     * @param problem that ended it.
     * @return one of {@link Exit}.
     */
    static int exitCodeOf(final Throwable problem)
    {
        return problem instanceof ConfigException || problem instanceof UncheckedIOException ? Exit.USAGE : Exit.FAULT;
    }

    /**
     * What is said of a problem.
     *
     * @param problem that ended a command.
     * @return its message, or its name if it has none.
     */
    static String messageOf(final Throwable problem)
    {
        return problem.getMessage() == null || !isPlain(problem) ? problem.toString() : problem.getMessage();
    }

    private static boolean isPlain(final Throwable problem)
    {
        return problem instanceof ConfigException || problem instanceof StorageFault ||
            problem instanceof UncheckedIOException;
    }
}
