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
package io.synod.node;

import java.util.concurrent.locks.ReentrantLock;

/** An end that comes once, whoever wants it. */
final class Ending
{
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isDone;

    /**
     * Ends it, or waits until another thread has.
     *
     * @param isHandling whether a handler wants it: another thread that is ending it may wait for just that handler.
     * @param end        to be run once.
     */
    void end(final boolean isHandling, final Runnable end)
    {
        if (isHandling)
        {
            if (!lock.tryLock())
            {
                return;
            }
        }
        else
        {
            lock.lock();
        }
        try
        {
            if (!isDone)
            {
                isDone = true;
                end.run();
            }
        }
        finally
        {
            lock.unlock();
        }
    }
}
