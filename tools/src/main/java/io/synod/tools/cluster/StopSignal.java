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
package io.synod.tools.cluster;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The system wants this process to end (Ctrl-C, kill): who has something to put in order is given a moment for it. */
final class StopSignal implements AutoCloseable
{
    private static final long PATIENCE_MS = 2000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onExit, "synod-stop");
    private volatile boolean isAsked;

    StopSignal()
    {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void onExit()
    {
        isAsked = true;
        try
        {
            ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked()
    {
        return isAsked;
    }

    /** All is in order. */
    @Override
    public void close()
    {
        ended.countDown();
        if (!isAsked)
        {
            try
            {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            catch (final IllegalStateException ex)
            {
                // Asked just now: it has nothing to wait for.
                isAsked = true;
            }
        }
    }
}
