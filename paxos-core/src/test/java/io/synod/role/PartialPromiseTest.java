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
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;
import io.synod.quorum.Membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The schedule {@code PartialCounts} of {@code docs/spec}: half a promise must not mix its chain into another one. */
final class PartialPromiseTest
{
    private static final long BALLOT_1 = Ballot.pack(1, 0);
    private static final long BALLOT_2 = Ballot.pack(2, 1);
    private static final long BALLOT_3 = Ballot.pack(3, 2);

    private final Campaign campaign = new Campaign(Membership.ofVoters(3), 8);

    @Test
    void mixesNoTwoChains()
    {
        campaign.start(BALLOT_3, 1, 0);
        campaign.onPromise(1, firstPart(BALLOT_2), 0);
        campaign.onPromise(2, empty(), 0);
        campaign.onPromise(0, wholePart(BALLOT_1), 0);
        if (!campaign.hasQuorum())
        {
            campaign.onPromise(1, wholePart(BALLOT_2), 0);
        }

        assertTrue(campaign.hasQuorum());
        campaign.recover();
        assertEquals(2, campaign.fence());
        assertEquals(originOfNext(), originOfNext());
    }

    @Test
    void doesNotWaitForTheRestOfALowerChain()
    {
        campaign.start(BALLOT_3, 1, 0);
        campaign.onPromise(0, firstPart(BALLOT_1), 0);
        campaign.onPromise(2, empty(), 0);
        campaign.onPromise(1, wholePart(BALLOT_2), 0);

        assertTrue(campaign.hasQuorum());
    }

    private long originOfNext()
    {
        final Entry entry = new Entry();
        campaign.nextValue(entry);
        campaign.onStored(0);
        return entry.originBallot();
    }

    private static PromisePart empty()
    {
        return new PromisePart().summary(Ballot.NONE, 1, 0, 0, 1).range(1, 1, true);
    }

    /** A chain of two slots, of which the first header comes. */
    private static PromisePart firstPart(final long ballot)
    {
        final PromisePart part = new PromisePart().summary(ballot, 1, 2, 0, 1);
        part.add(1, ballot, ballot, 0, EntryKind.NO_OP);
        return part.range(1, 2, false);
    }

    private static PromisePart wholePart(final long ballot)
    {
        final PromisePart part = new PromisePart().summary(ballot, 1, 2, 0, 1);
        part.add(1, ballot, ballot, 0, EntryKind.NO_OP);
        part.add(2, ballot, ballot, 0, EntryKind.NO_OP);
        return part.range(1, 3, true);
    }
}
