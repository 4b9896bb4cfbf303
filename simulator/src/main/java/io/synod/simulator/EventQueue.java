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
package io.synod.simulator;

import java.util.PriorityQueue;

/** Virtual time: what is to happen next, happens next; things due at the same nanosecond in the order they were put. */
public final class EventQueue
{
    private record Event(long timeNs, long number, Runnable action) implements Comparable<Event>
    {
        @Override
        public int compareTo(final Event other)
        {
            final int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs;
    private long count;

    public long nowNs()
    {
        return nowNs;
    }

    public long count()
    {
        return count;
    }

    public void after(final long delayNs, final Runnable action)
    {
        events.add(new Event(nowNs + delayNs, count++, action));
    }

    /**
     * Lets time pass.
     *
     * @param limitNs nothing due at or after it happens.
     * @return false if nothing is left to happen before the limit.
     */
    public boolean step(final long limitNs)
    {
        final Event next = events.peek();
        if (next == null || next.timeNs >= limitNs)
        {
            nowNs = Math.max(nowNs, limitNs);
            return false;
        }
        events.remove();
        nowNs = next.timeNs;
        next.action.run();
        return true;
    }
}
