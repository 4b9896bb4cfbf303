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
package io.synod.quorum;

import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class MembershipTest
{
    @Test
    void tellsVotersFromLearnersAndStrangers()
    {
        final Membership membership = new Membership(1, 0b0_0111, 0b0_1000, Quorum.majority(3));
        assertTrue(membership.isVoter(2));
        assertTrue(membership.isMember(2));
        assertFalse(membership.isVoter(3));
        assertTrue(membership.isMember(3));
        assertFalse(membership.isMember(4));
    }

    @Test
    void takesNoNumberFromOutsideForAMember()
    {
        final Membership membership = Membership.ofVoters(64);
        assertTrue(membership.isVoter(0));
        assertTrue(membership.isVoter(63));
        for (final int stranger : new int[]{-1, 64, 65, 128, Integer.MAX_VALUE, Integer.MIN_VALUE})
        {
            assertFalse(membership.isMember(stranger), "shifts count modulo 64: " + stranger);
        }
    }

    @Test
    void countsVotersOnly()
    {
        final Membership membership = new Membership(1, 0b0_0111, 0b1_1000, Quorum.majority(3));
        assertEquals(0, membership.countVoters(0b1_1000));
        assertEquals(2, membership.countVoters(0b1_1101));
        assertEquals(3, membership.countVoters(-1L));
    }

    @Test
    void hasAMembershipForEachSize()
    {
        for (int n = 1; n <= 64; n++)
        {
            assertEquals(n, Membership.ofVoters(n).countVoters(-1L));
            assertEquals(n, Long.bitCount(Membership.ofVoters(n).voters()));
        }
    }

    @Test
    void saysWhatDoesNotFit()
    {
        assertEquals("membership.epoch=0 must be >= 1", refusal(0, 0b111, 0));
        assertEquals("membership.voters=111 and learners=100 must not share a member", refusal(1, 0b111, 0b100));
        assertEquals("membership.voters=11 must be as many as quorum.memberCount=3", refusal(1, 0b11, 0));
    }

    private static String refusal(final int epoch, final long voters, final long learners)
    {
        return assertThrows(
            ConfigException.class, () -> new Membership(epoch, voters, learners, Quorum.majority(3))).getMessage();
    }
}
