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

import java.util.List;
import java.util.Locale;

import io.synod.node.StatusClient.Answer;
import io.synod.protocol.Ballot;
import io.synod.protocol.Role;

/** What the numbers in a status are called. */
final class StatusWords
{
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private StatusWords()
    {
    }

    static String role(final long role)
    {
        final Role[] roles = Role.values();
        return role < 0 || role >= roles.length ? "?" : roles[(int)role].name().toLowerCase(Locale.ROOT);
    }

    static String durability(final int code)
    {
        return code == 1 ? "flushed" : "written";
    }

    static String ballot(final long ballot)
    {
        return ballot == Ballot.NONE ? "-" : Ballot.toString(ballot);
    }

    static String bytes(final long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1)
        {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    static String number(final long number)
    {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The greatest that any member knows decided. */
    static long decidedSequence(final List<Answer> answers)
    {
        return answers.stream().filter(answer -> answer.status() != null)
            .mapToLong(answer -> answer.status().decidedSequence).max().orElse(0);
    }

    /** Who says that it leads, by the greatest ballot; null if nobody does. */
    static Answer leader(final List<Answer> answers)
    {
        Answer leader = null;
        for (final Answer answer : answers)
        {
            final boolean leads = answer.status() != null && answer.status().role == Role.LEADER.ordinal();
            if (leads && (leader == null || answer.status().leaderBallot > leader.status().leaderBallot))
            {
                leader = answer;
            }
        }
        return leader;
    }

    static String why(final Answer answer)
    {
        return switch (answer.reach())
        {
            case NOBODY -> "unreachable: nothing comes back from this address";
            case SILENT -> "a node is there, and does not answer: it waits for members it has not met, or refuses " +
                "this client (--cluster-name, ids in --members), or stands still";
            default -> "answers";
        };
    }
}
