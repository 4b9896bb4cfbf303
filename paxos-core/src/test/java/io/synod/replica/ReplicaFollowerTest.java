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
package io.synod.replica;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Limits;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** One member, number 1, that is told things, and what it says to that. */
final class ReplicaFollowerTest
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 2);
    private static final long B3 = Ballot.pack(3, 0);
    private static final Limits LIMITS = new Limits(4, 1 << 20, 4096, 1024, 16, 16, 16, 2);

    private final Membership membership = new Membership(1, 0b0111, 0b1000, Quorum.majority(3));
    private final RecordingOutbox outbox = new RecordingOutbox();
    private MemoryJournal journal = new MemoryJournal();
    private Replica replica = replica();
    private long nowNs;

    @Test
    void promisesAndAcceptsAndSaysSoWhenItIsDurable()
    {
        replica.inbox().onPrepare(0, B1, 1);
        assertEquals(List.of(), said());
        force();
        assertEquals(List.of("promise -> 0 1.0 chain none [1, 0] decided 0 slots [1, 1) last:"), said());
        accept(B1, 1);
        assertEquals(List.of(), said());
        force();
        assertEquals(List.of("accepted -> 0 1.0 through 1"), said());
    }

    @Test
    void refusesWhatIsBelowItsPromiseAndNamesIt()
    {
        replica.inbox().onPrepare(2, B2, 1);
        force();
        said();
        replica.inbox().onPrepare(0, B1, 1);
        accept(B1, 1);
        replica.inbox().onReAccept(0, B1, 1, 0, 0, Entries.noOp(1, B1));
        heartbeat(0, B1, 0);
        assertEquals(4, replica.ignored(Ignored.BELOW_PROMISE));
        final String nack = "nack -> 0 1.0 promised 2.2";
        assertEquals(List.of(nack, nack, nack, nack), said());
        assertEquals(B2, replica.view().promisedBallot());
    }

    @Test
    void anAcceptRaisesThePromise()
    {
        accept(B2, 1);
        replica.inbox().onPrepare(0, B1, 1);
        assertEquals(1, replica.ignored(Ignored.BELOW_PROMISE));
        assertEquals(B2, replica.view().promisedBallot());
    }

    @Test
    void answersAGapWithTheSlotExpected()
    {
        accept(B1, 1);
        accept(B1, 3);
        force();
        assertEquals(List.of("accepted -> 0 1.0 through 1", "gap -> 0 1.0 expected 2"), said());
        assertEquals(1, replica.ignored(Ignored.GAP));
    }

    @Test
    void answersADuplicateAgain()
    {
        accept(B1, 1);
        force();
        said();
        accept(B1, 1);
        assertEquals(List.of("accepted -> 0 1.0 through 1"), said());
        assertEquals(1, replica.ignored(Ignored.DUPLICATE));
    }

    @Test
    void answersADuplicateOfAStagedSlotWithTheSlotItStillWaitsFor()
    {
        replica.inbox().onAccept(0, B1, 1, 3, 0, Entries.noOp(1, B1));
        force();
        assertEquals(
            List.of("gap -> 0 1.0 expected 2"), said(), "nothing of the ballot is vouched for before its fence");
        replica.inbox().onAccept(0, B1, 1, 3, 0, Entries.noOp(1, B1));
        assertEquals(List.of("gap -> 0 1.0 expected 2"), said());
    }

    @Test
    void asksForTheBodyWhenItDoesNotHoldTheValueOfAReAccept()
    {
        replica.inbox().onReAccept(0, B3, 1, 1, 0, Entries.at(Entries.noOp(1, B1), B3).noBody());
        assertEquals(List.of("gap -> 0 3.0 expected 0"), said());
        accept(B1, 1);
        assertEquals(1, replica.ignored(Ignored.GAP));
        replica.inbox().onReAccept(0, B3, 1, 1, 0, Entries.at(Entries.noOp(1, B1), B3).noBody());
        force();
        assertEquals(List.of("accepted -> 0 3.0 through 1"), said());
    }

    @Test
    void vouchesAfterARestartForWhatItsLeaderMayNotHaveHeardOf()
    {
        // given: a vote that was durable, but not told
        accept(B1, 1);
        accept(B1, 2);
        restart();

        // when: the leader repeats what was not acknowledged
        said();
        accept(B1, 1);

        // then
        assertEquals(List.of("accepted -> 0 1.0 through 2"), said());
    }

    @Test
    void vouchesAfterARestartForNoOldChainThatOthersSlotsWereFilledBehind()
    {
        // given: a chain of one ballot, and behind it a slot that was decided at a later one
        accept(B1, 1);
        heartbeat(0, B1, 1);
        replica.inbox().onFill(2, 2, Entries.noOp(2, B2));
        assertEquals(2, replica.decidedThrough());
        assertEquals(B1, replica.view().chainBallot());
        assertEquals(2, replica.view().acceptedThrough());

        // when
        restart();

        // then: the old leader's slot 2 may be another value
        assertEquals(List.of(), said().stream().filter(line -> line.startsWith("accepted")).toList());
    }

    @Test
    void vouchesForSlotsThatWereFilledBehindTheChainOfTheLeaderItFollows()
    {
        accept(B1, 1);
        force();
        heartbeat(0, B1, 1);
        said();
        replica.inbox().onFill(2, 3, Entries.noOp(2, B1));
        replica.inbox().onFill(2, 3, Entries.noOp(3, B1));
        assertEquals(List.of(), said());
        force();
        assertEquals(List.of("accepted -> 0 1.0 through 3"), said(), "or the leader would send them for ever");
    }

    @Test
    void vouchesForNoChainThatWasOvertakenWhenADamagedSlotInItIsFilledIn()
    {
        // given: a chain of three, the second of which rots
        for (long slot = 1; slot <= 3; slot++)
        {
            accept(B1, slot);
        }
        journal = MemoryJournal.afterCrash(journal, 3, record -> {});
        journal.damage(journal.records().get(1));
        replica = replica();
        replica.inbox().onFill(2, 2, Entries.noOp(1, B1));
        said();

        // when: the others have decided another value for it, at a later ballot
        replica.inbox().onFill(2, 2, Entries.noOp(2, B2));
        force();

        // then: nothing is said to the leader of the chain, whose value of the slot is not the one that is here
        assertEquals(2, replica.decidedThrough());
        assertEquals(3, replica.view().acceptedThrough());
        assertEquals(List.of(), said());
    }

    @Test
    void learnsFromTheLeaderAndNobodyElse()
    {
        accept(B1, 1);
        accept(B1, 2);
        heartbeat(2, B1, 2);
        assertEquals(0, replica.decidedThrough(), "hearsay");
        heartbeat(0, B1, 1);
        assertEquals(1, replica.decidedThrough());
        heartbeat(0, B1, 9);
        assertEquals(2, replica.decidedThrough(), "as far as its own chain reaches");
    }

    @Test
    void takesFillsInOrderAndOnlyWhatIsDecided()
    {
        replica.inbox().onFill(2, 5, Entries.noOp(2, B1));
        replica.inbox().onFill(2, 0, Entries.noOp(1, B1));
        assertEquals(2, replica.ignored(Ignored.UNWANTED_FILL));
        replica.inbox().onFill(2, 5, Entries.noOp(1, B1));
        assertEquals(1, replica.decidedThrough());
        assertEquals(B1, replica.view().promisedBallot());
    }

    @Test
    void ignoresStrangersAndProposersOfForeignBallots()
    {
        replica.inbox().onPrepare(9, Ballot.pack(1, 9), 1);
        replica.inbox().onAccepted(-1, B1, 1);
        replica.inbox().onHeartbeat(64, new Heartbeat());
        replica.inbox().onFetch(1, 1, 2);
        assertEquals(4, replica.ignored(Ignored.STRANGER), "this member itself is none of its peers");
        replica.inbox().onPrepare(2, B1, 1);
        replica.inbox().onAccept(2, B1, 1, 0, 0, Entries.noOp(1, B1));
        replica.inbox().onPrepare(3, Ballot.pack(1, 3), 1);
        assertEquals(3, replica.ignored(Ignored.FOREIGN_BALLOT), "learners propose nothing");
        assertEquals(Ballot.NONE, replica.view().promisedBallot());
    }

    @Test
    void ignoresAnswersToWhatItDoesNotLead()
    {
        replica.inbox().onAccepted(0, Ballot.pack(1, 1), 5);
        replica.inbox().onGap(0, Ballot.pack(1, 1), 5);
        replica.inbox().onNack(0, Ballot.pack(1, 1), B2);
        assertEquals(3, replica.ignored(Ignored.OTHER_BALLOT));
        replica.inbox().onHandOver(0, B1);
        assertEquals(1, replica.ignored(Ignored.UNWANTED_HAND_OVER));
    }

    @Test
    void isNoLeaderAndSaysSo()
    {
        assertEquals(Proposal.NOT_LEADER, replica.offer(1, 1, journal.bodyBuffer(), 0, 0));
        assertEquals(Proposal.NOT_LEADER, replica.openSession());
        assertEquals(Proposal.NOT_LEADER, replica.closeSession(1, 1));
        assertEquals(Proposal.NOT_LEADER, replica.transferLeadership(0));
    }

    @Test
    void aFullGateIgnoresTheAcceptAndTheLeaderRepeatsIt()
    {
        for (long slot = 1; slot <= 9; slot++)
        {
            accept(B1, slot);
        }
        assertEquals(1, replica.ignored(Ignored.GATE_FULL));
        force();
        accept(B1, 9);
        force();
        assertEquals(List.of("accepted -> 0 1.0 through 9"), said());
    }

    @Test
    void aFullJournalIsCountedAndNothingIsVouchedFor()
    {
        journal.lengthLimit(0);
        replica.inbox().onPrepare(0, B1, 1);
        accept(B1, 1);
        replica.inbox().onFill(2, 1, Entries.noOp(1, B1));
        force();
        assertEquals(3, replica.ignored(Ignored.JOURNAL_FULL));
        assertEquals(List.of(), said());
        assertEquals(Ballot.NONE, replica.view().promisedBallot());
        assertEquals(0, replica.decidedThrough());

        journal.lengthLimit(Long.MAX_VALUE);
        accept(B1, 1);
        force();
        assertEquals(List.of("accepted -> 0 1.0 through 1"), said());
    }

    @Test
    void startsAgainFromTheLastMark()
    {
        for (long slot = 1; slot <= 3; slot++)
        {
            accept(B1, slot);
        }
        heartbeat(0, B1, 3);
        said();
        assertEquals(3, replica.decidedThrough());
        restart();
        assertEquals(3, replica.decidedThrough());
        assertEquals(B1, replica.view().promisedBallot());
        assertEquals(B1, replica.view().chainBallot());
        assertEquals(Role.FOLLOWER, replica.role());
    }

    @Test
    void refusesEverythingAfterAFault()
    {
        accept(B1, 1);
        accept(B1, 2);
        replica.onDurable(10);
        assertThrows(InvariantViolation.class, () -> replica.onDurable(9));
        assertThrows(InvariantViolation.class, () -> replica.onDurable(10));
        assertThrows(InvariantViolation.class, () -> replica.doWork(1, 1));
        assertThrows(InvariantViolation.class, () -> replica.inbox().onPrepare(0, B3, 1));
        assertThrows(InvariantViolation.class, () -> replica.offer(1, 1, journal.bodyBuffer(), 0, 0));
        assertThrows(InvariantViolation.class, replica::openSession);
        assertThrows(InvariantViolation.class, replica::campaign);
    }

    @Test
    void refusesAPortThatCallsBack()
    {
        final Replica[] self = new Replica[1];
        final MemoryJournal callsBack = new MemoryJournal(record -> self[0].onDurable(record.endPosition()));
        self[0] = new Replica(ReplicaConfig.defaults(1, membership), callsBack, outbox);
        assertThrows(InvariantViolation.class, () -> self[0].inbox().onPrepare(0, B1, 1));
    }

    @Test
    void aLearnerNeverCampaignsThoughItIsTold()
    {
        final ReplicaConfig config = ReplicaConfig.defaults(3, membership).withLimits(LIMITS);
        final Replica learner = new Replica(config, new MemoryJournal(), outbox);
        assertFalse(learner.campaign());
        for (nowNs = 0; nowNs < 5_000_000_000L; nowNs += 50_000_000L)
        {
            for (int voter = 0; voter < 3; voter++)
            {
                learner.inbox().onHeartbeat(voter, new Heartbeat().links(0, 0, -1L, false, true));
            }
            learner.doWork(nowNs, nowNs);
            assertEquals(Role.FOLLOWER, learner.role());
        }
        assertEquals(List.of(), outbox.takeAllButHeartbeats());
    }

    private Replica replica()
    {
        return new Replica(ReplicaConfig.defaults(1, membership).withLimits(LIMITS), journal, outbox);
    }

    private void restart()
    {
        journal = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        replica = replica();
    }

    private void accept(final long ballot, final long slot)
    {
        final Entry entry = Entries.noOp(slot, ballot);
        replica.inbox().onAccept(Ballot.memberId(ballot), ballot, 1, 0, 0, entry);
    }

    private void heartbeat(final int from, final long leaderBallot, final long decidedThrough)
    {
        replica.inbox().onHeartbeat(
            from, new Heartbeat().links(B1, leaderBallot, -1L, true, true).log(B1, decidedThrough, decidedThrough));
    }

    private void force()
    {
        replica.onDurable(journal.tailPosition());
    }

    private List<String> said()
    {
        nowNs++;
        replica.doWork(nowNs, nowNs);
        return outbox.takeAllButHeartbeats();
    }
}
