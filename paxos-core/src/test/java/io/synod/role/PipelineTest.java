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
import io.synod.quorum.Membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class PipelineTest
{
    private static final long BALLOT = Ballot.pack(4, 0);
    private static final Limits LIMITS = new Limits(4, 4096, 1024, 512, 4, 4, 4, 4);

    private final Pipeline pipeline = new Pipeline(Membership.ofVoters(3), LIMITS);

    @Test
    void givesSlotsBehindTheFence()
    {
        pipeline.start(BALLOT, 5, 7, 300);
        assertEquals(BALLOT, pipeline.ballot());
        assertEquals(5, pipeline.chainFrom());
        assertEquals(7, pipeline.fence());
        assertEquals(4, pipeline.decidedThrough());
        assertEquals(8, pipeline.nextSlot());
        pipeline.onProposed(10);
        assertEquals(9, pipeline.nextSlot());
    }

    @Test
    void theWindowIsBoundedInSlots()
    {
        pipeline.start(BALLOT, 1, 0, 0);
        for (int i = 0; i < 4; i++)
        {
            assertTrue(pipeline.hasRoom(1));
            pipeline.onProposed(1);
        }
        assertFalse(pipeline.hasRoom(1));
        pipeline.onDecided(1, 1);
        assertTrue(pipeline.hasRoom(1));
    }

    @Test
    void theWindowIsBoundedInBytesRecoveredOnesIncluded()
    {
        pipeline.start(BALLOT, 1, 1, 3000);
        assertTrue(pipeline.hasRoom(1096));
        assertFalse(pipeline.hasRoom(1097));
        pipeline.onProposed(1096);
        assertFalse(pipeline.hasRoom(1));
        pipeline.onDecided(1, 3000);
        assertTrue(pipeline.hasRoom(3000));
    }

    @Test
    void aQuorumIsCountedAndNeverGoesBack()
    {
        pipeline.start(BALLOT, 1, 0, 0);
        pipeline.onProposed(1);
        pipeline.onProposed(1);
        assertEquals(0, pipeline.onAccepted(1, 2));
        assertEquals(1, pipeline.onAccepted(2, 1));
        pipeline.onDecided(1, 1);
        assertEquals(1, pipeline.onAccepted(2, 0));
        assertEquals(2, pipeline.onAccepted(0, 2));
    }

    @Test
    void theLeadersOwnDiskIsNotRequired()
    {
        pipeline.start(BALLOT, 1, 0, 0);
        pipeline.onProposed(1);
        pipeline.onAccepted(1, 1);
        assertEquals(1, pipeline.onAccepted(2, 1));
    }

    /** Scenario MixedBallots. */
    @Test
    void votesOfAnotherBallotAreForgottenWhenABallotBegins()
    {
        pipeline.start(BALLOT, 1, 0, 0);
        pipeline.onAccepted(1, 3);
        pipeline.start(Ballot.pack(9, 0), 1, 3, 0);
        assertEquals(0, pipeline.onAccepted(2, 3));
    }

    @Test
    void hasDecidedItsOwnWhenASlotAboveTheFenceIsDecided()
    {
        pipeline.start(BALLOT, 5, 7, 0);
        pipeline.onProposed(0);
        assertFalse(pipeline.hasDecidedOwn());
        pipeline.onDecided(7, 0);
        assertFalse(pipeline.hasDecidedOwn());
        pipeline.onDecided(8, 0);
        assertTrue(pipeline.hasDecidedOwn());
    }
}
