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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at a member's journal without changing it. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    subcommands = {JournalInfoCommand.class, JournalDumpCommand.class, JournalVerifyCommand.class},
    description = {
        "Reads a member's journal, whether the member is running or not, and changes nothing: no lock is",
        "taken and no file is made."
    })
final class JournalCommand implements Runnable
{
    static final int SOUND = 0;
    static final int DAMAGED = 1;
    static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        CommandLine.usage(spec.commandLine(), System.out);
    }
}
