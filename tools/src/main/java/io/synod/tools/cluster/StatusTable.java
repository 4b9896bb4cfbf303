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
import java.util.List;

import io.synod.node.NodeReport;
import io.synod.node.StatusClient.Answer;
import io.synod.transport.client.MemberStatus;

/** For people. */
final class StatusTable
{
    private static final String ROW = "%-7s %-22s %-10s %-8s %14s %10s  %-10s %8s %8s  %s";

    private StatusTable()
    {
    }

    static void print(final PrintWriter out, final List<Answer> answers)
    {
        out.println(String.format(ROW, "member", "address", "role", "ballot", "decided", "lag", "durability",
            "sessions", "clients", "journal").stripTrailing());
        final long decided = StatusWords.decidedSequence(answers);
        for (final Answer answer : answers)
        {
            final MemberStatus status = answer.status();
            final int memberId = answer.address().memberId();
            out.println(status == null ?
                String.format("%-7d %-22s %s", memberId, answer.address().endpoint(), StatusWords.why(answer)) :
                String.format(ROW, memberId, answer.address().endpoint(), StatusWords.role(status.role),
                    StatusWords.ballot(status.leaderBallot), StatusWords.number(status.decidedSequence),
                    StatusWords.number(decided - status.decidedSequence), StatusWords.durability(status.durability),
                    status.sessions, status.connections, journal(status)));
        }
        final Answer leader = StatusWords.leader(answers);
        out.println(leader == null ? "no leader" : "member " + leader.address().memberId() + " leads, ballot " +
            StatusWords.ballot(leader.status().leaderBallot));
    }

    private static String journal(final MemberStatus status)
    {
        final long behind = status.tailPosition - status.durablePosition;
        return StatusWords.bytes(status.tailPosition) +
            (behind > 0 ? ", " + StatusWords.bytes(behind) + " not on disk" : "") +
            (status.isJournalFull ? ", full" : "") +
            (status.faultySlots > 0 ? ", " + status.faultySlots + " slots damaged" : "") +
            (status.hasHole ? ", slots missing" : "");
    }

    static void print(final PrintWriter out, final NodeReport report)
    {
        line(out, "member", report.memberId());
        line(out, "process", report.pid() + (report.isRunning() ? ", runs" : ", does not run any more"));
        line(out, "started", report.start());
        report.counters().forEach((name, value) -> line(out, name, switch (name)
        {
            case "role" -> StatusWords.role(value);
            case "leaderBallot", "promisedBallot" -> StatusWords.ballot(value);
            default -> StatusWords.number(value);
        }));
        for (final NodeReport.Problem problem : report.errors())
        {
            out.println();
            out.println(problem.count() + " times, last " + problem.last() + ":");
            problem.text().lines().forEach(text -> out.println("  " + text));
        }
    }

    private static void line(final PrintWriter out, final String name, final Object found)
    {
        out.println(String.format("%-16s %s", name, found));
    }
}
