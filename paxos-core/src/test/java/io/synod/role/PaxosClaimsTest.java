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
package io.synod.role;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.PromisePart;
import io.synod.quorum.Membership;
import io.synod.testkit.Copies;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The claims of Lamport's "Paxos Made Simple" (2001), section 2, and the predicates of his specification Voting.tla,
 * held against acceptors, campaigns and counting as they are here: a synod of three that fills one slot, number 1.
 * Claims are told in our own words; what stands in quotes is their name.
 */
final class PaxosClaimsTest
{
    private static final int MEMBERS = 3;
    private static final Membership MEMBERSHIP = Membership.ofVoters(MEMBERS);
    private static final Limits LIMITS = new Limits(4, 4096, 1024, 512, 4, 4, 4, 4);
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 1);
    private static final long B3 = Ballot.pack(3, 2);

    private final Synod synod = new Synod();

    /** "P1": an acceptor takes the first proposal that it gets, so that one proposal alone can be decided. */
    @Test
    void p1AnAcceptorAcceptsTheFirstProposalThatItReceives()
    {
        assertTrue(synod.accept(0, B1, Entries.noOp(1, B1)));
        assertEquals(B1, synod.votedBallot(0));
    }

    /** "P1a": an acceptor may accept at a number if and only if it has answered no prepare of a greater one. */
    @Test
    void p1aAnAcceptorAcceptsUnlessItHasPromisedAHigherBallot()
    {
        assertTrue(synod.promise(0, B2));
        assertFalse(synod.accept(0, B1, Entries.noOp(1, B1)));
        assertTrue(synod.accept(0, B2, Entries.noOp(1, B2)), "at the very ballot promised");
        assertTrue(synod.accept(0, B3, Entries.noOp(1, B3)), "at a higher one, without a prepare");
    }

    /** "P2": when a value is decided, every decided proposal of a higher number has that value. */
    @Test
    void p2EveryHigherBallotThatIsDecidedHasTheSameValue()
    {
        final Entry first = synod.propose(B1, 0b011);
        assertTrue(synod.isDecided(B1));
        final Entry second = synod.propose(B2, 0b110);
        assertTrue(synod.isDecided(B2));
        assertEquals(first.originBallot(), second.originBallot());
        assertEquals(first.checksum(), second.checksum());
    }

    /** "P2a": ... every such proposal that any acceptor accepts has that value, decided or not. */
    @Test
    void p2aEveryHigherBallotThatIsAcceptedAnywhereHasTheSameValue()
    {
        final Entry decided = synod.propose(B1, 0b011);
        synod.promise(1, B2);
        synod.promise(2, B2);
        final Entry value = synod.campaign(B2, 0b110);
        assertTrue(synod.accept(2, B2, value), "an acceptor that knew nothing of the first");
        assertEquals(decided.originBallot(), synod.votedOrigin(2));
    }

    /** "P2b": ... every such proposal that any proposer makes has that value, accepted or not. */
    @Test
    void p2bEveryHigherBallotThatIsProposedHasTheSameValue()
    {
        final Entry decided = synod.propose(B1, 0b101);
        for (int quorum = 1; quorum < 1 << MEMBERS; quorum++)
        {
            if (Integer.bitCount(quorum) >= MEMBERSHIP.quorum().phase1())
            {
                final long ballot = Ballot.pack(10 + quorum, 1);
                synod.promiseAll(quorum, ballot);
                assertEquals(decided.originBallot(), synod.campaign(ballot, quorum).originBallot());
            }
        }
    }

    /** "P2c", one half: if nobody of a quorum has accepted anything below a number, its proposer is free. */
    @Test
    void p2cAProposerIsFreeIfNobodyInItsQuorumHasAccepted()
    {
        synod.accept(0, B1, Entries.noOp(1, B1));
        synod.promiseAll(0b110, B2);
        assertEquals(B2, synod.campaign(B2, 0b110).originBallot());
    }

    /** "P2c", other half: else it takes the value of the highest number that anyone in the quorum has accepted. */
    @Test
    void p2cElseAProposerTakesTheValueOfTheHighestBallotInItsQuorum()
    {
        synod.accept(0, B1, Entries.noOp(1, B1));
        synod.accept(1, B2, Entries.noOp(1, B2));
        synod.promiseAll(0b011, B3);
        assertEquals(B2, synod.campaign(B3, 0b011).originBallot());
    }

    /** Phase 1a: a proposer picks a number above all it has met and asks a quorum. */
    @Test
    void phase1aANewBallotIsAboveAllThatWereMet()
    {
        assertTrue(Ballot.nextAbove(B3, 0) > B3);
        assertEquals(0, Ballot.memberId(Ballot.nextAbove(B3, 0)));
    }

    /** Phase 1b: who has answered no greater number promises, and tells the highest proposal it has accepted. */
    @Test
    void phase1bAPromiseTellsTheHighestAcceptedProposal()
    {
        synod.accept(0, B1, Entries.noOp(1, B1));
        synod.accept(0, B2, Entries.noOp(1, B2));
        assertTrue(synod.promise(0, B3));
        final PromisePart part = synod.promiseOf(0, B3);
        assertEquals(1, part.count());
        assertEquals(B2, part.ballot(0));
        assertEquals(B2, part.chainBallot());
        assertFalse(synod.promise(0, B2));
        assertFalse(synod.promise(0, B3), "and never twice");
    }

    /** Phase 2a: with the answers of a quorum, and not before, the proposer has a value. */
    @Test
    void phase2aAProposerHasNoValueBeforeAQuorumHasPromised()
    {
        synod.promise(1, B2);
        final Campaign campaign = new Campaign(MEMBERSHIP, 4);
        campaign.start(B2, 1, 0);
        campaign.onPromise(1, synod.promiseOf(1, B2), 0);
        assertFalse(campaign.hasQuorum());
        synod.promise(0, B2);
        campaign.onPromise(0, synod.promiseOf(0, B2), 0);
        assertTrue(campaign.hasQuorum());
    }

    /** Phase 2b: an acceptor accepts unless it has answered a prepare of a greater number meanwhile. */
    @Test
    void phase2bAnAcceptorRefusesWhatWasOvertakenMeanwhile()
    {
        synod.promiseAll(0b011, B1);
        final Entry value = synod.campaign(B1, 0b011);
        synod.promise(0, B2);
        assertFalse(synod.accept(0, B1, value));
        assertTrue(synod.accept(1, B1, value));
        assertFalse(synod.isDecided(B1));
    }

    /** Learning: a value is decided when a quorum has accepted it at one and the same number. */
    @Test
    void learningCountsAQuorumOfOneBallotOnly()
    {
        synod.accept(0, B1, Entries.noOp(1, B1));
        synod.accept(1, B2, Entries.noOp(1, B2));
        assertFalse(synod.isDecided(B1) || synod.isDecided(B2));
        assertTrue(synod.accept(0, B2, Entries.noOp(1, B2)));
        assertTrue(synod.isDecided(B2));
    }

    /** Learning: a learner need not hear the acceptors; being told by one that knows is enough. */
    @Test
    void learningIsPossibleFromOneThatKnows()
    {
        final Entry decided = synod.propose(B1, 0b011);
        assertTrue(synod.acceptors[2].takeDecided(decided) > 0);
        assertEquals(B1, synod.votedOrigin(2));
    }

    /** 2.4: progress is not promised while two proposers overtake each other; nothing wrong is decided either. */
    @Test
    void twoProposersThatOvertakeEachOtherDecideNothingAndBreakNothing()
    {
        for (int round = 1; round < 50; round += 2)
        {
            final long mine = Ballot.pack(round, 0);
            final long yours = Ballot.pack(round + 1, 1);
            synod.promiseAll(0b111, mine);
            final Entry value = synod.campaign(mine, 0b111);
            synod.promiseAll(0b111, yours);
            assertFalse(synod.accept(0, mine, value));
            assertFalse(synod.isDecided(mine));
        }
    }

    /** Voting.tla, "OneValuePerBallot": all votes of one ballot are for one value. */
    @Test
    void oneValuePerBallotIsCheckedWhereVotesMeet()
    {
        synod.accept(0, B2, Entries.noOp(1, B2));
        synod.accept(1, B2, Entries.at(Entries.noOp(1, B1), B2));
        synod.promiseAll(0b011, B3);
        assertThrows(Error.class, () -> synod.campaign(B3, 0b011));
    }

    /** Voting.tla, "VotesSafe": whatever was voted for was safe at its ballot: no lower one can decide otherwise. */
    @Test
    void votesSafeHoldsInEveryHistory()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            final Synod random = new Synod();
            random.runRandomly(new Random(seed), "seed " + seed);
        }
    }

    /**
     * Voting.tla, "ShowsSafeAt": a quorum that will vote at no ballot between a lower one and this one, and one of whom
     * voted for the value at that lower one, shows the value safe: that is the value that a campaign finds.
     */
    @Test
    void showsSafeAtIsWhatACampaignFinds()
    {
        synod.accept(2, B1, Entries.noOp(1, B1));
        synod.accept(1, B2, Entries.noOp(1, B2));
        synod.promiseAll(0b111, B3);
        assertEquals(B1, new Synod(synod).campaign(B3, 0b101).originBallot(), "{0, 2}: the last vote was at 1");
        assertEquals(B2, new Synod(synod).campaign(B3, 0b110).originBallot(), "{1, 2}: the last vote was at 2");
        assertEquals(B2, new Synod(synod).campaign(B3, 0b011).originBallot());
    }

    /** Voting.tla, the theorem that these two carry: no two values are ever decided. */
    @Test
    void consistencyHoldsInEveryHistory()
    {
        for (int seed = 1000; seed < 1400; seed++)
        {
            final Synod random = new Synod();
            random.runRandomly(new Random(seed), "seed " + seed);
            final Set<Long> decided = new HashSet<>();
            random.proposals.forEach((ballot, value) ->
            {
                if (random.isDecided(ballot))
                {
                    decided.add(value.originBallot());
                }
            });
            assertTrue(decided.size() <= 1, "seed " + seed + ": " + decided);
        }
    }

    /** Single-decree Paxos: one slot, three acceptors, every vote that was ever cast. */
    private static final class Synod
    {
        private final MemoryJournal[] journals = new MemoryJournal[MEMBERS];
        private final Acceptor[] acceptors = new Acceptor[MEMBERS];
        private final Map<Long, Set<Integer>> votes = new HashMap<>();
        private final Map<Long, Entry> proposals = new HashMap<>();

        Synod()
        {
            for (int i = 0; i < MEMBERS; i++)
            {
                journals[i] = new MemoryJournal();
                acceptors[i] = new Acceptor(journals[i]);
            }
        }

        /** The same, seen once more: what a restart of all three leaves. */
        Synod(final Synod other)
        {
            for (int i = 0; i < MEMBERS; i++)
            {
                journals[i] = MemoryJournal.afterCrash(
                    other.journals[i], other.journals[i].records().size(), record -> {});
                acceptors[i] = new Acceptor(journals[i]);
            }
        }

        boolean promise(final int member, final long ballot)
        {
            return ballot > acceptors[member].promisedBallot() && acceptors[member].promise(ballot) > 0;
        }

        void promiseAll(final int members, final long ballot)
        {
            for (int i = 0; i < MEMBERS; i++)
            {
                assertTrue((members >> i & 1) == 0 || promise(i, ballot));
            }
        }

        PromisePart promiseOf(final int member, final long ballot)
        {
            final PromiseStream stream = new PromiseStream(journals[member]);
            stream.start(ballot, 1);
            return Copies.of(stream.make(acceptors[member], 0));
        }

        /** What the members of a quorum, who have promised, leave a proposer to propose. */
        Entry campaign(final long ballot, final int quorum)
        {
            final Campaign campaign = new Campaign(MEMBERSHIP, 4);
            campaign.start(ballot, 1, 0);
            for (int i = 0; i < MEMBERS; i++)
            {
                if ((quorum >> i & 1) != 0)
                {
                    campaign.onPromise(i, promiseOf(i, ballot), 0);
                }
            }
            assertTrue(campaign.hasQuorum());
            campaign.recover();
            final Entry value = new Entry();
            campaign.nextValue(value);
            return campaign.fence() == 0 ? Entries.noOp(1, ballot) :
                Entries.at(Entries.noOp(1, value.originBallot()), ballot);
        }

        Entry propose(final long ballot, final int quorum)
        {
            promiseAll(quorum, ballot);
            final Entry value = campaign(ballot, quorum);
            for (int i = 0; i < MEMBERS; i++)
            {
                assertTrue((quorum >> i & 1) == 0 || accept(i, ballot, value));
            }
            return value;
        }

        boolean accept(final int member, final long ballot, final Entry value)
        {
            final Acceptor acceptor = acceptors[member];
            if (ballot < acceptor.promisedBallot() || acceptor.fit(ballot, 1, 1) != Acceptor.Fit.NEXT)
            {
                return false;
            }
            acceptor.accept(1, 1, Copies.of(value));
            votes.computeIfAbsent(ballot, any -> new HashSet<>()).add(member);
            return true;
        }

        long votedBallot(final int member)
        {
            return acceptors[member].chainBallot();
        }

        long votedOrigin(final int member)
        {
            final Entry entry = new Entry();
            assertTrue(journals[member].read(1, entry));
            return entry.originBallot();
        }

        boolean isDecided(final long ballot)
        {
            final Pipeline pipeline = new Pipeline(MEMBERSHIP, LIMITS);
            pipeline.start(ballot, 1, 0, 0);
            votes.getOrDefault(ballot, Set.of()).forEach(member -> pipeline.onAccepted(member, 1));
            return pipeline.onAccepted(0, 0) == 1;
        }

        /** Proposers come and go, are overtaken, and reach whom they reach; a member may crash at any time. */
        void runRandomly(final Random random, final String name)
        {
            for (int step = 0; step < 60; step++)
            {
                final int member = random.nextInt(MEMBERS);
                final long ballot = Ballot.pack(1L + step / 6, random.nextInt(MEMBERS));
                final int quorum = random.nextInt(1 << MEMBERS);
                switch (random.nextInt(4))
                {
                    case 0 -> promise(member, ballot);
                    case 1 -> tryToPropose(ballot, quorum);
                    case 2 -> restart(member);
                    default -> acceptAnyOf(random, member);
                }
                checkVotesSafe(name);
            }
        }

        private void tryToPropose(final long ballot, final int quorum)
        {
            if (Integer.bitCount(quorum) < 2 || proposals.containsKey(ballot))
            {
                return;
            }
            for (int i = 0; i < MEMBERS; i++)
            {
                if ((quorum >> i & 1) != 0 && !promise(i, ballot))
                {
                    return;
                }
            }
            proposals.put(ballot, campaign(ballot, quorum));
        }

        private void restart(final int member)
        {
            journals[member] = MemoryJournal.afterCrash(
                journals[member], journals[member].records().size(), record -> {});
            acceptors[member] = new Acceptor(journals[member]);
        }

        private void acceptAnyOf(final Random random, final int member)
        {
            for (final Map.Entry<Long, Entry> proposal : proposals.entrySet())
            {
                if (random.nextBoolean())
                {
                    accept(member, proposal.getKey(), proposal.getValue());
                }
            }
        }

        /** What is decided at one ballot is what was proposed at every higher one. */
        private void checkVotesSafe(final String name)
        {
            proposals.forEach((lower, value) -> proposals.forEach((higher, later) -> assertTrue(
                lower >= higher || !isDecided(lower) || value.originBallot() == later.originBallot(),
                name + ": " + Ballot.toString(lower) + " and " + Ballot.toString(higher))));
        }
    }
}
