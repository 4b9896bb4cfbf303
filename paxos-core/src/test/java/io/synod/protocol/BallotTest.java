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
package io.synod.protocol;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class BallotTest
{
    @Test
    void packsRoundAndMemberWithoutLoss()
    {
        for (final long round : new long[]{1, 2, 255, 256, 1L << 40, Ballot.MAX_ROUND})
        {
            for (int memberId = 0; memberId <= Ballot.MAX_MEMBER_ID; memberId++)
            {
                final long ballot = Ballot.pack(round, memberId);
                assertEquals(round, Ballot.round(ballot));
                assertEquals(memberId, Ballot.memberId(ballot));
                assertTrue(Ballot.isValid(ballot));
                assertTrue(ballot > Ballot.NONE);
            }
        }
    }

    @Test
    void ordersByRoundFirstAndThenByMember()
    {
        assertTrue(Ballot.pack(1, 63) < Ballot.pack(2, 0));
        assertTrue(Ballot.pack(2, 0) < Ballot.pack(2, 1));
        assertTrue(Ballot.NONE < Ballot.pack(1, 0));
    }

    @Test
    void nextAboveIsGreaterThanWhateverWasSeenAndItsMembersOwn()
    {
        for (int seenBy = 0; seenBy <= Ballot.MAX_MEMBER_ID; seenBy++)
        {
            for (int memberId = 0; memberId <= Ballot.MAX_MEMBER_ID; memberId++)
            {
                final long seen = Ballot.pack(7, seenBy);
                final long next = Ballot.nextAbove(seen, memberId);
                assertTrue(next > seen);
                assertEquals(memberId, Ballot.memberId(next));
            }
        }
        assertEquals(Ballot.pack(1, 3), Ballot.nextAbove(Ballot.NONE, 3));
    }

    @Test
    void distinctMembersNeverMakeTheSameBallot()
    {
        long seen = Ballot.NONE;
        for (int i = 0; i < 100; i++)
        {
            final long ofOne = Ballot.nextAbove(seen, 1);
            final long ofTwo = Ballot.nextAbove(seen, 2);
            assertNotEquals(ofOne, ofTwo);
            seen = i % 2 == 0 ? ofOne : ofTwo;
        }
    }

    @Test
    void knowsWhatCannotBeABallot()
    {
        assertFalse(Ballot.isValid(Ballot.NONE));
        assertFalse(Ballot.isValid(-1));
        assertFalse(Ballot.isValid(Long.MIN_VALUE));
        assertFalse(Ballot.isValid(5), "a member id without a round");
        assertFalse(Ballot.isValid(1 << 8 | 64), "a member id too great");
        assertTrue(Ballot.isValid(1 << 8));
    }

    @Test
    void isWrittenAsRoundAndMember()
    {
        assertEquals("12.3", Ballot.toString(Ballot.pack(12, 3)));
        assertEquals("none", Ballot.toString(Ballot.NONE));
    }
}
