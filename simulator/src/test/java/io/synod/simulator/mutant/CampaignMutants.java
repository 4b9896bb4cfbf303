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

/** Mistakes in phase 1 and in quorums: {@code docs/PROTOCOL.md} 1 and 3. */
final class CampaignMutants
{
    static final List<Mutant> ALL = List.of(
        // Promises that count.
        Mutant.of("A promise of an earlier ballot still counts in the next campaign", "3.2; history 3",
            "role/Campaign.java",
            "        whole = 0;\n",
            ""),
        Mutant.of("A promise counts though one of its parts is missing", "3.2; history 11", "role/Campaign.java",
            "part.fromSlot() <= wantedFrom[from] && part.slotLimit() >= wantedFrom[from];",
            "part.slotLimit() >= wantedFrom[from];"),
        Mutant.of("A promise counts with its first part", "3.2; history 11", "role/Campaign.java",
            "        if (part.isLast())\n",
            "        if (part.slotLimit() > Slot.NONE)\n"),
        Mutant.of("A promise leaves out what lies below its chain", "3.2; history 11", "role/PromiseStream.java",
            "final long first = Math.max(nextSlot, journal.firstSlotKept());",
            "final long first = Math.max(nextSlot, acceptor.chainFrom());"),

        // Damaged entries.
        Mutant.of("A slot that nobody can give any more is void without a sound quorum", "3.3; history 35",
            "role/Campaign.java",
            "if (recovered.isInDoubt(slot) &&",
            "if (slot < 0 &&"),
        Mutant.of("A damaged slot is not reported", "3.3; history 35", "role/PromiseStream.java",
            "else if (journal.isFaulty(slot))",
            "else if (slot < 0)"),
        Mutant.of("A learner passes damaged slots", "4.6; history 35", "role/Learner.java",
            "                break;\n",
            "                decidedThrough = next;\n"),

        Mutant.of("A damaged slot is vouched for again after a restart", "9; history 35", "role/Acceptor.java",
            "        findDamage(chainFrom);\n",
            ""),
        Mutant.of("What lies behind a damaged slot is vouched for when more comes", "9; history 35",
            "replica/Rooms.java",
            "gate.holdAccepted(position, ballot, acceptor.vouchedThrough());",
            "gate.holdAccepted(position, ballot, acceptor.acceptedThrough());"),

        // Quorums.
        Mutant.of("A phase-1 quorum is one too small", "1, I8; history 10", "role/Campaign.java",
            "    public boolean hasQuorum()\n    {\n",
            "    public boolean hasQuorum()\n    {\n        if (whole != 0 && membership.countVoters(whole) >= " +
                "membership.quorum().phase1() - 1)\n        {\n            return true;\n        }\n"),
        Mutant.of("A phase-2 quorum is one too small", "1, I8; history 10", "quorum/AckTable.java",
            "final int needed = membership.quorum().phase2();",
            "final int needed = Math.max(1, membership.quorum().phase2() - 1);"),
        Mutant.of("The two quorums need not meet", "1, I8; history 10", "quorum/Quorum.java",
            "        if (phase1 + phase2 <= memberCount)\n",
            "        phase1 = Math.max(1, memberCount - phase2);\n        if (phase1 > memberCount)\n"),
        Mutant.of("Phase 2 counts with the size of phase 1", "1, I8", "quorum/AckTable.java",
            "final int needed = membership.quorum().phase2();",
            "final int needed = membership.quorum().phase1();"),
        Mutant.of("A learner's vote counts", "1, I7; history 18", "quorum/AckTable.java",
            "numberOfLeadingZeros(membership.voters())];",
            "numberOfLeadingZeros(membership.voters() | membership.learners())];")
            .and("if (membership.isVoter(memberId) && acceptedThrough", "if (acceptedThrough"),

        // The fence and the values.
        Mutant.of("What lies above the fence is recovered too", "3.3 NoVoid; history 19", "role/Campaign.java",
            "return Math.max(sourceThrough, decidedThrough);",
            "long top = Math.max(sourceThrough, decidedThrough); " +
                "while (recovered.isReported(top + 1)) { top++; } return top;"),
        Mutant.of("The source is the longest log, whatever its ballot", "3.3 FenceLow; history 9",
            "role/Campaign.java",
            "if (chainBallots[i] > sourceBallot ||" +
                "\n                chainBallots[i] == sourceBallot && acceptedThroughs[i] > sourceThrough)",
            "if (acceptedThroughs[i] > sourceThrough)"),
        Mutant.of("The source is any log of the greatest ballot, not the longest", "3.3 FenceLow; history 9",
            "role/Campaign.java",
            "if (chainBallots[i] > sourceBallot ||" +
                "\n                chainBallots[i] == sourceBallot && acceptedThroughs[i] > sourceThrough)",
            "if (chainBallots[i] > sourceBallot)"),
        Mutant.of("The first value that is reported is recovered", "3.3; history 13", "role/RecoveredSlots.java",
            "if (ballot > ballots[i])",
            "if (ballots[i] == Ballot.NONE)"),
        Mutant.of("The value of the lowest ballot is recovered", "3.3; history 13", "role/RecoveredSlots.java",
            "if (ballot > ballots[i])",
            "if (ballots[i] == Ballot.NONE || ballot < ballots[i])"),
        Mutant.of("The candidate's own value is recovered where it has one", "3.3; history 13",
            "replica/LeaderSide.java",
            "            if (!acceptor.holdsValue(value))\n",
            "            rooms.journal.read(value.slot(), value);\n            if (!acceptor.holdsValue(value))\n"),
        Mutant.of("A campaign starts behind what is accepted, not behind what is decided", "3.1 Stuck; history 19",
            "replica/LeaderSide.java",
            "        final long fromSlot = rooms.learner.decidedThrough() + 1;\n",
            "        final long fromSlot = " +
            "Math.max(acceptor.acceptedThrough(), rooms.learner.decidedThrough()) + 1;\n"),
        Mutant.of(
            "A body is taken from a member that holds another value", "3.4; history 35", "replica/LeaderSide.java",
            "if (entry.originBallot() != value.originBallot() || entry.checksum() != value.checksum())",
            "if (entry.slot() != value.slot())")
            .and("role/RecoveredSlots.java",
                "            holders[i] = isSameValue ? holders[i] : 0;\n",
                ""),
        Mutant.of("A candidate leads before its recovered slots are stored", "3.5; history 39",
            "replica/LeaderSide.java",
            "                return workCount + fetch();\n",
            "                fetch();\n                break;\n")
            .and(
                "        if (campaign.nextSlot() > campaign.fence())\n",
                "        if (workCount > 0 || campaign.nextSlot() > campaign.fence())\n"),

        // The end of a ballot.
        Mutant.of("A candidate goes on after its own acceptor has promised more", "4.7; history 8",
            "replica/LeaderSide.java",
            "else if (rooms.role == Role.CANDIDATE && ballot > campaign.ballot())",
            "else if (rooms.role == Role.CANDIDATE && ballot < campaign.ballot())"),
        Mutant.of("A leader goes on after its own acceptor has promised more", "4.7; history 8",
            "replica/LeaderSide.java",
            "if (rooms.role == Role.LEADER && ballot > leadership.ballot())",
            "if (rooms.role == Role.LEADER && ballot < leadership.ballot())"));

    private CampaignMutants()
    {
    }
}
