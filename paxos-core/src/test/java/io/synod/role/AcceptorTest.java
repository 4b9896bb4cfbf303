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

import org.junit.jupiter.api.Test;

import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.Slot;
import io.synod.role.Acceptor.Fit;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class AcceptorTest
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 1);
    private static final long B3 = Ballot.pack(3, 2);

    private final MemoryJournal journal = new MemoryJournal();
    private final Acceptor acceptor = new Acceptor(journal);

    @Test
    void beginsWithoutPromiseAndWithAnEmptyChain()
    {
        assertState(Ballot.NONE, Ballot.NONE, 1, 0);
        assertEquals(Slot.NONE, acceptor.decidedHint());
    }

    @Test
    void aPromiseRisesAndNeverFalls()
    {
        acceptor.promise(B2);
        assertEquals(B2, acceptor.promisedBallot());
        assertThrows(InvariantViolation.class, () -> acceptor.promise(B1));
        assertThrows(InvariantViolation.class, () -> acceptor.promise(B2));
        assertEquals(B2, acceptor.promisedBallot());
    }

    @Test
    void anAcceptRaisesThePromise()
    {
        acceptor.promise(B1);
        accept(B2, 1, 1, 0);
        assertState(B2, B2, 1, 1);
    }

    @Test
    void aChainWithoutRecoveredSlotsIsAdoptedWithItsFirstSlot()
    {
        assertEquals(Fit.NEXT, acceptor.fit(B1, 1, 1));
        accept(B1, 1, 1, 0);
        assertState(B1, B1, 1, 1);
        assertEquals(Ballot.NONE, acceptor.stagedBallot());
    }

    @Test
    void recoveredSlotsThatWereDamagedBeforeTheirAdoptionComeAgain()
    {
        // given: two of three recovered slots, the first of which rots
        accept(B1, 1, 1, 0);
        accept(B2, 1, 1, 3);
        accept(B2, 2, 1, 3);
        final MemoryJournal after = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        after.damage(after.records().get(1));

        // when
        final Acceptor restarted = new Acceptor(after);

        // then: what is adopted with the third would be worse than what is here
        assertEquals(Slot.NONE, restarted.expectedSlot(B2));
        assertEquals(B2, restarted.promisedBallot());
        assertEquals(B1, restarted.chainBallot());
        assertTrue(after.read(1, new Entry()));
    }

    @Test
    void aDamagedEntryOfTheChainIsNotVouchedForUntilItCameAgain()
    {
        // given: a chain of four, the second and the third of which rot
        for (int slot = 1; slot <= 4; slot++)
        {
            accept(B1, slot, 1, 0);
        }
        final MemoryJournal after = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        after.damage(after.records().get(1));
        after.damage(after.records().get(2));

        // when
        final Acceptor restarted = new Acceptor(after);

        // then: the leader is asked for them, and those behind them are not asked for
        assertEquals(4, restarted.acceptedThrough());
        assertEquals(1, restarted.vouchedThrough());
        assertEquals(2, restarted.expectedSlot(B1));
        assertEquals(Fit.NEXT, restarted.fit(B1, 2, 1));
        assertEquals(Fit.DUPLICATE, restarted.fit(B1, 4, 1));

        // when they come, then all is vouched for
        restarted.accept(1, 0, Entries.noOp(2, B1));
        assertEquals(2, restarted.vouchedThrough());
        assertEquals(Fit.DUPLICATE, restarted.fit(B1, 2, 1));
        restarted.accept(1, 0, Entries.noOp(3, B1));
        assertEquals(4, restarted.vouchedThrough());
        assertEquals(5, restarted.expectedSlot(B1));
        assertTrue(after.read(2, new Entry()) && after.read(3, new Entry()));

        // and the next life finds the same in the records
        final MemoryJournal again = MemoryJournal.afterCrash(after, after.records().size(), record -> {});
        again.damage(again.records().get(1));
        again.damage(again.records().get(2));
        assertEquals(4, new Acceptor(again).vouchedThrough());
    }

    @Test
    void aDamagedFirstEntryLeavesNothingToVouchForUntilItIsFilledIn()
    {
        accept(B1, 1, 1, 0);
        accept(B1, 2, 1, 0);
        final MemoryJournal after = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        after.damage(after.records().get(0));
        final Acceptor restarted = new Acceptor(after);
        assertEquals(Slot.NONE, restarted.vouchedThrough());
        restarted.takeDecided(Entries.noOp(1, B1));
        assertEquals(2, restarted.vouchedThrough());
    }

    @Test
    void slotsOfOneBallotAreTakenInOrder()
    {
        accept(B1, 1, 1, 0);
        assertEquals(Fit.NEXT, acceptor.fit(B1, 2, 1));
        assertEquals(Fit.GAP, acceptor.fit(B1, 3, 1));
        assertEquals(2, acceptor.expectedSlot(B1));
    }

    @Test
    void theMiddleOfAnUnknownStreamIsAGapThatExpectsNothing()
    {
        accept(B1, 1, 1, 0);
        assertEquals(Fit.GAP, acceptor.fit(B2, 2, 1));
        assertEquals(Slot.NONE, acceptor.expectedSlot(B2));
    }

    @Test
    void aSlotAlreadyStoredIsADuplicate()
    {
        accept(B1, 1, 1, 0);
        accept(B1, 2, 1, 0);
        assertEquals(Fit.DUPLICATE, acceptor.fit(B1, 1, 1));
        assertEquals(Fit.DUPLICATE, acceptor.fit(B1, 2, 1));
    }

    /** Scenarios ResetOnRestart and FromFalls: at one ballot neither end of the chain falls. */
    @Test
    void aStreamStartedAnewBelowTheEndIsADuplicateAndMovesNothing()
    {
        for (long slot = 1; slot <= 4; slot++)
        {
            accept(B1, slot, 1, 0);
        }
        assertEquals(Fit.DUPLICATE, acceptor.fit(B1, 3, 3));
        assertEquals(Fit.DUPLICATE, acceptor.fit(B1, 1, 1));
        assertState(B1, B1, 1, 4);
        assertThrows(InvariantViolation.class, () -> accept(B1, 2, 1, 0));
    }

    @Test
    void aStreamStartedAnewAboveTheEndMovesTheChainsFirstSlotUp()
    {
        accept(B1, 1, 1, 0);
        assertEquals(Fit.NEXT, acceptor.fit(B1, 9, 9));
        accept(B1, 9, 9, 0);
        assertState(B1, B1, 9, 9);
        assertEquals(Fit.NEXT, acceptor.fit(B1, 10, 9));
        assertEquals(Fit.DUPLICATE, acceptor.fit(B1, 5, 5), "a late accept does not lower it again");
    }

    /** Scenario NoAtomic. */
    @Test
    void recoveredSlotsStayAsideUntilTheFenceIsStored()
    {
        accept(B1, 1, 1, 0);
        accept(B1, 2, 1, 0);
        accept(B1, 3, 1, 0);

        accept(B2, 1, 1, 3);
        accept(B2, 2, 1, 3);
        assertState(B2, B1, 1, 3);
        assertEquals(B2, acceptor.stagedBallot());
        assertEquals(2, acceptor.stagedThrough());
        assertHolds(1, B1);

        accept(B2, 3, 1, 3);
        assertState(B2, B2, 1, 3);
        assertEquals(Ballot.NONE, acceptor.stagedBallot());
        for (long slot = 1; slot <= 3; slot++)
        {
            assertHolds(slot, B2);
        }
    }

    @Test
    void aStagedStreamKnowsDuplicatesAndGapsToo()
    {
        accept(B2, 1, 1, 3);
        assertEquals(Fit.DUPLICATE, acceptor.fit(B2, 1, 1));
        assertEquals(Fit.NEXT, acceptor.fit(B2, 2, 1));
        assertEquals(Fit.GAP, acceptor.fit(B2, 3, 1));
        assertEquals(2, acceptor.expectedSlot(B2));
    }

    @Test
    void aHigherBallotsRecoveryReplacesAHalfStagedOne()
    {
        accept(B1, 1, 1, 0);
        accept(B2, 1, 1, 2);
        accept(B3, 1, 1, 2);
        assertEquals(B3, acceptor.stagedBallot());
        assertEquals(Fit.GAP, acceptor.fit(B2, 2, 1), "nothing of the lower ballot is left");
        accept(B3, 2, 1, 2);
        assertState(B3, B3, 1, 2);
    }

    @Test
    void aStagedStreamStartedAnewFurtherOnForgetsWhatWasStagedBefore()
    {
        accept(B1, 1, 1, 0);
        accept(B2, 2, 2, 6);
        accept(B2, 5, 5, 6);
        assertState(B2, B1, 1, 1);
        accept(B2, 6, 5, 6);
        assertState(B2, B2, 5, 6);
        assertFalse(journal.read(2, new Entry()), "staged before the restart of the stream, so never adopted");
    }

    @Test
    void adoptionEmptiesWhatLowerBallotsLeftAboveTheFence()
    {
        for (long slot = 1; slot <= 5; slot++)
        {
            accept(B1, slot, 1, 0);
        }
        accept(B2, 3, 3, 3);
        assertState(B2, B2, 3, 3);
        assertHolds(2, B1);
        assertFalse(journal.read(4, new Entry()));
        assertFalse(journal.read(5, new Entry()));
    }

    /** Scenario DropAll: what is known decided at this ballot or a higher one stays. */
    @Test
    void adoptionKeepsEntriesOfItsOwnBallotAboveTheFence()
    {
        accept(B1, 1, 1, 0);
        acceptor.takeDecided(Entries.noOp(2, B2));
        acceptor.takeDecided(Entries.noOp(3, B2));
        accept(B2, 1, 1, 1);
        assertHolds(2, B2);
        assertHolds(3, B2);
    }

    @Test
    void acceptsAgainWithoutABodyWhatItHolds()
    {
        accept(B1, 1, 1, 0);
        final Entry value = Entries.at(Entries.noOp(1, B1), B2);
        assertTrue(acceptor.holdsValue(value));
        acceptor.reAccept(B2, 1, 1, 1);
        assertState(B2, B2, 1, 1);
        final Entry held = new Entry();
        assertTrue(journal.read(1, held));
        assertEquals(B2, held.ballot());
        assertEquals(B1, held.originBallot());
    }

    @Test
    void holdsAValueOnlyIfOriginAndChecksumAreTheSame()
    {
        accept(B1, 1, 1, 0);
        assertTrue(acceptor.holdsValue(Entries.noOp(1, B1)));
        assertFalse(acceptor.holdsValue(Entries.noOp(1, B2)));
        assertFalse(acceptor.holdsValue(Entries.noOp(2, B1)));
        assertFalse(acceptor.holdsValue(Entries.sessionOpen(1, B1)));
    }

    @Test
    void aDecidedEntryFillsTheHoleAndMovesTheChainBehindIt()
    {
        accept(B1, 1, 1, 0);
        acceptor.takeDecided(Entries.noOp(2, B2));
        assertState(B2, B1, 3, 2);
        assertEquals(2, acceptor.decidedHint());
        assertHolds(2, B2);
    }

    @Test
    void aDecidedEntryReplacesWhatAnOlderBallotLeft()
    {
        accept(B1, 1, 1, 0);
        acceptor.takeDecided(Entries.noOp(1, B2));
        assertHolds(1, B2);
        assertEquals(2, acceptor.chainFrom());
    }

    /** Scenario CatchUpKeepsPromise. */
    @Test
    void aDecidedEntryRaisesThePromiseToItsBallot()
    {
        acceptor.promise(B1);
        acceptor.takeDecided(Entries.noOp(1, B3));
        assertEquals(B3, acceptor.promisedBallot());
        assertThrows(InvariantViolation.class, () -> acceptor.promise(B2));
    }

    /**
     * Scenario CatchUpKeepsPromise, one step further: whoever is given the entry by this member must be raised to the
     * ballot at which it was decided too, so an older ballot of the same value is not kept.
     */
    @Test
    void aDecidedEntryThatIsHeldAtAnOlderBallotTakesTheBallotGiven()
    {
        accept(B1, 1, 1, 0);
        acceptor.takeDecided(Entries.at(Entries.noOp(1, B1), B3));
        final Entry held = new Entry();
        assertTrue(journal.read(1, held));
        assertEquals(B3, held.ballot());
        assertEquals(B3, acceptor.promisedBallot());
        assertReplays();
    }

    @Test
    void aDecidedEntryThatIsHeldAtItsBallotOrAHigherOneNeedsNoRecord()
    {
        accept(B1, 1, 1, 0);
        acceptor.takeDecided(Entries.noOp(1, B1));
        assertEquals(1, journal.records().size());
        acceptor.reAccept(B2, 1, 1, 1);
        acceptor.takeDecided(Entries.noOp(1, B1));
        assertEquals(2, journal.records().size());
        assertState(B2, B2, 1, 1);
    }

    @Test
    void aFullJournalChangesNothing()
    {
        accept(B1, 1, 1, 0);
        journal.lengthLimit(journal.tailPosition());
        assertEquals(Journal.FULL, acceptor.promise(B2));
        assertEquals(Journal.FULL, acceptor.accept(1, 0, Entries.noOp(2, B1)));
        assertEquals(Journal.FULL, acceptor.reAccept(B2, 1, 1, 1));
        assertEquals(Journal.FULL, acceptor.takeDecided(Entries.noOp(2, B2)));
        assertEquals(Journal.FULL, acceptor.takeDecided(Entries.at(Entries.noOp(1, B1), B2)));
        assertState(B1, B1, 1, 1);
        assertEquals(Slot.NONE, acceptor.decidedHint());
        assertReplays();
    }

    @Test
    void aMarkIsAHintThatNeverFalls()
    {
        acceptor.onDecidedMarkRecord(5);
        acceptor.onDecidedMarkRecord(3);
        assertEquals(5, acceptor.decidedHint());
    }

    @Test
    void itsOwnEntryGoesThroughTheSameDoor()
    {
        journal.openBody(0);
        acceptor.acceptOwn(1, 0, Entries.noOp(1, B1));
        assertState(B1, B1, 1, 1);
        assertHolds(1, B1);
        assertNull(journal.at(2));
    }

    @Test
    void aCrashHalfWayThroughAdoptionLeavesTheOldChain()
    {
        accept(B1, 1, 1, 0);
        accept(B1, 2, 1, 0);
        accept(B2, 1, 1, 2);
        final MemoryJournal after = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        final Acceptor restarted = new Acceptor(after);
        assertEquals(B1, restarted.chainBallot());
        assertEquals(2, restarted.acceptedThrough());
        assertEquals(B2, restarted.promisedBallot());
        assertEquals(B1, after.at(1).ballot());
        assertNotEquals(B2, after.at(2).ballot());
    }

    private void accept(final long ballot, final long slot, final long streamFrom, final long fence)
    {
        assertNotEquals(Journal.FULL, acceptor.accept(streamFrom, fence, Entries.noOp(slot, ballot)));
    }

    private void assertState(
        final long promisedBallot, final long chainBallot, final long chainFrom, final long acceptedThrough)
    {
        assertEquals(promisedBallot, acceptor.promisedBallot(), "promisedBallot");
        assertEquals(chainBallot, acceptor.chainBallot(), "chainBallot");
        assertEquals(chainFrom, acceptor.chainFrom(), "chainFrom");
        assertEquals(acceptedThrough, acceptor.acceptedThrough(), "acceptedThrough");
    }

    private void assertHolds(final long slot, final long ballot)
    {
        final Entry held = new Entry();
        assertTrue(journal.read(slot, held), "slot " + slot);
        assertEquals(ballot, held.ballot(), "slot " + slot);
    }

    private void assertReplays()
    {
        final MemoryJournal after = MemoryJournal.afterCrash(journal, journal.records().size(), record -> {});
        assertEquals(AcceptorState.of(acceptor, journal), AcceptorState.of(new Acceptor(after), after));
    }
}
