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
package io.synod.host;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Timers against a sorted set of them; and what they allocate. */
final class ReplicatedTimersTest
{
    private static final int TIMERS = 100;

    private final ReplicatedTimers timers = new ReplicatedTimers();

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5 })
    void comeInTheOrderOfDeadlinesThenOfIds(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Long, Long> deadlines = new HashMap<>();
        for (int i = 0; i < 20_000; i++)
        {
            final long timerId = random.nextLong(-TIMERS, TIMERS);
            switch (random.nextInt(5))
            {
                case 0 ->
                {
                    timers.cancel(timerId);
                    deadlines.remove(timerId);
                }
                case 1 ->
                {
                    if (!deadlines.isEmpty())
                    {
                        final long first = first(deadlines);
                        assertEquals(deadlines.get(first), timers.nextDeadlineNs());
                        assertEquals(first, timers.take());
                        deadlines.remove(first);
                    }
                }
                default ->
                {
                    final long deadlineNs = random.nextInt(50);
                    timers.schedule(timerId, deadlineNs);
                    deadlines.put(timerId, deadlineNs);
                }
            }
        }
        while (!deadlines.isEmpty())
        {
            assertEquals(first(deadlines), timers.take());
            deadlines.remove(first(deadlines));
        }
        assertEquals(ReplicatedTimers.NEVER, timers.nextDeadlineNs());
    }

    private static long first(final Map<Long, Long> deadlines)
    {
        return Collections.min(
            deadlines.entrySet(), Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
            .getKey();
    }

    @Test
    void allocateNothingOnceAsManyHaveWaited()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int i = 0; i < 10 && allocated != 0; i++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            setAndTake();
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertEquals(0, allocated);
    }

    private void setAndTake()
    {
        for (int round = 0; round < 1000; round++)
        {
            for (int i = 0; i < TIMERS; i++)
            {
                timers.schedule(round * 31L + i, i * 7 % TIMERS);
                timers.schedule(round * 31L + i, i * 11 % TIMERS);
            }
            timers.cancel(round * 31L);
            for (int i = 1; i < TIMERS; i++)
            {
                timers.take();
            }
        }
    }
}
