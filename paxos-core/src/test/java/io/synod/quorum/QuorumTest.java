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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Invariant I8: any two quorums the code can form intersect as required. */
final class QuorumTest
{
    private static final int MAX_MEMBERS = 9;

    @Test
    void everyPhase1QuorumMeetsEveryPhase2QuorumOfWhateverTheConstructorAccepts()
    {
        for (int n = 1; n <= MAX_MEMBERS; n++)
        {
            for (final Quorum quorum : accepted(n))
            {
                assertAllIntersect(n, quorum.phase1(), quorum.phase2());
            }
        }
    }

    @Test
    void acceptsExactlyTheSizesThatMustIntersect()
    {
        for (int n = 1; n <= MAX_MEMBERS; n++)
        {
            int expected = 0;
            for (int q1 = 1; q1 <= n; q1++)
            {
                for (int q2 = 1; q2 <= n; q2++)
                {
                    // Two disjoint sets of these sizes exist if and only if both fit in.
                    expected += q1 + q2 > n ? 1 : 0;
                }
            }
            assertEquals(expected, accepted(n).size(), "n=" + n);
        }
    }

    @Test
    void aMajorityIsMoreThanHalf()
    {
        for (int n = 1; n <= 64; n++)
        {
            final Quorum quorum = Quorum.majority(n);
            assertEquals(quorum.phase1(), quorum.phase2());
            assertTrue(2 * quorum.phase1() > n, "two majorities meet");
            assertTrue(2 * (quorum.phase1() - 1) <= n, "no smaller one would do");
        }
        assertEquals(new Quorum(4, 3, 3), Quorum.majority(4), "four members are not two and two");
    }

    @Test
    void aCandidateNeedsBothSizes()
    {
        assertEquals(4, new Quorum(5, 4, 2).both());
        assertEquals(4, new Quorum(5, 2, 4).both());
    }

    @Test
    void saysWhichSizeIsOutOfRange()
    {
        assertRefused("quorum.memberCount=0 must be in [1, 64]", 0, 1, 1);
        assertRefused("quorum.memberCount=65 must be in [1, 64]", 65, 33, 33);
        assertRefused("quorum.phase1=0 must be in [1, 3]", 3, 0, 3);
        assertRefused("quorum.phase1=4 must be in [1, 3]", 3, 4, 3);
        assertRefused("quorum.phase2=0 must be in [1, 3]", 3, 3, 0);
        assertRefused("quorum.phase2=4 must be in [1, 3]", 3, 3, 4);
        assertRefused("quorum.phase1=2 + quorum.phase2=2 must be > memberCount=4, or two leaders may decide " +
            "differently", 4, 2, 2);
    }

    private static List<Quorum> accepted(final int n)
    {
        final List<Quorum> accepted = new ArrayList<>();
        for (int q1 = -1; q1 <= n + 1; q1++)
        {
            for (int q2 = -1; q2 <= n + 1; q2++)
            {
                try
                {
                    accepted.add(new Quorum(n, q1, q2));
                }
                catch (final ConfigException refused)
                {
                    assertTrue(refused.getMessage().matches("quorum\\.\\w+=-?\\d+ .*must be .*"), refused.getMessage());
                }
            }
        }
        return accepted;
    }

    private static void assertAllIntersect(final int n, final int q1, final int q2)
    {
        for (int first = 0; first < 1 << n; first++)
        {
            if (Integer.bitCount(first) == q1)
            {
                for (int second = 0; second < 1 << n; second++)
                {
                    if (Integer.bitCount(second) == q2)
                    {
                        assertNotEquals(0, first & second, "n=" + n + " q1=" + q1 + " q2=" + q2);
                    }
                }
            }
        }
    }

    private static void assertRefused(final String message, final int n, final int q1, final int q2)
    {
        assertEquals(message, assertThrows(ConfigException.class, () -> new Quorum(n, q1, q2)).getMessage());
    }
}
