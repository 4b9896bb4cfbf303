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

/** Mistakes in what is vouched for when, and in the acceptor: {@code docs/PROTOCOL.md} 1, 2 and 4. */
final class AcceptorMutants
{
    static final List<Mutant> ALL = List.of(
        // Nothing that vouches for state leaves before that state is durable.
        Mutant.of("A promise leaves before it is durable", "2, I6; history 1", "role/DurabilityGate.java",
            "if (to == memberId || !isPromiseDurable(promiseBallot))",
            "if (to == memberId)"),
        Mutant.of("An accepted leaves before the entry is durable", "2, I6; history 38", "role/DurabilityGate.java",
            "        heldPosition = position;",
            "        heldPosition = position; " +
                "acceptedBallot = ballot; acceptedThrough = through; isAcceptedDue = true;"),
        Mutant.of("One finished force releases all that waits for a later one", "2, I6; history 39",
            "role/DurabilityGate.java",
            "while (head < tail && positions[(int)head & mask] <= position)",
            "while (head < tail)"),
        Mutant.of("A prepare leaves before the candidate's own promise is durable", "1, 3.1; history 7",
            "replica/LeaderSide.java",
            "campaign.stage() == Campaign.Stage.PREPARING && rooms.gate.isPromiseDurable(campaign.ballot())",
            "campaign.stage() == Campaign.Stage.PREPARING"),
        Mutant.of("A promise is forgotten by a restart", "2, I2; history 1", "role/Acceptor.java",
            "        journal.replay(this);\n",
            "        journal.replay(this);\n        promisedBallot = chainBallot;\n"),
        Mutant.of("A restarted member uses a ballot of its former life again", "1, I4; history 2",
            "replica/Rooms.java",
            "        saw(acceptor.promisedBallot());\n        saw(links.greatestBallot());\n",
            "        saw(acceptor.chainBallot());\n"),

        // Promises.
        Mutant.of("An accept does not raise the promise", "4.2; history 4", "role/Acceptor.java",
            "promisedBallot = Math.max(promisedBallot, ballot);\n        if (ballot == chainBallot)",
            "if (ballot == chainBallot)"),
        Mutant.of("An accept below the promise is taken", "4.2, I3; history 6", "replica/PeerInputs.java",
            "if (ignoresProposer(from, ballot) || nacks(from, ballot))",
            "if (ignoresProposer(from, ballot))"),
        Mutant.of("A filled entry does not raise the promise", "4.6 CatchUpKeepsPromise", "role/Acceptor.java",
            "promisedBallot = Math.max(promisedBallot, ballot);\n        journal.place(slot);",
            "journal.place(slot);"),

        // The chain.
        Mutant.of("Recovered slots are adopted one by one", "4.3 NoAtomic; history 16", "role/Acceptor.java",
            "if (slot >= fence)",
            "if (slot > Slot.NONE)"),
        Mutant.of("Entries above the fence are dropped even if they are known decided", "4.3 DropAll; history 17",
            "role/Acceptor.java",
            "journal.dropAbove(fence, stagedBallot);",
            "journal.dropAbove(fence, Long.MAX_VALUE);"),
        Mutant.of("Recovered slots are staged with a gap", "4.2; history 39", "role/Acceptor.java",
            "if (ballot != stagedBallot || slot != stagedThrough + 1)",
            "if (ballot != stagedBallot)"),
        Mutant.of("A slot is accepted though slots before it are missing", "4.2; history 39", "role/Acceptor.java",
            "if (isKnown && slot == through + 1 || slot == streamFrom)",
            "if (isKnown && slot > through || slot == streamFrom)"),
        Mutant.of("A repeated stream sets the chain's end back", "4.2 ResetOnRestart; history 21",
            "role/Acceptor.java",
            "if (isKnown && slot <= through)",
            "if (isKnown && slot <= through && slot != streamFrom)")
            .and("if (slot > acceptedThrough + 1)", "if (slot != acceptedThrough + 1)")
            .and(
                "        journal.place(slot);\n        acceptedThrough = Math.max(acceptedThrough, slot);",
                "        journal.place(slot);\n        acceptedThrough = slot;"),
        Mutant.of("The chain's first slot falls back to that of an older stream", "4.2 FromFalls",
            "role/Acceptor.java",
            "            extendChain(slot);\n",
            "            extendChain(slot);\n            chainFrom = Math.min(chainFrom, streamFrom);\n"),
        Mutant.of("A stream that goes on further up leaves the chain's first slot where it was", "2; history 14",
            "role/Acceptor.java",
            "            chainFrom = slot;\n",
            ""),
        Mutant.of("A fill keeps an older value that is here", "4.6; history 40", "role/Acceptor.java",
            "if (holdsValue(entry) && scratch.ballot() >= entry.ballot())",
            "if (journal.read(entry.slot(), scratch))"),
        Mutant.of("A value is accepted again by a member that does not hold it", "4.1; history 17",
            "replica/FollowerSide.java",
            "else if (fit == Acceptor.Fit.GAP || !acceptor.holdsValue(entry))",
            "else if (fit == Acceptor.Fit.GAP)")
            .and("role/RecoveredSlots.java",
                "            holders[i] = isSameValue ? holders[i] : 0;\n",
                ""));


    private AcceptorMutants()
    {
    }
}
