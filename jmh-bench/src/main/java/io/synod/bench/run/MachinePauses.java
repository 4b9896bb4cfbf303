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
package io.synod.bench.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine itself adds: how long a thread that wants to sleep for a millisecond, and to do nothing else, is
 * kept from it. The idea is that of jHiccup (G. Tene).
 */
final class MachinePauses implements AutoCloseable
{
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Thread thread = new Thread(this::measure, "machine-pauses");
    private volatile boolean isOver;
    private volatile long longestNs;

    private MachinePauses()
    {
        thread.setDaemon(true);
    }

    static MachinePauses start()
    {
        final MachinePauses pauses = new MachinePauses();
        pauses.thread.start();
        return pauses;
    }

    private void measure()
    {
        long beforeNs = System.nanoTime();
        while (!isOver)
        {
            LockSupport.parkNanos(INTERVAL_NS);
            final long nowNs = System.nanoTime();
            longestNs = Math.max(longestNs, nowNs - beforeNs - INTERVAL_NS);
            beforeNs = nowNs;
        }
    }

    /**
     * The longest so far.
     *
     * @return nanoseconds.
     */
    long longestNs()
    {
        return longestNs;
    }

    @Override
    public void close()
    {
        isOver = true;
    }
}
