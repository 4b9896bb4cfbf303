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

import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RestingIdleStrategyTest
{
    private static final int TURNS = 1000;

    private final Counting awake = new Counting();
    private boolean isAwaited;
    private final RestingIdleStrategy strategy = new RestingIdleStrategy(awake, () -> isAwaited);

    @Test
    void idlesAsConfiguredWhileSomebodyWaits()
    {
        isAwaited = true;
        for (int i = 0; i < TURNS; i++)
        {
            strategy.idle(0);
        }
        assertEquals(TURNS, awake.idles);
    }

    @Test
    void restsWhileNobodyDoesAndStandsReadyAgainAfterWork()
    {
        final long startNs = System.nanoTime();
        for (int i = 0; i < TURNS; i++)
        {
            strategy.idle(0);
        }
        assertEquals(0, awake.idles);
        // All but the first few are sleeps, most of them of a millisecond.
        assertTrue(System.nanoTime() - startNs >= TURNS / 2 * 1_000_000L);

        strategy.idle(1);
        assertEquals(1, awake.resets);
    }

    private static final class Counting implements IdleStrategy
    {
        private int idles;
        private int resets;

        @Override
        public void idle(final int workCount)
        {
            if (workCount == 0)
            {
                idle();
            }
        }

        @Override
        public void idle()
        {
            idles++;
        }

        @Override
        public void reset()
        {
            resets++;
        }
    }
}
