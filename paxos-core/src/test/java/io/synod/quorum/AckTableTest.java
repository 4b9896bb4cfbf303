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

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Slot;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Each picture is a table: a line a voter, a mark a slot that it has vouched for, and below how far a quorum has.
 */
final class AckTableTest
{
    @Test
    void aQuorumIsTheMiddleOneOfThree()
    {
        picture(3, 2, """
            0 ooooo
            1 ooo
            2 o
              ***
            """);
    }

    @Test
    void aQuorumIsTheMiddleOneOfFive()
    {
        picture(5, 3, """
            0
            1 oooooo
            2 oo
            3 oooo
            4 ooo
              ***
            """);
    }

    @Test
    void oneMemberAloneIsItsOwnQuorum()
    {
        picture(1, 1, """
            0 oooo
              ****
            """);
    }

    @Test
    void fourMembersNeedThree()
    {
        picture(4, 3, """
            0 oooo
            1 oooo
            2 o
            3
              *
            """);
    }

    @Test
    void aSmallPhase2QuorumIsFlexible()
    {
        picture(5, 2, """
            0 ooooo
            1
            2
            3 oooo
            4
              ****
            """);
    }

    @Test
    void allOfThemIsAPhase2QuorumToo()
    {
        picture(3, 3, """
            0 ooooo
            1 oo
            2 oooo
              **
            """);
    }

    @Test
    void nobodyIsNoQuorum()
    {
        picture(3, 2, """
            0 ooo
            1
            2

            """);
    }

    @Test
    void anOldMessageChangesNothing()
    {
        final AckTable acks = new AckTable(Membership.ofVoters(3));
        acks.onAccepted(0, 5);
        acks.onAccepted(1, 4);
        acks.onAccepted(1, 2);
        acks.onAccepted(0, 5);
        assertEquals(4, acks.quorumThrough());
    }

    @Test
    void learnersAndStrangersNeverCount()
    {
        final AckTable acks = new AckTable(new Membership(1, 0b00111, 0b11000, Quorum.majority(3)));
        acks.onAccepted(0, 5);
        acks.onAccepted(3, 5);
        acks.onAccepted(4, 5);
        acks.onAccepted(9, 5);
        acks.onAccepted(-1, 5);
        acks.onAccepted(64, 5);
        assertEquals(Slot.NONE, acks.quorumThrough());
    }

    @Test
    void votersNeedNotBeNumberedFromZero()
    {
        final AckTable acks = new AckTable(new Membership(1, 1L << 5 | 1L << 40 | 1L << 63, 0, Quorum.majority(3)));
        acks.onAccepted(63, 7);
        acks.onAccepted(5, 6);
        assertEquals(6, acks.quorumThrough());
    }

    @Test
    void aNewBallotBeginsFromNothing()
    {
        final AckTable acks = new AckTable(Membership.ofVoters(3));
        acks.onAccepted(0, 5);
        acks.onAccepted(1, 5);
        acks.reset();
        acks.onAccepted(2, 3);
        assertEquals(Slot.NONE, acks.quorumThrough());
    }

    @Test
    void isTheGreatestSlotThatEnoughVotersReachForAnyTable()
    {
        final Random random = new Random(42);
        for (int run = 0; run < 20_000; run++)
        {
            final int n = 1 + random.nextInt(9);
            final int q2 = 1 + random.nextInt(n);
            final AckTable acks = new AckTable(new Membership(1, (1L << n) - 1, 0, new Quorum(n, n, q2)));
            final long[] model = new long[n];
            for (int step = 0; step < 12; step++)
            {
                final int from = random.nextInt(n);
                final long through = random.nextInt(8);
                model[from] = Math.max(model[from], through);
                acks.onAccepted(from, through);
                assertEquals(quorumThrough(model, q2), acks.quorumThrough());
            }
        }
    }

    private static long quorumThrough(final long[] acked, final int q2)
    {
        final long[] sorted = acked.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - q2];
    }

    private static void picture(final int n, final int q2, final String picture)
    {
        final AckTable acks = new AckTable(new Membership(1, (1L << n) - 1, 0, new Quorum(n, n, q2)));
        final String[] lines = picture.split("\n", -1);
        for (int i = 0; i < n; i++)
        {
            acks.onAccepted(i, lines[i].chars().filter(mark -> mark == 'o').count());
        }
        assertEquals(lines[n].trim(), "*".repeat((int)acks.quorumThrough()), picture);
    }
}
