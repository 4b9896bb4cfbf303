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

import java.util.Arrays;

import org.agrona.collections.Long2LongHashMap;

import io.synod.ReplicatedStateMachine;

/**
 * Timers in the order of their deadlines, those of one deadline in the order of their ids: the same everywhere. A heap
 * that knows where each timer lies; it allocates nothing but when more wait than ever before.
 */
final class ReplicatedTimers implements ReplicatedStateMachine.Timers
{
    /** No timer is waiting. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int NONE = -1;
    private static final int INITIAL_ROOM = 64;

    /** None comes before the one at {@code (place - 1) / 2}. */
    private long[] timerIds = new long[INITIAL_ROOM];
    private long[] deadlinesNs = new long[INITIAL_ROOM];
    private int size;
    private final Long2LongHashMap placeById = new Long2LongHashMap(NONE);

    @Override
    public void schedule(final long timerId, final long deadlineNs)
    {
        final int place = (int)placeById.get(timerId);
        if (place != NONE)
        {
            settle(place, timerId, deadlineNs);
            return;
        }
        if (size == timerIds.length)
        {
            timerIds = Arrays.copyOf(timerIds, 2 * size);
            deadlinesNs = Arrays.copyOf(deadlinesNs, 2 * size);
        }
        size++;
        settle(size - 1, timerId, deadlineNs);
    }

    @Override
    public void cancel(final long timerId)
    {
        final int place = (int)placeById.remove(timerId);
        if (place != NONE)
        {
            size--;
            if (place < size)
            {
                settle(place, timerIds[size], deadlinesNs[size]);
            }
        }
    }

    long nextDeadlineNs()
    {
        return size == 0 ? NEVER : deadlinesNs[0];
    }

    /** Removes the first. */
    long take()
    {
        final long timerId = timerIds[0];
        cancel(timerId);
        return timerId;
    }

    /** A timer takes a free place, or the one it has already; others change places with it until the order is right. */
    private void settle(final int free, final long timerId, final long deadlineNs)
    {
        int place = free;
        while (place > 0 && isBefore(timerId, deadlineNs, (place - 1) / 2))
        {
            put(place, timerIds[(place - 1) / 2], deadlinesNs[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        int child = firstChild(place);
        while (child < size && !isBefore(timerId, deadlineNs, child))
        {
            put(place, timerIds[child], deadlinesNs[child]);
            place = child;
            child = firstChild(place);
        }
        put(place, timerId, deadlineNs);
    }

    private int firstChild(final int place)
    {
        final int left = 2 * place + 1;
        final boolean isRightFirst = left + 1 < size && isBefore(timerIds[left + 1], deadlinesNs[left + 1], left);
        return isRightFirst ? left + 1 : left;
    }

    private boolean isBefore(final long timerId, final long deadlineNs, final int place)
    {
        return deadlineNs < deadlinesNs[place] || deadlineNs == deadlinesNs[place] && timerId < timerIds[place];
    }

    private void put(final int place, final long timerId, final long deadlineNs)
    {
        timerIds[place] = timerId;
        deadlinesNs[place] = deadlineNs;
        placeById.put(timerId, place);
    }
}
