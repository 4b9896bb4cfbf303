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

import java.io.PrintWriter;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Prints lines on a thread of its own: whoever polls an appender must not wait for a reader that pauses. */
final class LinePrinter implements AutoCloseable
{
    private static final int AHEAD = 1 << 14;
    private static final long LOOK_MS = 500;

    private final PrintWriter out;
    private final BooleanSupplier isStopping;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LinePrinter::daemon);

    /**
     * Nothing is printed yet.
     *
     * @param out        buffered; of this printer alone until it is closed.
     * @param isStopping whether a reader that pauses is not waited for.
     */
    LinePrinter(final PrintWriter out, final BooleanSupplier isStopping)
    {
        this.out = out;
        this.isStopping = isStopping;
    }

    private static Thread daemon(final Runnable lines)
    {
        final Thread thread = new Thread(lines, "synod-output");
        thread.setDaemon(true);
        return thread;
    }

    void print(final String line)
    {
        thread.execute(() -> write(line));
    }

    private void write(final String line)
    {
        out.println(line);
        if (thread.getQueue().isEmpty())
        {
            out.flush();
        }
    }

    /** Whether its reader has to catch up before more is asked for; what is printed all the same is not refused. */
    boolean isFull()
    {
        return thread.getQueue().size() >= AHEAD;
    }

    /** Waits until all is printed. */
    @Override
    public void close()
    {
        thread.shutdown();
        try
        {
            boolean isPrinted = thread.awaitTermination(LOOK_MS, TimeUnit.MILLISECONDS);
            while (!isPrinted && !isStopping.getAsBoolean())
            {
                isPrinted = thread.awaitTermination(LOOK_MS, TimeUnit.MILLISECONDS);
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
