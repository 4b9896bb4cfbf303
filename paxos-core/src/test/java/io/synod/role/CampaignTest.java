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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.PromisePart;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Campaign.Stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class CampaignTest
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 1);
    private static final long B3 = Ballot.pack(3, 2);
    private static final long OWN = Ballot.pack(9, 0);

    private final Campaign campaign = new Campaign(Membership.ofVoters(3), 4);

    @Test
    void nothingAcceptedAnywhereLeavesNothingToRecover()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(0, 1, 0));
        assertFalse(campaign.hasQuorum());
        promise(1, part(0, 1, 0));
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertEquals(Stage.RECOVERING, campaign.stage());
        assertEquals(0, campaign.fence());
        assertEquals(1, campaign.nextSlot());
    }

    @Test
    void theValueOfASlotIsThatOfTheHighestBallotReported()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B1, 1, 2, B1, B1));
        promise(2, part(B2, 1, 2, B2, B2));
        campaign.recover();
        assertValues(B2, B2);
    }

    @Test
    void theSourceIsTheLastChainAndNotTheLongest()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B1, 1, 4, B1, B1, B1, B1));
        promise(1, part(B2, 1, 2, B2, B2));
        campaign.recover();
        assertEquals(2, campaign.fence());
        assertValues(B2, B2);
    }

    @Test
    void ofTwoPromisesOfOneChainTheLongerIsTheSource()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B1, 1, 2, B1, B1));
        promise(1, part(B1, 1, 3, B1, B1, B1));
        campaign.recover();
        assertEquals(3, campaign.fence());
    }

    /** Scenario NoVoid: what lies above the fence was accepted by no quorum. */
    @Test
    void entriesAboveTheFenceAreVoidWhateverTheirBallot()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B2, 1, 1, B2, B1, B1));
        promise(1, part(B1, 1, 3, B1, B1, B1));
        campaign.recover();
        assertEquals(1, campaign.fence());
        assertValues(B2);
    }

    /** Scenario members FenceLow. */
    @Test
    void theFenceIsNeverBelowWhatTheCandidateKnowsDecided()
    {
        campaign.start(OWN, 6, 0);
        promise(0, partFrom(6, B1, 1, 3));
        promise(1, partFrom(6, B1, 1, 2));
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertEquals(5, campaign.fence());
        assertTrue(campaign.nextSlot() > campaign.fence());
    }

    @Test
    void aValueKeepsItsOriginThroughLaterBallots()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart part = new PromisePart().summary(B3, 1, 1, 0, 1).range(1, 2, true);
        part.add(1, B3, B1, 77, EntryKind.BATCH);
        promise(0, part);
        promise(1, part(B2, 1, 1, B2));
        campaign.recover();
        final Entry value = new Entry();
        campaign.nextValue(value);
        assertEquals(B1, value.originBallot());
        assertEquals(77, value.checksum());
        assertEquals(OWN, value.ballot());
    }

    @Test
    void holdersAreAllWhoReportTheValueAtWhateverBallot()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart again = new PromisePart().summary(B3, 1, 1, 0, 1).range(1, 2, true);
        again.add(1, B3, B1, checksum(1, B1), EntryKind.NO_OP);
        promise(0, part(B1, 1, 1, B1));
        promise(1, again);
        promise(2, part(B2, 1, 1, B2));
        campaign.recover();
        assertEquals(0b011, campaign.holders(1));
        campaign.holdsNot(0, 1);
        assertEquals(0b010, campaign.holders(1));
        campaign.holdsNot(1, 99);
        campaign.holdsNot(1, 0);
        assertEquals(0b010, campaign.holders(1));
    }

    @Test
    void aPromiseCountsOnlyWhenItsPartsAreWhole()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(0, 1, 0));
        final List<PromisePart> parts = parts(1, 70, B1);
        promise(1, parts.get(0));
        promise(1, parts.get(1));
        assertFalse(campaign.hasQuorum());
        assertFalse(campaign.isWhole(1));
        assertEquals(65, campaign.wantedFrom(1));
        promise(1, parts.get(2));
        assertTrue(campaign.isWhole(1));
        assertTrue(campaign.hasQuorum());
    }

    @Test
    void aPartBehindALostOneIsNotCountedAndTheLostOneIsAskedForAgain()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(0, 1, 0));
        final List<PromisePart> parts = parts(1, 70, B1);
        promise(1, parts.get(0));
        promise(1, parts.get(2));
        assertFalse(campaign.isWhole(1));
        assertEquals(33, campaign.wantedFrom(1));
    }

    @Test
    void partsMayBeLostReorderedAndDuplicatedAndStillMakeOnePromise()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            final Random random = new Random(seed);
            campaign.start(OWN, 3, 0);
            promise(0, partFrom(3, 0, 1, 0));
            final List<PromisePart> parts = parts(3, 200, B1);
            for (int rounds = 0; !campaign.isWhole(1); rounds++)
            {
                assertTrue(rounds < 200, "seed " + seed);
                final List<PromisePart> wire = new ArrayList<>(parts);
                wire.addAll(parts);
                Collections.shuffle(wire, random);
                wire.subList(0, random.nextInt(wire.size())).forEach(part -> promise(1, part));
            }
            assertTrue(campaign.hasQuorum());
            campaign.recover();
            assertEquals(200, campaign.fence());
            for (long slot = 3; slot <= 200; slot++)
            {
                assertEquals(0b10, campaign.holders(slot), "seed " + seed);
            }
        }
    }

    @Test
    void promisesOfOneMemberCountOnce()
    {
        campaign.start(OWN, 1, 0);
        for (int i = 0; i < 3; i++)
        {
            promise(1, part(0, 1, 0));
        }
        assertFalse(campaign.hasQuorum());
    }

    @Test
    void learnersPromisesDoNotCount()
    {
        final Campaign small = new Campaign(new Membership(1, 0b0111, 0b1000, Quorum.majority(3)), 4);
        small.start(OWN, 1, 0);
        small.onPromise(0, part(0, 1, 0), 0);
        small.onPromise(3, part(0, 1, 0), 0);
        assertFalse(small.hasQuorum());
    }

    @Test
    void aNewCampaignKnowsNothingOfTheOneBefore()
    {
        campaign.start(OWN, 1, 0);
        promise(1, part(B2, 1, 2, B2, B2));
        campaign.start(Ballot.pack(10, 0), 1, 0);
        promise(0, part(B1, 1, 1, B1));
        assertFalse(campaign.hasQuorum());
        promise(2, part(0, 1, 0));
        campaign.recover();
        assertEquals(1, campaign.fence());
        assertValues(B1);
    }

    @Test
    void aPromiseAfterPhaseOneIsIgnored()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(0, 1, 0));
        promise(1, part(0, 1, 0));
        campaign.recover();
        promise(2, part(B1, 1, 3, B1, B1, B1));
        assertEquals(0, campaign.fence());
        assertFalse(campaign.isWhole(2));
        campaign.end();
        assertEquals(Stage.IDLE, campaign.stage());
    }

    @Test
    void aFaultySlotIsNoVoteAndWaitsForMorePromises()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart damaged = new PromisePart().summary(B1, 1, 2, 0, 1).range(1, 3, true);
        damaged.add(1, B1, B1, checksum(1, B1), EntryKind.NO_OP);
        damaged.add(2, Ballot.NONE, Ballot.NONE, 0, EntryKind.FAULTY);
        promise(0, damaged);
        promise(1, part(B1, 1, 1, B1));
        assertFalse(campaign.hasQuorum());
        promise(2, part(B1, 1, 2, B1, B1));
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertValues(B1, B1);
    }

    @Test
    void aFaultySlotThatASoundQuorumHasNeverAcceptedEndsTheRecoveredSlots()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart damaged = new PromisePart().summary(B2, 1, 3, 0, 1).range(1, 4, true);
        damaged.add(1, B2, B1, checksum(1, B1), EntryKind.NO_OP);
        damaged.add(2, B2, B2, checksum(2, B2), EntryKind.FAULTY);
        damaged.add(3, B2, B2, checksum(3, B2), EntryKind.NO_OP);
        promise(0, damaged);
        promise(1, part(B1, 1, 2, B1, B1));
        assertFalse(campaign.hasQuorum(), "one disk that is sound is no quorum");
        promise(2, part(B1, 1, 1, B1));
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertEquals(1, campaign.fence(), "not the older value, which another chain has left");
        assertValues(B1);
    }

    @Test
    void aFaultySlotWhoseValueAnotherMemberHoldsNeedsNoMorePromises()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart damaged = new PromisePart().summary(B2, 1, 1, 0, 1).range(1, 2, true);
        damaged.add(1, B2, B1, checksum(1, B1), EntryKind.FAULTY);
        promise(0, damaged);
        promise(1, part(B1, 1, 1, B1));
        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertEquals(2, campaign.holders(1), "only who can give the body");
        assertValues(B1);
    }

    @Test
    void aFaultySlotAboveTheFenceHoldsNothingUp()
    {
        campaign.start(OWN, 1, 0);
        final PromisePart damaged = new PromisePart().summary(B1, 1, 1, 0, 1).range(1, 3, true);
        damaged.add(1, B1, B1, checksum(1, B1), EntryKind.NO_OP);
        damaged.add(2, Ballot.NONE, Ballot.NONE, 0, EntryKind.FAULTY);
        promise(0, damaged);
        promise(1, part(B2, 1, 1, B2));
        assertTrue(campaign.hasQuorum());
    }

    /** Scenario TruncIgnored. */
    @Test
    void aPromiserThatHasTruncatedWhatTheCandidateLacksEndsTheCampaign()
    {
        campaign.start(OWN, 2, 0);
        promise(0, partFrom(2, B1, 1, 3, B1, B1));
        promise(1, new PromisePart().summary(B1, 1, 3, 3, 3).range(2, 4, true));
        assertTrue(campaign.isBelowTruncation());
        campaign.start(OWN, 3, 0);
        promise(1, new PromisePart().summary(B1, 1, 3, 3, 3).range(3, 4, true));
        assertFalse(campaign.isBelowTruncation());
    }

    @Test
    void aSlotUpToTheFenceThatNobodyReportsIsABrokenInvariant()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B1, 1, 2, B1));
        promise(1, part(0, 1, 0));
        assertThrows(InvariantViolation.class, campaign::recover);
    }

    @Test
    void twoValuesOfOneBallotInOneSlotAreABrokenInvariant()
    {
        campaign.start(OWN, 1, 0);
        promise(0, part(B2, 1, 1, B2));
        final PromisePart other = new PromisePart().summary(B2, 1, 1, 0, 1).range(1, 2, true);
        other.add(1, B2, B1, 5, EntryKind.NO_OP);
        assertThrows(InvariantViolation.class, () -> promise(1, other));
    }

    @Test
    void aPromiseOfSlotsBeyondBeliefIsIgnored()
    {
        campaign.start(OWN, 1, 0);
        promise(1, new PromisePart().summary(B1, 1, 1, 0, 1).range(1, 1L << 40, true));
        assertFalse(campaign.isWhole(1));
        assertEquals(1, campaign.wantedFrom(1));
    }

    @Test
    void aLongHoleMakesRoomForItself()
    {
        campaign.start(OWN, 1, 0);
        parts(1, 5_000, B1).forEach(part -> promise(1, part));
        promise(0, part(0, 1, 0));
        campaign.recover();
        assertEquals(5_000, campaign.fence());
    }

    @Test
    void preparesAreDueAtIntervalsUntilThePromiseIsWhole()
    {
        campaign.start(OWN, 1, 100);
        assertTrue(campaign.isPrepareDue(1, 100, 10));
        assertFalse(campaign.isPrepareDue(1, 109, 10));
        assertTrue(campaign.isPrepareDue(2, 109, 10));
        assertTrue(campaign.isPrepareDue(1, 110, 10));
        promise(1, part(0, 1, 0));
        assertFalse(campaign.isPrepareDue(1, 1000, 10));
    }

    @Test
    void everyStepForwardIsProgress()
    {
        campaign.start(OWN, 1, 100);
        assertEquals(100, campaign.progressNs());
        campaign.onPromise(1, part(B1, 1, 1, B1), 120);
        assertEquals(120, campaign.progressNs());
        campaign.onPromise(1, part(B1, 1, 1, B1), 130);
        assertEquals(120, campaign.progressNs(), "a duplicate is none");
        campaign.onPromise(0, part(0, 1, 0), 140);
        campaign.recover();
        campaign.onStored(150);
        assertEquals(150, campaign.progressNs());
        assertEquals(2, campaign.nextSlot());
    }

    private void promise(final int from, final PromisePart part)
    {
        campaign.onPromise(from, part, 0);
    }

    private void assertValues(final long... origins)
    {
        final Entry value = new Entry();
        for (int i = 0; i < origins.length; i++)
        {
            campaign.nextValue(value);
            assertEquals(i + 1, value.slot());
            assertEquals(origins[i], value.originBallot(), "slot " + (i + 1));
            assertEquals(checksum(i + 1, origins[i]), value.checksum());
            campaign.onStored(0);
        }
    }

    /** A whole promise from slot 1, with an entry of the given ballots in each slot from there. */
    private static PromisePart part(
        final long chainBallot, final long chainFrom, final long acceptedThrough, final long... ballots)
    {
        return partFrom(1, chainBallot, chainFrom, acceptedThrough, ballots);
    }

    private static PromisePart partFrom(
        final long fromSlot,
        final long chainBallot,
        final long chainFrom,
        final long acceptedThrough,
        final long... ballots)
    {
        final PromisePart part = new PromisePart()
            .summary(chainBallot, chainFrom, acceptedThrough, 0, 1)
            .range(fromSlot, fromSlot + ballots.length, true);
        for (int i = 0; i < ballots.length; i++)
        {
            part.add(fromSlot + i, ballots[i], ballots[i], checksum(fromSlot + i, ballots[i]), EntryKind.NO_OP);
        }
        return part;
    }

    private static List<PromisePart> parts(final long fromSlot, final long throughSlot, final long ballot)
    {
        final List<PromisePart> parts = new ArrayList<>();
        for (long slot = fromSlot; slot <= throughSlot; slot += PromisePart.MAX_HEADERS)
        {
            final long limit = Math.min(slot + PromisePart.MAX_HEADERS, throughSlot + 1);
            final PromisePart part = new PromisePart()
                .summary(ballot, 1, throughSlot, 0, 1)
                .range(slot, limit, limit > throughSlot);
            for (long i = slot; i < limit; i++)
            {
                part.add(i, ballot, ballot, checksum(i, ballot), EntryKind.NO_OP);
            }
            parts.add(part);
        }
        return parts;
    }

    private static int checksum(final long slot, final long ballot)
    {
        return Long.hashCode(slot * 31 + ballot);
    }
}
