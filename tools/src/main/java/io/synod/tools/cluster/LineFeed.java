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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lines as bytes, read on a thread of its own: whoever polls an appender must not wait for a slow pipe. */
public final class LineFeed
{
    private static final int AHEAD = 1 << 14;
    private static final int BYTES_AHEAD = 32 << 20;
    private static final int LONGEST = 16 << 20;

    /** Guarded by this. At most so many lines, and so many bytes unless it is one line. */
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private volatile boolean isRead;
    private volatile IOException problem;

    private LineFeed()
    {
    }

    /**
     * Begins to read.
     *
     * @param in to its end; closed by nobody.
     * @return to be polled.
     */
    public static LineFeed of(final InputStream in)
    {
        final LineFeed feed = new LineFeed();
        final Thread thread = new Thread(() -> feed.run(new BufferedInputStream(in, 1 << 16)), "synod-lines");
        thread.setDaemon(true);
        thread.start();
        return feed;
    }

    private void run(final InputStream in)
    {
        try
        {
            byte[] line = read(in);
            while (line != null)
            {
                put(line);
                line = read(in);
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        catch (final IOException ex)
        {
            problem = ex;
        }
        catch (final Throwable ex)
        {
            problem = new IOException("it cannot be read: " + ex, ex);
        }
        finally
        {
            isRead = true;
        }
    }

    private synchronized void put(final byte[] line) throws InterruptedException
    {
        while (lines.size() >= AHEAD || !lines.isEmpty() && bytes + line.length > BYTES_AHEAD)
        {
            wait();
        }
        lines.add(line);
        bytes += line.length;
    }

    /** A line without its end; null at the end of the stream. */
    private static byte[] read(final InputStream in) throws IOException
    {
        final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int next = in.read();
        if (next < 0)
        {
            return null;
        }
        while (next >= 0 && next != '\n')
        {
            if (line.size() >= LONGEST)
            {
                throw new IOException("a line of more than " + LONGEST + " bytes: no command can be so long");
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }

    /**
     * The next line.
     *
     * @return null if there is none yet, or none any more.
     */
    public synchronized byte[] poll()
    {
        final byte[] line = lines.poll();
        if (line != null)
        {
            bytes -= line.length;
            notifyAll();
        }
        return line;
    }

    /**
     * Whether everything was read, though not yet polled.
     *
     * @return true if nothing will be added.
     */
    public boolean isRead()
    {
        return isRead;
    }

    /**
     * Whether there will be no line any more.
     *
     * @return true if all was polled.
     */
    public boolean isEnded()
    {
        return isRead && waiting() == 0;
    }

    /**
     * Lines that can be polled at once.
     *
     * @return from 0.
     */
    public synchronized int waiting()
    {
        return lines.size();
    }

    /**
     * Why there are no more lines.
     *
     * @return null if there is nothing wrong.
     */
    public IOException problem()
    {
        return problem;
    }
}
