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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class HandOverTest
{
    private final HandOver handOver = new HandOver(new Timing(10, 50, 10, 100, 200));

    @Test
    void isNotUnderWayAtFirst()
    {
        assertFalse(handOver.isActive());
        assertFalse(handOver.isLate(1_000_000));
    }

    @Test
    void waitsUntilThePeerHasEverythingAndEverythingIsDecided()
    {
        handOver.start(2, 0);
        assertTrue(handOver.isActive());
        assertEquals(2, handOver.to());
        assertFalse(handOver.isReady(8, 9, 9));
        assertFalse(handOver.isReady(9, 8, 9));
        assertTrue(handOver.isReady(9, 9, 9));
    }

    @Test
    void asksOnce()
    {
        handOver.start(2, 0);
        handOver.asked();
        assertFalse(handOver.isReady(9, 9, 9));
        handOver.start(1, 0);
        assertTrue(handOver.isReady(9, 9, 9));
    }

    @Test
    void isLateWhenItsTimeIsOver()
    {
        handOver.start(2, 1000);
        assertFalse(handOver.isLate(1199));
        assertTrue(handOver.isLate(1200));
        handOver.end();
        assertFalse(handOver.isLate(1200));
        assertFalse(handOver.isActive());
    }
}
