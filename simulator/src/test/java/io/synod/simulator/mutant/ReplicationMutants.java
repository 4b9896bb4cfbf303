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

/** Mistakes in phase 2, in what is known decided, and in catching up: {@code docs/PROTOCOL.md} 2 and 4. */
final class ReplicationMutants
{
    static final List<Mutant> ALL = List.of(
        // Votes that count.
        Mutant.of("Votes of an older ballot still count for a new one", "4.4 MixedBallots; history 13",
            "role/Pipeline.java",
            "        acks.reset();\n",
            ""),
        Mutant.of("An accepted of another ballot counts", "4.4, 4.7; history 3", "replica/PeerInputs.java",
            "        if (!ignoresStranger(from) && leadsAt(ballot))\n        {\n            leadership.onAccepted",
            "        if (!ignoresStranger(from) && rooms.role == Role.LEADER)\n        {\n            " +
                "leadership.onAccepted"),
        Mutant.of("Recovered slots count as decided", "4.4, I7; history 13", "role/Pipeline.java",
            "decidedThrough = firstUndecided - 1;",
            "decidedThrough = newFence;"),
        Mutant.of("An old accepted takes votes back", "4.4, L4; history 21", "quorum/AckTable.java",
            "if (membership.isVoter(memberId) && acceptedThrough > ackedThrough[memberId])",
            "if (membership.isVoter(memberId))"),

        // What is known decided.
        Mutant.of("decidedThrough runs over a hole", "2 LiteralDecided; history 39", "role/Learner.java",
            "if (ballot != acceptor.chainBallot() || decidedThrough + 1 < acceptor.chainFrom())",
            "if (ballot != acceptor.chainBallot())"),
        Mutant.of("A hole counts as filled when something lies in it", "2 HoleByPresence; history 15",
            "role/Learner.java",
            "if (ballot != acceptor.chainBallot() || decidedThrough + 1 < acceptor.chainFrom())",
            "long present = decidedThrough; while (journal.read(present + 1, scratch)) { present++; } " +
                "if (ballot != acceptor.chainBallot() || present + 1 < acceptor.chainFrom())"),
        Mutant.of("What a leader has decided is believed about a chain of another ballot", "4.5; history 15",
            "role/Learner.java",
            "if (ballot != acceptor.chainBallot() || decidedThrough + 1 < acceptor.chainFrom())",
            "if (decidedThrough + 1 < acceptor.chainFrom())"),
        Mutant.of("decidedThrough runs past what this member has accepted", "4.5; history 15", "role/Learner.java",
            "return Math.max(decidedThrough, Math.min(leaderDecided, acceptor.acceptedThrough()));",
            "return Math.max(decidedThrough, leaderDecided);"),
        Mutant.of("The durable hint of decidedThrough is higher than the truth", "2, I11; history 15",
            "replica/FollowerSide.java",
            "rooms.journal.appendDecidedMark(decidedThrough)",
            "rooms.journal.appendDecidedMark(acceptor.acceptedThrough())"),

        // Streams.
        Mutant.of("A stream begins above the slot behind the decided ones", "4.6 FromHigh", "role/PeerCursor.java",
            "final long streamFrom = isOfStream ? chainFrom : pipeline.decidedThrough() + 1;",
            "final long streamFrom = isOfStream ? chainFrom : pipeline.nextSlot();"),
        Mutant.of("A stream that starts anew begins above the slot behind the decided ones", "4.6 FromHigh",
            "role/PeerCursor.java",
            "startStream(decidedThrough + 1, nowNs);",
            "startStream(pipeline.nextSlot(), nowNs);"),
        Mutant.of("A stream that starts anew says it began with the ballot", "4.2, 4.6", "role/PeerCursor.java",
            "return outbox.sendAccept(peer, pipeline.ballot(), chainFrom, fence, decidedThrough, scratch);",
            "return outbox.sendAccept(peer, pipeline.ballot(), pipeline.chainFrom(), fence, decidedThrough, scratch);"),
        Mutant.of("Recovered slots are sent without a body to those who lack them", "4.1; history 20",
            "role/PeerCursor.java",
            "if (nextSlot <= fence && (campaign.holders(nextSlot) & Membership.bit(peer)) != 0)",
            "if (nextSlot <= fence)"),
        Mutant.of("Nothing is sent twice", "11 V2; history 20", "role/PeerCursor.java",
            "if (isAwaited && nowNs - progressNs >= retransmitIntervalNs)",
            "if (firstUnvouched() > nextSlot)"),
        Mutant.of("A restarted member does not vouch again for what it had", "4.4, 11 V2; history 20",
            "replica/Rooms.java",
            "gate.recovered(journal.tailPosition(), acceptor.chainBallot(), acceptor.vouchedThrough());",
            "gate.recovered(journal.tailPosition(), Ballot.NONE, acceptor.vouchedThrough());"),
        Mutant.of("An accept that came twice is not acknowledged twice", "4.2, 11 V2; history 20",
            "role/DurabilityGate.java",
            "isAcceptedDue |= ballot == acceptedBallot;",
            "isAcceptedDue |= acceptedBallot == Ballot.NONE;"),

        // Catching up.
        Mutant.of("A fill is taken out of order", "4.6; history 39", "replica/FollowerSide.java",
            "if (entry.slot() != rooms.learner.decidedThrough() + 1)",
            "if (entry.slot() <= rooms.learner.decidedThrough())"),
        Mutant.of("A fill of an undecided slot is believed", "4.6; history 15", "replica/PeerInputs.java",
            "else if (rooms.role == Role.FOLLOWER && entry.slot() <= decidedThrough)",
            "else if (rooms.role == Role.FOLLOWER)"),
        Mutant.of("A fetch that was lost is never repeated", "4.6, 11 V2; history 20", "role/CatchUp.java",
            "final boolean isLost = nowNs - requestedNs >= patienceNs;",
            "final boolean isLost = false;"),
        Mutant.of("A hole is never filled", "4.6, 11 V2; history 20", "role/CatchUp.java",
            "final boolean isStreamLate = nowNs - behindSinceNs >= 2 * patienceNs;",
            "final boolean isStreamLate = false;")
            .and("if (!(hasHole || isStreamLate)", "if (!isStreamLate"));

    private ReplicationMutants()
    {
    }
}
