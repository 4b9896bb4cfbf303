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
package io.synod.node;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.protocol.Role;

import static io.synod.node.Gathering.ENOUGH_UNDER_WAY;
import static io.synod.node.Gathering.GATHER_NS;
import static io.synod.protocol.Role.LEADER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a member polls its clients, by a clock that may begin anywhere and passes its end here. */
final class GatheringTest
{
    private static final long POLLED_NS = Long.MAX_VALUE - GATHER_NS / 2;

    private final Gathering gathering = new Gathering();

    @BeforeEach
    void polledOnce()
    {
        assertTrue(gathering.isDue(POLLED_NS, LEADER, 0));
    }

    private static long after(final long ns)
    {
        return POLLED_NS + ns;
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 1, ENOUGH_UNDER_WAY - 1 })
    void aLeaderWithFewEntriesUnderWayPollsAtOnce(final long undecidedSlots)
    {
        assertTrue(gathering.isDue(after(0), LEADER, undecidedSlots));
        assertTrue(gathering.isDue(after(1), LEADER, undecidedSlots));
    }

    @ParameterizedTest
    @ValueSource(longs = { ENOUGH_UNDER_WAY, ENOUGH_UNDER_WAY + 1, Long.MAX_VALUE })
    void aLeaderWithEnoughUnderWayDoesNotPollAgainBeforeTheTime(final long undecidedSlots)
    {
        assertFalse(gathering.isDue(after(0), LEADER, undecidedSlots));
        assertFalse(gathering.isDue(after(GATHER_NS - 1), LEADER, undecidedSlots));
        assertTrue(gathering.isDue(after(GATHER_NS), LEADER, undecidedSlots));
    }

    @Test
    void theTimeRunsFromTheLastPoll()
    {
        assertTrue(gathering.isDue(after(GATHER_NS), LEADER, ENOUGH_UNDER_WAY));

        assertFalse(gathering.isDue(after(2 * GATHER_NS - 1), LEADER, ENOUGH_UNDER_WAY));
        assertTrue(gathering.isDue(after(2 * GATHER_NS), LEADER, ENOUGH_UNDER_WAY));
    }

    @Test
    void anAnswerOfNoIsNoPoll()
    {
        assertFalse(gathering.isDue(after(GATHER_NS - 1), LEADER, ENOUGH_UNDER_WAY));

        assertTrue(gathering.isDue(after(GATHER_NS), LEADER, ENOUGH_UNDER_WAY));
    }

    @Test
    void aLeaderPollsAtOnceWhenEntriesAreDecided()
    {
        assertFalse(gathering.isDue(after(1), LEADER, ENOUGH_UNDER_WAY));

        assertTrue(gathering.isDue(after(1), LEADER, ENOUGH_UNDER_WAY - 1));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "LEADER")
    void whoDoesNotLeadAlwaysPolls(final Role role)
    {
        for (int i = 0; i < 3; i++)
        {
            assertTrue(gathering.isDue(after(i), role, ENOUGH_UNDER_WAY));
        }
    }
}
