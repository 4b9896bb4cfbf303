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

import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class CatchUpTest
{
    private static final long PATIENCE = 10;
    private static final Limits LIMITS = new Limits(4, 4096, 1024, 512, 4, 4, 8, 4);
    private static final Timing TIMING = new Timing(10, 50, PATIENCE, 100, 200);

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final CatchUp catchUp = new CatchUp(outbox, LIMITS, TIMING);

    @Test
    void asksAtOnceForWhatOnlyBackFillCanBring()
    {
        assertEquals(1, withHole(4, 0b110, 0b000, 0));
        assertEquals(List.of("fetch -> 1 [5, 13)"), outbox.take());
    }

    @Test
    void waitsForTheLeadersStreamAWhileWhenThereIsNoHole()
    {
        assertEquals(0, withoutHole(4, 0b010, 0));
        assertEquals(0, withoutHole(4, 0b010, 2 * PATIENCE - 1));
        assertEquals(1, withoutHole(4, 0b010, 2 * PATIENCE));
        assertEquals(List.of("fetch -> 1 [5, 13)"), outbox.take());
    }

    @Test
    void waitsAnewWhenTheStreamHasBroughtSomething()
    {
        withoutHole(4, 0b010, 0);
        assertEquals(0, withoutHole(5, 0b010, 2 * PATIENCE));
        assertEquals(0, withoutHole(5, 0b010, 4 * PATIENCE - 1));
        assertEquals(1, withoutHole(5, 0b010, 4 * PATIENCE));
    }

    @Test
    void goesOnFillingWhatItHasBegunWhenTheStreamStaysAway()
    {
        withoutHole(4, 0b010, 0);
        withoutHole(4, 0b010, 2 * PATIENCE);
        for (long slot = 5; slot <= 12; slot++)
        {
            catchUp.onFilled(slot, 2 * PATIENCE + 1);
        }
        assertEquals(1, withoutHole(12, 0b010, 2 * PATIENCE + 2));
        assertEquals(List.of("fetch -> 1 [5, 13)", "fetch -> 1 [13, 21)"), outbox.take());
    }

    @Test
    void hasOneRangeUnderWay()
    {
        withHole(4, 0b010, 0, 0);
        catchUp.onFilled(5, 1);
        assertEquals(0, withHole(5, 0b010, 0, 2));
        assertEquals(0, withHole(11, 0b010, 0, 2));
        assertEquals(1, withHole(12, 0b010, 0, 3));
    }

    @Test
    void asksAnotherPeerWhenOneIsSilent()
    {
        withHole(4, 0b1011, 0, 0);
        assertEquals(0, withHole(4, 0b1011, 0, PATIENCE - 1));
        assertEquals(1, withHole(4, 0b1011, 0, PATIENCE));
        assertEquals(1, withHole(4, 0b1011, 0, 2 * PATIENCE));
        assertEquals(1, withHole(4, 0b1011, 0, 3 * PATIENCE));
        assertEquals(
            List.of("fetch -> 0 [5, 13)", "fetch -> 1 [5, 13)", "fetch -> 3 [5, 13)", "fetch -> 0 [5, 13)"),
            outbox.take());
    }

    @Test
    void troublesTheLeaderOnlyIfNobodyElseCanHelp()
    {
        withHole(4, 0b101, 0b001, 0);
        assertEquals(List.of("fetch -> 2 [5, 13)"), outbox.take());
        withHole(4, 0b001, 0b001, PATIENCE);
        assertEquals(List.of("fetch -> 0 [5, 13)"), outbox.take());
    }

    @Test
    void asksNobodyWhenNobodyIsAhead()
    {
        assertEquals(0, withHole(4, 0, 0, 1000));
        assertEquals(List.of(), outbox.take());
    }

    @Test
    void backPressureIsTriedAgainAtOnce()
    {
        outbox.room(0);
        assertEquals(0, withHole(4, 0b010, 0, 0));
        outbox.roomForAll();
        assertEquals(1, withHole(4, 0b010, 0, 0));
    }

    @Test
    void theLastMemberIdIsAPeerToo()
    {
        withHole(4, 1L << 63, 0, 0);
        withHole(4, 1L << 63 | 1, 0, PATIENCE);
        assertEquals(List.of("fetch -> 63 [5, 13)", "fetch -> 0 [5, 13)"), outbox.take());
    }

    private int withHole(final long decidedThrough, final long ahead, final long leader, final long nowNs)
    {
        return catchUp.work(decidedThrough, true, ahead, leader, nowNs);
    }

    private int withoutHole(final long decidedThrough, final long ahead, final long nowNs)
    {
        return catchUp.work(decidedThrough, false, ahead, 0, nowNs);
    }
}
