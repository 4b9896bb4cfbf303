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

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code synod} command: the door to every tool; each tool is a subcommand in its own class. */
@Command(
    name = "synod",
    mixinStandardHelpOptions = true,
    version = "synod 0.1.0-SNAPSHOT",
    subcommands = {SimulateCommand.class, JournalCommand.class},
    description = "A totally ordered, replicated log.")
public final class SynodCommand implements Runnable
{
    /**
     * Ends the process with the exit code of the subcommand.
     *
     * @param args subcommand and its options
     */
    public static void main(final String[] args)
    {
        System.exit(new CommandLine(new SynodCommand()).execute(args));
    }

    @Override
    public void run()
    {
        CommandLine.usage(this, System.out);
    }
}
