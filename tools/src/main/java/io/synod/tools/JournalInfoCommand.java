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

import io.synod.journal.JournalInspection;
import io.synod.protocol.Ballot;

/** What a journal is and holds, in a screenful. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Whose journal it is, and what it holds.",
    footer = {"", "Exit codes: 0 it could be read, 1 it is damaged, 2 wrong usage."})
final class JournalInfoCommand implements Callable<Integer>
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
            printIdentity(journal, out);
            printRecords(journal, summary, out);
            printSegments(journal, summary, out);
            return JournalVerdict.print(journal, out);
        });
    }

    private static void printIdentity(final JournalInspection journal, final PrintWriter out)
    {
        line(out, "incarnation", journal.incarnation());
        line(out, "cluster", journal.clusterId());
        line(out, "member", journal.memberId());
        line(out, "group", journal.group());
        line(out, "life", journal.life());
        line(out, "state", stateOf(journal));
        line(out, "boot id", String.format("%016x", journal.bootId()) +
            (journal.isThisBoot() ? ", this start of this machine" : ", not this start of this machine"));
        line(out, "durability", journal.durability());
        line(out, "durable mark", journal.markedPosition());
    }

    private static String stateOf(final JournalInspection journal)
    {
        if (journal.life() == 0)
        {
            return "never started";
        }
        if (journal.isClosed())
        {
            return "closed in order";
        }
        return journal.process().isPresent() ?
            "in use by process " + journal.process().getAsLong() :
            "not closed: the member was killed, or runs where this command cannot see it";
    }

    private static void printRecords(
        final JournalInspection journal, final JournalSummary summary, final PrintWriter out)
    {
        line(out, "tail", journal.tailPosition());
        line(out, "durable", journal.durablePosition());
        line(out, "promised ballot", Ballot.toString(summary.promisedBallot()));
        line(out, "slots", summary.slots());
        line(out, "decided through", summary.decidedThrough() + " or more");
        line(out, "sequences", summary.sequences());
        line(out, "records", summary.records());
        summary.recordsOfKind().forEach((kind, count) -> line(out, "  " + kind, count));
    }

    private static void printSegments(
        final JournalInspection journal, final JournalSummary summary, final PrintWriter out)
    {
        line(out, "segments", journal.segments().size() + " of " + journal.segmentLength() + " bytes");
        for (final JournalInspection.SegmentFile file : journal.segments())
        {
            out.println("  " + file.name() + "  positions " + file.position() + " to " + file.limit() + "  used " +
                summary.usedOf(file.name(), file.position()));
        }
    }

    private static void line(final PrintWriter out, final String name, final Object found)
    {
        out.println(String.format("%-16s %s", name, found));
    }
}
