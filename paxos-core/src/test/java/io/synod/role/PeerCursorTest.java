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

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Slot;
import io.synod.quorum.Membership;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The cursor of leader 0 for peer 1. */
final class PeerCursorTest
{
    private static final long BALLOT = Ballot.pack(3, 0);
    private static final long OLDER = Ballot.pack(2, 2);
    private static final long LATE = 10;
    private static final int WINDOW = 8;
    private static final Limits LIMITS = new Limits(WINDOW, 4096, 1024, 512, 4, 4, 8, 4);
    private static final Timing TIMING = new Timing(10, 50, LATE, 100, 200);

    private final Membership membership = Membership.ofVoters(3);
    private final MemoryJournal journal = new MemoryJournal();
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final Pipeline pipeline = new Pipeline(membership, LIMITS);
    private final Campaign campaign = new Campaign(membership, 16);
    private final PeerCursor cursor = new PeerCursor(1, journal, outbox, LIMITS, TIMING);

    @BeforeEach
    void leadFromTheFirstSlot()
    {
        pipeline.start(BALLOT, 1, 0, 0);
        cursor.start(1, 0);
    }

    @Test
    void sendsWhatIsProposedOnceAndInOrder()
    {
        propose(2);
        assertEquals(2, send(0));
        assertEquals(
            List.of("accept -> 1 3.0 slot 1 chain from 1 fence 0 decided 0",
                "accept -> 1 3.0 slot 2 chain from 1 fence 0 decided 0"),
            outbox.take());
        assertEquals(0, send(0));
    }

    @Test
    void backPressureLeavesTheCursorStanding()
    {
        propose(3);
        outbox.room(1);
        assertEquals(1, send(0));
        assertEquals(2, cursor.nextSlot());
        assertEquals(0, send(0));
        assertEquals(2, cursor.nextSlot());
        outbox.roomForAll();
        assertEquals(2, send(0));
        assertEquals(slots(1, 2, 3), slotsOf(outbox.take()));
    }

    @Test
    void afterASilenceOneAcceptIsSentAgainAndNoMoreUntilThePeerAnswers()
    {
        propose(5);
        send(0);
        outbox.take();
        assertEquals(0, send(LATE - 1));

        assertEquals(1, send(LATE));
        assertEquals(0, send(LATE));
        assertEquals(0, send(LATE + 1), "nothing is poured into a dead link");
        assertEquals(1, send(2 * LATE));
        assertEquals(slots(1, 1), slotsOf(outbox.take()));

        cursor.onAccepted(1, 2 * LATE + 1);
        assertEquals(4, send(2 * LATE + 1));
        assertEquals(slots(2, 3, 4, 5), slotsOf(outbox.take()));
    }

    @Test
    void progressPutsTheSilenceOff()
    {
        propose(5);
        send(0);
        cursor.onAccepted(3, LATE - 1);
        assertEquals(0, send(2 * LATE - 2));
        outbox.take();
        assertEquals(1, send(2 * LATE - 1));
        assertEquals(slots(4), slotsOf(outbox.take()));
    }

    @Test
    void anIdleStreamIsNeverLate()
    {
        propose(1);
        send(0);
        cursor.onAccepted(1, 0);
        assertEquals(0, send(100 * LATE));
        propose(1);
        assertEquals(1, send(100 * LATE));
        assertEquals(0, send(101 * LATE - 1), "waiting begins with the sending");
    }

    @Test
    void anOldAcknowledgementMovesNothingBack()
    {
        propose(5);
        send(0);
        cursor.onAccepted(4, 1);
        cursor.onAccepted(2, 2);
        assertEquals(4, cursor.ackedThrough());
        assertEquals(6, cursor.nextSlot());
    }

    @Test
    void anAcknowledgementOfMoreThanWasSentMovesTheCursorOn()
    {
        propose(5);
        cursor.onAccepted(3, 0);
        send(0);
        assertEquals(slots(4, 5), slotsOf(outbox.take()));
    }

    @Test
    void threeGapsAreALossAndMoveTheCursorToTheSlotThatThePeerExpects()
    {
        propose(5);
        send(0);
        outbox.take();
        gaps(3, 3);
        send(1);
        assertEquals(List.of(), outbox.take(), "the first says where it stands, two more may be reordering");
        gaps(1, 3);
        send(1);
        assertEquals(
            List.of("accept -> 1 3.0 slot 3 chain from 1 fence 0 decided 0"), outbox.take(), "in the same stream");
        cursor.onAccepted(3, 1);
        send(1);
        assertEquals(slots(4, 5), slotsOf(outbox.take()));
    }

    @Test
    void aPeerThatHasNothingOfTheStreamIsMetAtTheHead()
    {
        propose(5);
        send(0);
        pipeline.onDecided(3, 0);
        outbox.take();
        cursor.onGap(Slot.NONE, pipeline, 1);
        send(1);
        assertEquals(
            List.of("accept -> 1 3.0 slot 4 chain from 4 fence 0 decided 3",
                "accept -> 1 3.0 slot 5 chain from 4 fence 0 decided 3"),
            outbox.take());
    }

    @Test
    void aPeerThatExpectsWhatTheChainDoesNotHoldIsMetAtTheHead()
    {
        propose(5);
        pipeline.onDecided(2, 0);
        cursor.onGap(99, pipeline, 1);
        assertEquals(3, cursor.nextSlot());
        cursor.onGap(6, pipeline, 1);
        assertEquals(6, cursor.nextSlot(), "the next slot to be proposed is a right answer");
    }

