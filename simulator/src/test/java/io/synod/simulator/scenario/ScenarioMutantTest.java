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
package io.synod.simulator.scenario;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each story is there for a rule. Without the rule it ends otherwise, and shows what goes wrong: a mistake that a story
 * does not notice would make the story worth nothing.
 */
final class ScenarioMutantTest
{
    /**
     * A story told of a core with a mistake.
     *
     * @param rule    that is broken, by its name in the specification or its line in the history.
     * @param story   that notices.
     * @param ending  what the transcript then says.
     * @param patches the mistake.
     */
    record Broken(String rule, String story, String ending, List<Patch> patches)
    {
        static Broken of(final String rule, final String story, final String ending, final Patch... patches)
        {
            return new Broken(rule, story, ending, List.of(patches));
        }

        @Override
        public String toString()
        {
            return rule + " in " + story;
        }
    }

    static Stream<Broken> rulesOfTheSpecification()
    {
        return Stream.of(
            Broken.of("NoAtomic", "recovered-slots-are-adopted-at-once", "!! I5",
                Patch.of("role/Acceptor.java", "if (slot >= fence)", "if (slot > 0)")),
            Broken.of("NoVoid", "what-lies-above-the-fence-is-void", "each request is in the log once",
                Patch.of("role/Campaign.java", "return Math.max(sourceThrough, decidedThrough);",
                    "long top = Math.max(sourceThrough, decidedThrough); while (recovered.isReported(top + 1))" +
                        " { top++; } return top;")),
            Broken.of("MixedBallots", "votes-of-several-ballots-are-not-counted-together", "!! Agreement",
                Patch.of("replica/PeerInputs.java", "rooms.role == Role.LEADER && ballot == leadership.ballot()",
                    "rooms.role == Role.LEADER")),
            Broken.of("FromHigh", "a-stream-begins-where-its-leader-has-decided",
                "each slot up to the fence is reported by someone",
                Patch.of("role/PeerCursor.java", "chainFrom : pipeline.decidedThrough() + 1;",
                    "chainFrom : pipeline.proposedThrough();")),
            Broken.of("FromFalls", "chain-from-never-falls-at-one-ballot", "a decided slot is held here",
                Patch.of("role/Acceptor.java", "            extendChain(slot);",
                    "            extendChain(slot); chainFrom = Math.min(chainFrom, streamFrom);")),
            Broken.of("ResetOnRestart", "a-restarted-stream-takes-nothing-back", "!! I5",
                Patch.of("role/Acceptor.java", "if (isKnown && slot <= through)",
                    "if (isKnown && slot <= through && slot != streamFrom)")
                    .and("if (slot > acceptedThrough + 1)", "if (slot != acceptedThrough + 1)")
                    .and("Math.max(acceptedThrough, slot);\n    }", "slot;\n    }")),
            Broken.of("LiteralDecided", "nothing-behind-a-hole-is-taken-as-decided", "!! Agreement",
                Patch.of("replica/Heartbeats.java", "rooms.learner.decidedThrough());",
                    "rooms.acceptor.acceptedThrough());"),
                Patch.of("replica/FollowerSide.java", "fillSource.work(decidedThrough)",
                    "fillSource.work(acceptor.acceptedThrough())")),
            Broken.of("HoleByPresence", "nothing-behind-a-hole-is-taken-as-decided", "!! Agreement",
                Patch.of("role/Learner.java", "decidedThrough + 1 < acceptor.chainFrom())",
                    "decidedThrough + 1 < acceptor.chainFrom() && !journal.read(decidedThrough + 1, scratch))")),
            Broken.of("DropAll", "adoption-drops-nothing-that-is-decided", "a decided slot is held here",
                Patch.of("role/Acceptor.java", "journal.dropAbove(fence, stagedBallot);",
                    "journal.dropAbove(fence, Long.MAX_VALUE);")),
            Broken.of("CatchUpKeepsPromise", "what-is-copied-as-decided-is-a-promise", "!! Agreement",
                Patch.of("role/Acceptor.java",
                    "promisedBallot = Math.max(promisedBallot, ballot);\n        journal.place(slot);",
                    "journal.place(slot);")),
            Broken.of("Stuck", "who-has-a-hole-may-lead",
                "run 2000 b c\nstate b c\n----\nb: follower\n",
                Patch.of("replica/LeaderSide.java", "advice == Elector.Advice.CAMPAIGN && campaign()",
                    "advice == Elector.Advice.CAMPAIGN && !rooms.hasHole() && campaign()")),
            Broken.of("ack-early", "accepted-leaves-only-when-durable", "!! Agreement",
                Patch.of("role/DurabilityGate.java", "        heldPosition = position;\n",
                    "        heldPosition = position; acceptedBallot = ballot; acceptedThrough = through;" +
                        " isAcceptedDue = true;\n")),
            Broken.of("promise-early", "a-promise-leaves-only-when-durable", "!! I5",
                Patch.of("role/DurabilityGate.java",
                    "ballot == promiseBallot && promisePosition <= durablePosition;", "ballot == promiseBallot;")),
            Broken.of("noraise", "an-accept-raises-the-promise", "!! I5",
                Patch.of("role/Acceptor.java",
                    "promisedBallot = Math.max(promisedBallot, ballot);\n        if (ballot == chainBallot)",
                    "if (ballot == chainBallot)")),
            Broken.of("fromlow", "a-stream-never-begins-below-the-first-undecided-slot",
                "a leader's chain is at its ballot",
                Patch.of("replica/Leadership.java", "cursor.start(fromSlot, rooms.nowNs)",
                    "cursor.start(1, rooms.nowNs)")),
            Broken.of("q1+q2=n", "quorums-of-both-phases-intersect", "!! Agreement",
                Patch.of("quorum/Quorum.java", "phase1 + phase2 <= memberCount", "phase1 + phase2 < memberCount")));
    }

