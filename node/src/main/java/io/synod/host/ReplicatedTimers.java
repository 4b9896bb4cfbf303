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

import java.util.Comparator;
import java.util.TreeSet;

import org.agrona.collections.Long2ObjectHashMap;

import io.synod.ReplicatedStateMachine;

/** Timers in the order of their deadlines, those of one deadline in the order of their ids: the same everywhere. */
final class ReplicatedTimers implements ReplicatedStateMachine.Timers
{
    /** No timer is waiting. */
    static final long NEVER = Long.MAX_VALUE;

    /** One that waits. */
    private record Timer(long timerId, long deadlineNs)
    {
    }

    private final TreeSet<Timer> waiting = new TreeSet<>(
        Comparator.comparingLong(Timer::deadlineNs).thenComparingLong(Timer::timerId));
    private final Long2ObjectHashMap<Timer> byId = new Long2ObjectHashMap<>();

    @Override
    public void schedule(final long timerId, final long deadlineNs)
    {
        cancel(timerId);
        final Timer timer = new Timer(timerId, deadlineNs);
        byId.put(timerId, timer);
        waiting.add(timer);
    }

    @Override
    public void cancel(final long timerId)
    {
        final Timer timer = byId.remove(timerId);
        if (timer != null)
        {
            waiting.remove(timer);
        }
    }

    long nextDeadlineNs()
    {
        return waiting.isEmpty() ? NEVER : waiting.first().deadlineNs();
    }

    /** Removes the first. */
    long take()
    {
        final Timer timer = waiting.pollFirst();
        byId.remove(timer.timerId());
        return timer.timerId();
    }
}
