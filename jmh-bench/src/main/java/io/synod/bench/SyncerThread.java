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
package io.synod.bench;

import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.journal.Syncer;

/** Runs a journal's syncer until it is closed. It polls, and lets others run between: it has no core for itself. */
final class SyncerThread implements AutoCloseable
{
    private final Thread thread;
    private volatile boolean isEnough;

    SyncerThread(final Syncer syncer)
    {
        thread = new Thread(() ->
        {
            while (!isEnough)
            {
                if (syncer.doWork(System.nanoTime()) == 0)
                {
                    YieldingIdleStrategy.INSTANCE.idle();
                }
            }
        }, "syncer");
        thread.start();
    }

    @Override
    public void close()
    {
        isEnough = true;
        try
        {
            thread.join();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
