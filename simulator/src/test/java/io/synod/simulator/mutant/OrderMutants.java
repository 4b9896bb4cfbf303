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
package io.synod.simulator.mutant;

import java.util.List;

/** Mistakes in the total order of commands and in the elections: {@code docs/PROTOCOL.md} 5 and 6. */
final class OrderMutants
{
    static final List<Mutant> ALL = List.of(
        // Each command once, under one sequence.
        Mutant.of("A retry is appended again", "5, I12; history 28", "role/Proposer.java",
            "        if (known != 0)\n",
            "        if (known < 0)\n"),
        Mutant.of("A new leader does not know the requests in its recovered slots", "5, I12; history 28",
            "role/Proposer.java",
            "        chainSessions.onEntry(entry);\n        nextSequence",
            "        nextSequence"),
        Mutant.of("A new leader keeps the table of sessions of its last leadership", "5, I12; history 28",
            "role/Proposer.java",
            "        chainSessions.copyFrom(decidedSessions);\n",
            ""),
        Mutant.of("A retry is answered with a sequence of another time", "5, I14; history 28",
            "session/SessionTable.java",
            "        System.arraycopy(other.sequences, 0, sequences, 0, sequences.length);\n",
            ""),
        Mutant.of("A gap in a session's requests is let pass", "5, I12", "session/SessionTable.java",
            "        if (requestId == last + 1)\n",
            "        if (requestId > last)\n")
            .and(
                "            requestId == lastRequestIds[i] + 1, ",
                "            requestId > lastRequestIds[i], "),
        Mutant.of("An expired session goes on", "5, I12; history 31", "session/SessionTable.java",
            "                close(BatchDescriptor.sessionId(entry.buffer(), entry.offset()));\n",
            ""),
        Mutant.of("A session's place is freed without a look at those behind it", "5; history 31",
            "session/SessionTable.java",
            "                move(i, hole);\n                hole = i;\n",
            ""),
        Mutant.of("A new leader starts with the sequences of its last leadership", "5, I12", "role/Proposer.java",
            "        nextSequence = learner.nextSequence();\n",
            "        nextSequence = Math.max(nextSequence, 1);\n"),
        Mutant.of("Sequences do not count the recovered slots", "5, I12", "role/Proposer.java",
            "        chainSessions.onEntry(entry);\n        nextSequence = entry.nextSequence();\n",
            "        chainSessions.onEntry(entry);\n"),
        Mutant.of("Replicated time follows the leader's clock back", "5, I12", "role/Proposer.java",
            "        batchTimeNs = lastTimeNs;\n",
            "        batchTimeNs = timeNs;\n"),
        Mutant.of("A new leader does not know the replicated time", "5, I12", "role/Proposer.java",
            "        lastTimeNs = learner.lastTimeNs();\n",
            "        lastTimeNs = Long.MIN_VALUE;\n")
            .and("        lastTimeNs = Math.max(lastTimeNs, entry.timeNs());\n", ""),

        // Elections.
        Mutant.of("A member campaigns though the others have a leader", "6; history 44", "role/Elector.java",
            "if (countLeaderLost(good) < membership.quorum().phase1())",
            "if (good == 0)"),
        Mutant.of("A leader is alive on hearsay", "6; history 23", "role/Elector.java",
            "return links.isHeard(leader, nowNs) &&",
            "return links.isHeard(leader, nowNs) || countLeaderLost(links.goodVoters(nowNs)) < " +
                "Long.bitCount(links.goodVoters(nowNs)) || links.isHeard(leader, nowNs) &&"),
        Mutant.of("A member that was heard leads for ever", "6; history 23", "role/Elector.java",
            "            links.leaderBallot(leader) == followedBallot &&\n",
            ""),
        Mutant.of("A leader without a quorum goes on", "6; history 22", "role/Elector.java",
            "return nowNs - lostSinceNs >= leaderTimeoutNs ? Advice.STEP_DOWN : Advice.NOTHING;",
            "return Advice.NOTHING;"),
        Mutant.of("A leader without a quorum goes on, and is believed", "6; history 22", "role/Elector.java",
            "return nowNs - lostSinceNs >= leaderTimeoutNs ? Advice.STEP_DOWN : Advice.NOTHING;",
            "return Advice.NOTHING;")
            .and("            links.leaderBallot(leader) == followedBallot &&\n            " +
                "links.saysQuorumConnected(leader);\n",
                "            links.leaderBallot(leader) == followedBallot;\n"),
        Mutant.of("A member takes its own pause for the silence of others", "6", "replica/Replica.java",
            "            rooms.links.onPause(rooms.nowNs, nowNs);\n",
            ""),
        Mutant.of("A member that stands still again and again misses nobody", "6", "role/Links.java",
            "heard(sinceNs) & others() & ~excusedBits;",
            "heard(sinceNs) & others();"),
        Mutant.of("A leader that meets a higher promise goes on", "4.7; history 20", "replica/LeaderSide.java",
            "if (rooms.role == Role.LEADER && ballot == leadership.ballot())",
            "if (rooms.role == Role.LEADER && ballot > leadership.ballot())"),
        Mutant.of("A prepare is never repeated, and a campaign never given up", "3.1; history 20",
            "role/Campaign.java",
            "        askedNs[peer] = nowNs;\n",
            "        askedNs[peer] = Long.MAX_VALUE;\n        progressNs = Long.MAX_VALUE / 2;\n"));

    private OrderMutants()
    {
    }
}