    @Test
    void aPeerThatFellBehindByAWindowIsMetAtTheHead()
    {
        propose(WINDOW + 2);
        outbox.room(0);
        send(0);
        pipeline.onDecided(WINDOW + 1, 0);
        send(0);
        assertEquals(1, cursor.nextSlot() - pipeline.decidedThrough(), "head of the log");
        outbox.roomForAll();
        send(0);
        assertEquals("accept -> 1 3.0 slot 10 chain from 10 fence 0 decided 9", outbox.take().get(0));
    }

    @Test
    void aLateGapOfAPeerThatHasVouchedForTheWholeWindowStopsNothing()
    {
        // given: a window of slots, vouched for, only the first of them decided
        propose(WINDOW);
        pipeline.onDecided(1, 0);
        propose(1);
        send(0);
        cursor.onAccepted(WINDOW + 1, 0);

        // when: an old gap restarts the stream, and the answers to what is sent again are lost
        cursor.onGap(Slot.NONE, pipeline, 0);
        send(0);
        pipeline.onDecided(WINDOW + 1, 0);
        propose(2);
        outbox.take();
        send(LATE);
        cursor.onAccepted(WINDOW + 2, LATE);
        send(LATE);

        // then
        assertEquals(slots(WINDOW + 2, WINDOW + 3), slotsOf(outbox.take()));
    }

    @Test
    void theStreamIsNeverStartedBelowTheFirstUndecidedSlot()
    {
        // given: a leader whose chain begins at slot 6
        propose(10);
        pipeline.start(BALLOT, 6, 10, 0);
        cursor.start(6, 0);

        // when
        cursor.onGap(Slot.NONE, pipeline, 0);

        // then
        assertEquals(6, cursor.nextSlot());
        cursor.onGap(2, pipeline, 0);
        assertEquals(6, cursor.nextSlot());
    }

    @Test
    void aRecoveredSlotGoesWithoutBodyToWhoeverHoldsIt()
    {
        // given: recovered slots 1 and 2; peer 1 has reported the first of them
        recover();
        send(0);
        assertEquals(
            List.of("reAccept -> 1 3.0 slot 1 chain from 1 fence 2 decided 0",
                "accept -> 1 3.0 slot 2 chain from 1 fence 2 decided 0"),
            outbox.take());

        // when: it turns out not to hold it any more
        campaign.holdsNot(1, 1);
        gaps(3, 1);
        send(0);

        // then
        assertEquals("accept -> 1 3.0 slot 1 chain from 1 fence 2 decided 0", outbox.take().get(0));
    }

    @Test
    void knowsWhetherThePeerHasHeardHowFarTheLeaderHasDecided()
    {
        final long soonNs = 99_999;
        final long laterNs = 100_000;
        assertFalse(cursor.isDecidedUntold(0, laterNs));
        propose(2);
        pipeline.onDecided(1, 0);
        assertFalse(cursor.isDecidedUntold(1, soonNs), "an accept may say it");
        assertTrue(cursor.isDecidedUntold(1, laterNs));
        send(laterNs);
        assertFalse(cursor.isDecidedUntold(1, 2 * laterNs), "an accept has said it");
        assertFalse(cursor.isDecidedUntold(2, laterNs + soonNs));
        assertTrue(cursor.isDecidedUntold(2, 2 * laterNs));
        cursor.toldDecided(2);
        assertFalse(cursor.isDecidedUntold(2, 2 * laterNs));
    }

    @Test
    void aNewLeadershipBeginsWithAFreshStream()
    {
        propose(5);
        send(0);
        send(LATE);
        pipeline.start(BALLOT, 1, 5, 0);
        cursor.start(1, LATE);
        assertEquals(Slot.NONE, cursor.ackedThrough());
        outbox.take();
        assertEquals(5, send(LATE), "the old stream's silence is forgotten");
    }

    @Test
    void aLeaderThatDoesNotHoldItsChainIsABrokenInvariant()
    {
        pipeline.onProposed(0);
        assertThrows(InvariantViolation.class, () -> send(0));
        store(1, OLDER);
        assertThrows(InvariantViolation.class, () -> send(0));
    }

    private void recover()
    {
        final PromisePart own = new PromisePart().summary(OLDER, 1, 2, 0, 1).range(1, 3, true);
        own.add(1, OLDER, OLDER, Entries.noOp(1, OLDER).checksum(), (byte)2);
        own.add(2, OLDER, OLDER, Entries.noOp(2, OLDER).checksum(), (byte)2);
        final PromisePart ofPeer = new PromisePart().summary(OLDER, 1, 1, 0, 1).range(1, 2, true);
        ofPeer.add(1, OLDER, OLDER, Entries.noOp(1, OLDER).checksum(), (byte)2);
        campaign.start(BALLOT, 1, 0);
        campaign.onPromise(0, own, 0);
        campaign.onPromise(1, ofPeer, 0);
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        store(1, BALLOT);
        store(2, BALLOT);
        pipeline.start(BALLOT, 1, 2, 0);
        cursor.start(1, 0);
    }

    private void propose(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            store(pipeline.nextSlot(), BALLOT);
            pipeline.onProposed(0);
        }
    }

    private void store(final long slot, final long ballot)
    {
        journal.appendAccept(1, 0, Entries.noOp(slot, ballot));
        journal.place(slot);
    }

    private void gaps(final int count, final long expectedSlot)
    {
        for (int i = 0; i < count; i++)
        {
            cursor.onGap(expectedSlot, pipeline, 0);
        }
    }

    private int send(final long nowNs)
    {
        return cursor.send(pipeline, campaign, nowNs);
    }

    private static List<String> slots(final long... slots)
    {
        return Arrays.stream(slots).mapToObj(slot -> "slot " + slot).toList();
    }

    private static List<String> slotsOf(final List<String> lines)
    {
        return lines.stream().map(line -> line.replaceAll(".*(slot \\d+) .*", "$1")).toList();
    }
}