    static Stream<Broken> linesOfTheHistory()
    {
        return Stream.of(
            Broken.of("2", "a-ballot-is-used-once-and-answers-count-for-it-alone", "!! a stops: a promise rises",
                Patch.of("replica/Rooms.java", "        saw(acceptor.promisedBallot());\n", "")),
            Broken.of("3", "a-ballot-is-used-once-and-answers-count-for-it-alone", "a: leads 2.a, chain 2.a[1..1]\n",
                Patch.of("replica/LeaderSide.java", " || ballot != campaign.ballot() ||", " ||")),
            Broken.of("6", "a-promise-never-falls", "!! ",
                Patch.of("replica/PeerInputs.java", "if (ballot >= promisedBallot)", "if (ballot >= 0)")),
            Broken.of("7", "a-candidate-promises-itself-first", "!! I6",
                Patch.of("replica/LeaderSide.java", " && rooms.gate.isPromiseDurable(campaign.ballot())", "")),
            Broken.of("8", "one-leader-for-a-ballot", "!! I3",
                Patch.of("replica/PeerInputs.java",
                    "leaderSide.onHigherBallot(ballot);\n            followerSide.onPrepare",
                    "followerSide.onPrepare")),
            Broken.of("9", "what-lies-above-the-fence-is-void", "!! ",
                Patch.of("role/Campaign.java", "chainBallots[i] > sourceBallot ||\n", "false ||\n")
                    .and("chainBallots[i] == sourceBallot && acceptedThroughs", "acceptedThroughs")),
            Broken.of("11", "who-has-a-hole-may-lead", "each slot up to the fence is reported",
                Patch.of("role/PromiseStream.java", "Math.max(nextSlot, journal.firstSlotKept());",
                    "Math.max(nextSlot, acceptor.chainFrom());")),
            Broken.of("15", "a-restart-decides-nothing", "!! I9",
                Patch.of("replica/Rooms.java", "learner.advanceTo(acceptor.decidedHint());",
                    "learner.advanceTo(acceptor.acceptedThrough());")),
            Broken.of("18", "learners-do-not-count", "!! I9",
                Patch.of("quorum/AckTable.java", "membership.isVoter(memberId) && ", "")
                    .and("new long[Long.SIZE - Long.numberOfLeadingZeros(membership.voters())]", "new long[64]")),
            Broken.of("28", "a-retry-has-one-effect", "each request is in the log once",
                Patch.of("role/Proposer.java", "        chainSessions.onEntry(entry);\n        nextSequence = entry",
                    "        nextSequence = entry")));
    }

    @ParameterizedTest
    @MethodSource({ "rulesOfTheSpecification", "linesOfTheHistory" })
    void withoutItsRuleAStoryEndsBadly(final Broken broken)
    {
        final String written = Stories.read(broken.story());

        final String played = new PatchedCore(broken.patches()).call(Scenario.class, "play", written);

        assertNotEquals(written, played);
        assertTrue(played.contains(broken.ending()), () -> "not \"" + broken.ending() + "\" but:\n" + played);
    }

    @Test
    void theHarnessTellsNoStoryByItself()
    {
        final PatchedCore core = new PatchedCore(List.of());
        for (final String story : Stories.names())
        {
            assertEquals(Stories.read(story), core.call(Scenario.class, "play", Stories.read(story)));
        }
    }

    @Test
    void whoHasTruncatedADecidedSlotIsNotPassedOver()
    {
        holdsButFor("TruncIgnored", "quorum true, must give up true", "quorum true, must give up false",
            Patch.of("role/Campaign.java", "> fromSlot)\n            {\n                return true;",
                "> Long.MAX_VALUE - 1)\n            {\n                return true;"));
    }

    @Test
    void theFenceIsNotBelowWhatTheCandidateKnowsDecided()
    {
        holdsButFor("FenceLow", "fence 2", "fence 1",
            Patch.of("role/Campaign.java", "return Math.max(sourceThrough, decidedThrough);",
                "return sourceThrough;"));
    }

    @Test
    void anOldIncarnationHasNoVote()
    {
        holdsButFor("OldIdentity", "votes 0, refused 1", "votes 1, refused 0",
            Patch.ofTransport("FrameCheck.java", "header.incarnationDigest() != identity.digest(header.senderId())",
                "header.incarnationDigest() == 0"));
    }

    @Test
    void noQuorumsAreFormedThatMayMiss()
    {
        holdsButFor("quorums", "formed 0", "formed 36",
            Patch.of("quorum/Quorum.java", "phase1 + phase2 <= memberCount", "phase1 + phase2 < memberCount"));
    }

    private static void holdsButFor(
        final String story, final String expected, final String broken, final Patch patch)
    {
        assertEquals(expected, Rooms.tell(story));
        assertEquals(broken, new PatchedCore(List.of(patch)).call(Rooms.class, "tell", story));
    }
}
