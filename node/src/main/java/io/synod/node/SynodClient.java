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

import java.util.concurrent.CompletableFuture;

import org.agrona.CloseHelper;

import io.synod.Appender;
import io.synod.CommandHandler;
import io.synod.OrderedLog;
import io.synod.Subscription;

/**
 * A client of a cluster, in a process of its own. It has no threads: each appender and each subscription has its own
 * connection, and the thread that polls it does its work, media driver included.
 */
public final class SynodClient implements OrderedLog
{
    private final RemoteLines lines;
    private final Opened opened = new Opened();
    private final Ending ending = new Ending();
    private volatile FutureAppender futures;
    private volatile boolean isClosed;

    private SynodClient(final ClientConfig config)
    {
        lines = new RemoteLines(config);
    }

    /**
     * Makes a client. Nothing is opened before an appender or a subscription is asked for.
     *
     * @param config of the client.
     * @return to be closed.
     */
    public static SynodClient connect(final ClientConfig config)
    {
        return new SynodClient(config);
    }

    @Override
    public Appender newAppender()
    {
        return kept(lines.newAppender(opened::remove));
    }

    @Override
    public Subscription subscribe(final long fromSequence, final CommandHandler handler)
    {
        if (fromSequence < 1)
        {
            throw new IllegalArgumentException("fromSequence=" + fromSequence + " must be >= 1");
        }
        return kept(lines.subscribe(fromSequence, handler, opened::remove));
    }

    /** Closing the client closes it, also if that comes meanwhile. */
    private <T extends Polled> T kept(final T line)
    {
        opened.add(line);
        if (isClosed)
        {
            line.close();
            throw new IllegalStateException("the client was closed");
        }
        return line;
    }

    @Override
    public CompletableFuture<Long> append(final byte[] command) throws InterruptedException
    {
        return futures().append(command);
    }

    private FutureAppender futures()
    {
        final FutureAppender known = futures;
        return known == null || known.hasEnded() ? startFutures() : known;
    }

    private synchronized FutureAppender startFutures()
    {
        if (isClosed)
        {
            throw new IllegalStateException("the client was closed");
        }
        if (futures == null || futures.hasEnded())
        {
            futures = new FutureAppender(this::newAppender, IdleMode.BACKOFF.newStrategy());
        }
        return futures;
    }

    /** Whether nobody has closed it. */
    boolean isOpen()
    {
        return !isClosed;
    }

    /**
     * Closes what was opened by it. Waits for handlers that are under way, and some seconds for what another thread is
     * closing already; a handler that closes it ends its own appender, or subscription, when it returns.
     *
     * @throws IllegalStateException if a future of {@link #append} is what calls it: its thread cannot wait for itself.
     */
    @Override
    public void close()
    {
        if (futures != null && futures.isOwnThread())
        {
            throw new IllegalStateException(
                "the client cannot be closed by what a future of its does when it is done: leave it to another thread");
        }
        final boolean isHandling = opened.isHandling();
        ending.end(isHandling, this::end);
        if (!isHandling)
        {
            // A handler that has closed it lets go of its own line when it returns.
            opened.awaitLetGo();
        }
    }

    private void end()
    {
        synchronized (this)
        {
            isClosed = true;
        }
        CloseHelper.close(futures);
        opened.closeAll();
    }
}
