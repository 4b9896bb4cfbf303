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

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks every checksum of a journal. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks every checksum, and says what is damaged, where, and what that means.",
    footer = {"", "Exit codes: 0 sound, or a torn tail as a crash leaves it, 1 damaged, 2 wrong usage."})
final class JournalVerifyCommand implements Callable<Integer>
{
    @Mixin
    private JournalOpener opener;

    @Override
    public Integer call()
    {
        return opener.run((journal, out) ->
        {
            final JournalSummary summary = new JournalSummary();
            journal.scan(summary);
            final int exitCode = JournalVerdict.print(journal, out);
            out.println((exitCode == JournalCommand.SOUND ? "sound: " : "damaged: ") + summary.records() +
                " records in " + journal.segments().size() + " segments, up to position " + journal.tailPosition());
            return exitCode;
        });
    }
}
