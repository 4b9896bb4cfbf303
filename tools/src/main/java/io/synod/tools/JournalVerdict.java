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

import io.synod.journal.Durability;
import io.synod.journal.JournalDamage;
import io.synod.journal.JournalInspection;

/** Says in words what is damaged in a journal, where, and what that means. */
final class JournalVerdict
{
    private JournalVerdict()
    {
    }

    /** Of a journal that was scanned to its end. Nothing is printed if nothing is to be said. */
    static int print(final JournalInspection journal, final PrintWriter out)
    {
        int exitCode = JournalCommand.SOUND;
        for (final JournalDamage damage : journal.damages())
        {
            out.println(describe(damage, journal));
            if (damage.kind() == JournalDamage.Kind.ENTRY_LOST || damage.kind() == JournalDamage.Kind.MEMBER_LOST)
            {
                exitCode = JournalCommand.DAMAGED;
            }
        }
        if (journal.isMarkDamaged())
        {
            out.println("note: one of the two copies of the mark cannot be read. The other one counts, and the next " +
                "start writes this one anew.");
        }
        if (!journal.isClosed() && journal.durability() == Durability.WRITTEN && !journal.isThisBoot())
        {
            out.println("note: the member ran with durability WRITTEN and was not closed. If its machine has " +
                "started anew since, it refuses to go on and must be replaced; if it still runs there, all is well.");
        }
        return exitCode;
    }

    private static String describe(final JournalDamage damage, final JournalInspection journal)
    {
        final String where = damage.file() + " at position " + damage.position();
        return switch (damage.kind())
        {
            case TORN_TAIL -> journal.process().isPresent() ?
                "tail: " + where + ": a record that process " + journal.process().getAsLong() + " is writing." :
                "torn tail: " + where + ": " + damage.meaning() + " The next start cuts it off.";

            case ENTRY_LOST -> "faulty slot: " + where + " to " + damage.limit() + ": " + damage.meaning() +
                " At its next start the member asks them for it. Nothing else is lost.";

            case ENTRY_REPLACED -> "note: " + where + " to " + damage.limit() + ": " + damage.meaning();

            case MEMBER_LOST -> "damaged: " + where + ": " + damage.meaning();
        };
    }
}
