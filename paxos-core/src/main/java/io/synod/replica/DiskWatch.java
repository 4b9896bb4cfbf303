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
package io.synod.replica;

/**
 * How long the disk has not answered: the time since something became durable, while something waits for it. A member
 * whose disk stands still can neither accept nor promise, and must not lead. Times are nanoseconds of one monotonic
 * clock.
 */
final class DiskWatch
{
    private final long limitNs;
    private long durablePosition;
    private long sinceNs;
    private boolean isExcused;

    DiskWatch(final long limitNs)
    {
        this.limitNs = limitNs;
    }

    void watch(final long durablePositionNow, final boolean isWaiting, final long nowNs)
    {
        if (durablePositionNow != durablePosition || !isWaiting)
        {
            durablePosition = durablePositionNow;
            sinceNs = nowNs;
            isExcused = false;
        }
    }

    /** This member was not run meanwhile, nor perhaps its disk: no fault of the disk, once until it answers. */
    void onPause(final long pauseNs)
    {
        if (!isExcused)
        {
            sinceNs += pauseNs;
            isExcused = true;
        }
    }

    boolean isStalled(final long nowNs)
    {
        return nowNs - sinceNs >= limitNs;
    }
}
