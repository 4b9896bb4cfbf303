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

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.InvariantViolation;
import io.synod.session.SessionTable;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class LearnerTest
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 1);

    private final MemoryJournal journal = new MemoryJournal();
    private final Acceptor acceptor = new Acceptor(journal);
    private final SessionTable sessions = new SessionTable(4, 4);
    private final Learner learner = new Learner(journal, sessions);

    @Test
    void numbersCommandsAndFeedsTheTableOfSessions()
    {
        accept(Entries.noOp(1, B1).timeNs(5));
        accept(Entries.sessionOpen(2, B1).timeNs(6));
        accept(Entries.batch(3, B1, 1, 2, 1, 2, 3).timeNs(6));

        assertEquals(0, learner.advanceTo(2));
        assertTrue(sessions.isOpen(2));
        assertEquals(1, learner.nextSequence());
        assertEquals(96, learner.advanceTo(3), "bytes of the bodies");

        assertEquals(3, learner.decidedThrough());
        assertEquals(4, learner.nextSequence());
        assertEquals(6, learner.lastTimeNs());
        assertEquals(2, sessions.lookUp(2, 2));
    }

    @Test
    void advancingToWhereItStandsIsNothing()
    {
        accept(Entries.noOp(1, B1));
        learner.advanceTo(1);
        assertEquals(0, learner.advanceTo(1));
        assertThrows(InvariantViolation.class, () -> learner.advanceTo(0));
    }

    @Test
    void stopsBeforeASlotThatWasDamagedUntilItIsFilledIn()
    {
        accept(Entries.noOp(1, B1));
        accept(Entries.noOp(2, B1));
        accept(Entries.noOp(3, B1));
        journal.damage(2);

        learner.advanceTo(3);
        assertEquals(1, learner.decidedThrough());

        acceptor.takeDecided(Entries.noOp(2, B1));
        learner.advanceTo(3);
        assertEquals(3, learner.decidedThrough());
    }

    @Test
    void aDecidedSlotThatIsNotHeldIsABrokenInvariant()
    {
        accept(Entries.noOp(1, B1));
        assertThrows(InvariantViolation.class, () -> learner.advanceTo(2));
    }

    @Test
    void sequencesThatAreNotDenseAreABrokenInvariant()
    {
        accept(Entries.sessionOpen(1, B1));
        accept(Entries.batch(2, B1, 2, 1, 1));
        assertThrows(InvariantViolation.class, () -> learner.advanceTo(2));
    }

    @Test
    void aCommandThatIsInTheLogTwiceIsABrokenInvariant()
    {
        accept(Entries.sessionOpen(1, B1));
        accept(Entries.batch(2, B1, 1, 1, 1));
        accept(Entries.batch(3, B1, 2, 1, 1));
        assertThrows(InvariantViolation.class, () -> learner.advanceTo(3));
    }

    @Test
    void replicatedTimeThatFallsIsABrokenInvariant()
    {
        accept(Entries.noOp(1, B1).timeNs(5));
        accept(Entries.noOp(2, B1).timeNs(4));
        assertThrows(InvariantViolation.class, () -> learner.advanceTo(2));
    }

    @Test
    void theLeastOfTheLeadersDecidedAndItsOwnAcceptedIsProved()
    {
        accept(Entries.noOp(1, B1));
        accept(Entries.noOp(2, B1));
        assertEquals(1, learner.provedBy(acceptor, B1, 1));
        assertEquals(2, learner.provedBy(acceptor, B1, 2));
        assertEquals(2, learner.provedBy(acceptor, B1, 9));
    }

    @Test
    void aLeaderOfAnotherBallotProvesNothing()
    {
        accept(Entries.noOp(1, B1));
        assertEquals(0, learner.provedBy(acceptor, B2, 1));
        acceptor.promise(B2);
        assertEquals(0, learner.provedBy(acceptor, B2, 1));
    }

    /** Scenarios LiteralDecided and HoleByPresence: an entry in the hole is not known to be the decided one. */
    @Test
    void aHoleIsNeverJumpedWhateverLiesInIt()
    {
        accept(Entries.noOp(1, B1));
        accept(Entries.noOp(2, B1));
        acceptor.accept(3, 2, Entries.noOp(3, B2));
        assertEquals(0, learner.provedBy(acceptor, B2, 3));
        learner.advanceTo(1);
        assertEquals(1, learner.provedBy(acceptor, B2, 3));
        learner.advanceTo(2);
        assertEquals(3, learner.provedBy(acceptor, B2, 3), "the hole is filled");
    }

    @Test
    void anOldMessageOfTheLeaderTakesNothingBack()
    {
        accept(Entries.noOp(1, B1));
        accept(Entries.noOp(2, B1));
        learner.advanceTo(2);
        assertEquals(2, learner.provedBy(acceptor, B1, 1));
    }

    private void accept(final Entry entry)
    {
        acceptor.accept(1, 0, entry);
    }
}
