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
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.journal.InspectedRecord;
import io.synod.journal.InspectionHandler;
import io.synod.journal.JournalInspection;
import io.synod.journal.RecordDescriptor;

/** Prints the records of a journal. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description = "One line a record, in the order of appending, and below each batch its commands.",
    footer = {"", "Exit codes: 0 it could be read, 1 it is damaged, 2 wrong usage."})
final class JournalDumpCommand implements Callable<Integer>
{
    @Mixin
    private JournalOpener opener;

    @Option(
        names = "--from",
        paramLabel = "SLOT",
        description = "Only records of this slot and later ones. Default: every record.")
    private long fromSlot;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many records. Default: all.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "JSON, one object a line.")
    private boolean isJsonWanted;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        if (fromSlot < 0 || limit < 1)
        {
            throw new ParameterException(
                spec.commandLine(), fromSlot < 0 ? "--from must not be negative" : "--limit must be at least 1");
        }
        return opener.run(this::dump);
    }

    private int dump(final JournalInspection journal, final PrintWriter out)
    {
        final RecordPrinter printer = isJsonWanted ? new JsonRecordPrinter(out) : new TextRecordPrinter(out);
        journal.scan(new Selection(printer, fromSlot, limit, out));
        if (!isJsonWanted)
        {
            return JournalVerdict.print(journal, out);
        }
        journal.damages().forEach(printer::onDamage);
        return JournalVerdict.print(journal, new PrintWriter(PrintWriter.nullWriter()));
    }

    /** Hands on what is wanted, until it is enough. */
    private static final class Selection implements InspectionHandler
    {
        private static final int LINES_BETWEEN_CHECKS = 1000;

        private final RecordPrinter printer;
        private final long fromSlot;
        private final long limit;
        private final PrintWriter out;
        private long printed;

        private Selection(final RecordPrinter printer, final long fromSlot, final long limit, final PrintWriter out)
        {
            this.printer = printer;
            this.fromSlot = fromSlot;
            this.limit = limit;
            this.out = out;
        }

        @Override
        public boolean onRecord(final InspectedRecord record)
        {
            if (isWanted(record))
            {
                printer.onRecord(record);
                printed++;
                // Whoever reads this may have seen enough: head, less.
                return printed < limit && (printed % LINES_BETWEEN_CHECKS != 0 || !out.checkError());
            }
            return true;
        }

        @Override
        public boolean onGap(final long position, final long gapLimit)
        {
            printer.onGap(position, gapLimit);
            return true;
        }

        private boolean isWanted(final InspectedRecord record)
        {
            final boolean hasSlot =
                JournalWords.hasEntry(record.kind()) || record.kind() == RecordDescriptor.DECIDED_MARK;
            return fromSlot == 0 || hasSlot && record.entry().slot() >= fromSlot;
        }
    }
}
