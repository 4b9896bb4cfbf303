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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs seed after seed on some threads, each run in one of them, until a count or a deadline is reached. */
public final class SeedRunner
{
    private final AtomicLong nextSeed;
    private final AtomicReference<Throwable> death = new AtomicReference<>();
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final long seedLimit;
    private final long deadlineNs;
    private final int threads;

    /**
     * A runner.
     *
     * @param fromSeed  first seed.
     * @param seeds     how many at most.
     * @param maxTimeNs how long at most; at least one seed is run.
     * @param threads   that run at once.
     */
    public SeedRunner(final long fromSeed, final long seeds, final long maxTimeNs, final int threads)
    {
        this.nextSeed = new AtomicLong(fromSeed);
        this.seedLimit = fromSeed + seeds;
        this.deadlineNs = System.nanoTime() + maxTimeNs;
        this.threads = threads;
    }

    /**
     * Runs, and returns when all is done.
     *
     * @param listener told of each run, by one thread at a time, in no particular order of seeds.
     * @return the sums.
     */
    public SimTotals run(final Consumer<SimReport> listener)
    {
        final SimTotals totals = new SimTotals();
        final List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++)
        {
            final Thread worker = new Thread(() -> work(totals, listener), "seeds-" + i);
            worker.setUncaughtExceptionHandler((thread, thrown) ->
            {
                stop();
                death.compareAndSet(null, thrown);
            });
            workers.add(worker);
            worker.start();
        }
        for (final Thread worker : workers)
        {
            join(worker);
        }
        if (death.get() != null)
        {
            throw new IllegalStateException("a run ended without a report", death.get());
        }
        return totals;
    }

    /** No further seed is begun. */
    public void stop()
    {
        isStopped.set(true);
    }

    private void work(final SimTotals totals, final Consumer<SimReport> listener)
    {
        do
        {
            final long seed = nextSeed.getAndIncrement();
            if (seed >= seedLimit)
            {
                return;
            }
            final SimReport report = Simulation.run(seed);
            synchronized (totals)
            {
                totals.add(report);
                listener.accept(report);
            }
        }
        while (!isStopped.get() && System.nanoTime() - deadlineNs < 0);
    }

    private static void join(final Thread worker)
    {
        try
        {
            worker.join();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
