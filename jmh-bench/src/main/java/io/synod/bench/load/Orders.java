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
package io.synod.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** What a client is told on its standard input. A thread of its own reads it; the client only looks. */
final class Orders
{
    private static final String KILLED = "KILLED ";

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicLong killedNs = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean isToStop;

    Orders(final InputStream in)
    {
        final Thread reader = new Thread(() -> read(in), "orders");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(final InputStream in)
    {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))
        {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                if (line.startsWith(KILLED))
                {
                    killedNs.set(Long.parseLong(line.substring(KILLED.length())));
                }
                else if ("GO".equals(line))
                {
                    go.countDown();
                }
                else
                {
                    isToStop = true;
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("standard input cannot be read", ex);
        }
        finally
        {
            // Whoever gave the orders has gone.
            isToStop = true;
            go.countDown();
        }
    }

    void awaitGo()
    {
        try
        {
            go.await();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            isToStop = true;
        }
    }

    /** When the leader was killed, once for each time. */
    long takeKill()
    {
        return killedNs.get() == Long.MAX_VALUE ? Long.MAX_VALUE : killedNs.getAndSet(Long.MAX_VALUE);
    }

    boolean isToStop()
    {
        return isToStop;
    }
}
