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

import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Slot;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Invariant I6 for one member, number 1: nothing that vouches for state leaves before that state is durable. */
final class DurabilityGateTest
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 2);
    private static final long OWN = Ballot.pack(3, 1);

    private final MemoryJournal journal = new MemoryJournal();
    private final Acceptor acceptor = new Acceptor(journal);
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final DurabilityGate gate = new DurabilityGate(1, 4, outbox, new PromiseStream(journal));

    @Test
    void anAcceptedLeavesWhenItsRecordIsDurableAndNotBefore()
    {
        final long position = accept(B1, 1);
        assertEquals(List.of(), flushed());
        gate.onDurable(position - 1);
        assertEquals(List.of(), flushed());
        assertTrue(gate.isWaiting());

        gate.onDurable(position);
        assertEquals(List.of("accepted -> 0 1.0 through 1"), flushed());
        assertFalse(gate.isWaiting());
        assertEquals(List.of(), flushed());
    }

    @Test
    void oneAcceptedSpeaksForAllThatOneForceMadeDurable()
    {
        accept(B1, 1);
        accept(B1, 2);
        final long position = accept(B1, 3);
        accept(B1, 4);
        gate.onDurable(position);
        assertEquals(List.of("accepted -> 0 1.0 through 3"), flushed());
    }

    @Test
    void aPromiseLeavesWhenItsRecordIsDurableAndNotBefore()
    {
        final long position = promise(B1, 1);
        assertEquals(List.of(), flushed());
        assertFalse(gate.isPromiseDurable(B1));
        gate.onDurable(position - 1);
        assertEquals(List.of(), flushed());
        gate.onDurable(position);
        assertTrue(gate.isPromiseDurable(B1));
        assertEquals(List.of("promise -> 0 1.0 chain none [1, 0] decided 0 slots [1, 1) last:"), flushed());
        assertEquals(List.of(), flushed());
    }

    @Test
    void anAcceptedOfABallotIsNeverBehindThePromiseOfAHigherOneInOneStep()
    {
        // given: a vote at one ballot, and then a promise of a higher one that reports it
        accept(B1, 1);
        final long position = promise(B2, 1);

        // when
        gate.onDurable(position);

        // then
        assertEquals(
            List.of(
                "accepted -> 0 1.0 through 1",
                "promise -> 2 2.2 chain 1.0 [1, 1] decided 0 slots [1, 2) last: 1@1.0"),
            flushed());
    }

    @Test
    void aPromiseNeverReportsWhatWasNotDurableWithIt()
    {
        final long before = accept(B1, 1);
        promise(B2, 1);
        gate.onDurable(before);
        assertEquals(List.of("accepted -> 0 1.0 through 1"), flushed(), "the promise still waits");
    }

    @Test
    void aLaterPromiseTakesThePlaceOfOneThatStillWaits()
    {
        promise(B1, 1);
        final long position = promise(B2, 1);
        gate.onDurable(position);
        assertEquals(List.of("promise -> 2 2.2 chain none [1, 0] decided 0 slots [1, 1) last:"), flushed());
        assertFalse(gate.isPromiseDurable(B1));
    }

    @Test
    void aPromiseThatWasOvertakenByAnAcceptOfAHigherBallotIsNotSent()
    {
        promise(B1, 1);
        gate.onDurable(accept(B2, 1));
        assertEquals(List.of("accepted -> 2 2.2 through 1"), flushed());
        assertEquals(List.of(), flushed());
    }

    @Test
    void backPressureLosesNothing()
    {
        accept(B1, 1);
        gate.onDurable(promise(B2, 1));
        outbox.room(0);
        assertEquals(List.of(), flushed());
        outbox.room(1);
        assertEquals(List.of("accepted -> 0 1.0 through 1"), flushed());
        outbox.roomForAll();
        assertEquals(
            List.of("promise -> 2 2.2 chain 1.0 [1, 1] decided 0 slots [1, 2) last: 1@1.0"), flushed());
    }

    @Test
    void aLongPromiseGoesInPartsAndIsTakenUpAgainWhereItStood()
    {
        for (long slot = 1; slot <= 70; slot++)
        {
            acceptor.accept(1, 0, Entries.noOp(slot, B1));
        }
        gate.onDurable(promise(B2, 5));

        outbox.room(1);
        assertTrue(flushed().get(0).contains(" slots [5, 37): 5@1.0 6@1.0 "));
        outbox.roomForAll();
        final List<String> rest = flushed();
        assertEquals(2, rest.size());
        assertTrue(rest.get(0).contains(" slots [37, 69): 37@1.0 "), rest.get(0));
        assertTrue(rest.get(1).contains(" slots [69, 71) last: 69@1.0 70@1.0"), rest.get(1));

        gate.repeatPromise(B2, 69, journal.tailPosition());
        assertEquals(1, flushed().size(), "parts that were lost are sent anew");
    }

    @Test
    void aPromiseFromBeforeARestartIsRepeatedFromTheJournal()
    {
        acceptor.promise(B2);
        gate.onDurable(journal.tailPosition());
        gate.repeatPromise(B2, 1, journal.tailPosition());
        assertEquals(List.of("promise -> 2 2.2 chain none [1, 0] decided 0 slots [1, 1) last:"), flushed());
    }

    @Test
    void anAcceptedIsRepeatedOnlyForTheBallotItWasGivenAt()
    {
        gate.onDurable(accept(B1, 1));
        assertEquals(1, flushed().size());
        gate.repeatAccepted(B2);
        assertEquals(List.of(), flushed());
        gate.repeatAccepted(B1);
        assertEquals(List.of("accepted -> 0 1.0 through 1"), flushed());
    }

    @Test
    void theMembersOwnVoteGoesThroughTheSameDoor()
    {
        final long position = accept(OWN, 1);
        assertEquals(Slot.NONE, gate.takeOwnAccepted(OWN));
        gate.onDurable(position);
        assertEquals(List.of(), flushed(), "nobody is told by message");
        assertEquals(Slot.NONE, gate.takeOwnAccepted(B1));
        assertEquals(1, gate.takeOwnAccepted(OWN));
        assertEquals(Slot.NONE, gate.takeOwnAccepted(OWN), "once");
    }

    @Test
    void theMembersOwnPromiseGoesThroughTheSameDoor()
    {
        acceptor.accept(1, 0, Entries.noOp(1, B1));
        final long position = promise(OWN, 1);
        assertNull(gate.takeOwnPromise(acceptor, 0));
        gate.onDurable(position);
        assertEquals(List.of(), flushed(), "nobody is told by message");
        final PromisePart part = gate.takeOwnPromise(acceptor, 0);
        assertNotNull(part);
        assertEquals(1, part.count());
        assertTrue(part.isLast());
        assertNull(gate.takeOwnPromise(acceptor, 0), "once");
    }

    @Test
    void aFullGateSaysSoAndHoldsNoMore()
    {
        for (long slot = 1; slot <= 4; slot++)
        {
            assertFalse(gate.isFull());
            accept(B1, slot);
        }
        assertTrue(gate.isFull());
        assertThrows(InvariantViolation.class, () -> gate.holdAccepted(journal.tailPosition(), B1, 5));
        gate.onDurable(journal.tailPosition());
        assertFalse(gate.isFull());
    }

    @Test
    void aDurablePositionThatFallsIsABrokenInvariant()
    {
        gate.onDurable(100);
        gate.onDurable(100);
        assertThrows(InvariantViolation.class, () -> gate.onDurable(99));
        assertEquals(100, gate.durablePosition());
    }

    private long accept(final long ballot, final long slot)
    {
        final long position = acceptor.accept(1, 0, Entries.noOp(slot, ballot));
        gate.holdAccepted(position, ballot, acceptor.acceptedThrough());
        return position;
    }

    private long promise(final long ballot, final long fromSlot)
    {
        final long position = acceptor.promise(ballot);
        gate.holdPromise(position, ballot, fromSlot);
        return position;
    }

    private List<String> flushed()
    {
        gate.flush(acceptor, 0);
        return outbox.take();
    }
}
