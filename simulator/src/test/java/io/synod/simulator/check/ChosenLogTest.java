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
package io.synod.simulator.check;

import org.junit.jupiter.api.Test;

import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;

import static io.synod.simulator.check.Records.B1;
import static io.synod.simulator.check.Records.B2;
import static io.synod.simulator.check.Records.B3;
import static io.synod.simulator.check.Records.violates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each invariant that it watches can fail, and does not fail for its neighbour's history. */
final class ChosenLogTest
{
    private final ChosenLog log = new ChosenLog(new Membership(1, 0b111, 0b1000, Quorum.majority(3)));

    private void accept(final int memberId, final long ballot, final long slot, final long originBallot)
    {
        log.onAccept(ballot, slot, originBallot);
        log.onVote(memberId, ballot, slot, originBallot);
    }

    private void choose(final long ballot, final long slot, final long originBallot)
    {
        accept(0, ballot, slot, originBallot);
        accept(1, ballot, slot, originBallot);
    }

    @Test
    void aSlotIsChosenByAQuorumOfOneBallot()
    {
        accept(0, B1, 1, B1);
        accept(1, B2, 1, B1);
        accept(0, B1, 1, B1);
        assertFalse(log.isChosen(1), "two ballots, or one member twice, are no quorum");
        accept(3, B2, 1, B1);
        assertFalse(log.isChosen(1), "a learner has no vote");
        accept(2, B2, 1, B1);
        assertTrue(log.isChosen(1));
        assertEquals(B1, log.chosenOrigin(1));
        assertEquals(1, log.chosenThrough());
    }

    @Test
    void i1FindsTwoValuesChosen()
    {
        accept(2, B2, 1, B2);
        choose(B3, 1, B2);
        log.onAccept(B1, 1, B1);
        log.onVote(0, B1, 1, B1);
        violates("I1", () -> log.onVote(1, B1, 1, B1));
    }

    @Test
    void i1FindsAnotherValueDecided()
    {
        choose(B1, 1, B1);
        log.onDecided(2, 1, B1);
        violates("I1", () -> log.onDecided(2, 1, B2));
    }

    @Test
    void i4FindsTwoValuesAtOneBallot()
    {
        log.onAccept(B2, 1, B1);
        log.onAccept(B2, 1, B1);
        log.onAccept(B2, 2, B2);
        violates("I4", () -> log.onAccept(B2, 1, B2));
    }

    @Test
    void i5FindsAnotherValueAcceptedAboveTheChosenOne()
    {
        choose(B1, 1, B1);
        log.onAccept(B2, 1, B1);
        violates("I5", () -> log.onAccept(B3, 1, B3));
    }

    @Test
    void i5FindsAnotherValueThatWasThereBeforeTheChoice()
    {
        log.onAccept(B3, 1, B3);
        accept(0, B1, 1, B1);
        violates("I5", () -> accept(1, B1, 1, B1));
    }

    @Test
    void i5FindsALeaderWhoseFenceIsBelowWhatIsChosen()
    {
        choose(B1, 1, B1);
        choose(B1, 2, B1);
        log.onLead(B2, 3, 2);
        log.onAccept(B3, 1, B1);
        violates("I5", () -> log.onLead(B3, 1, 1));
    }

    @Test
    void i7FindsALeaderThatDecidesWithoutAQuorumOfItsBallot()
    {
        accept(0, B1, 1, B1);
        violates("I7", () -> log.onLeaderDecided(B1, 1));
        accept(1, B1, 1, B1);
        log.onLeaderDecided(B1, 1);
        log.onLeaderDecided(B2, 1);
    }

    @Test
    void i9FindsADecisionBeforeTheChoice()
    {
        accept(0, B1, 1, B1);
        violates("I9", () -> log.onDecided(0, 1, B1));
    }
}
