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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

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
    private FutureAppender futures;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

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
        final Appender appender = lines.newAppender(opened::remove);
        opened.add(appender);
        return appender;
    }

    @Override
    public Subscription subscribe(final long fromSequence, final CommandHandler handler)
    {
        if (fromSequence < 1)
        {
            throw new IllegalArgumentException("fromSequence=" + fromSequence + " must be >= 1");
        }
        final Subscription subscription = lines.subscribe(fromSequence, handler, opened::remove);
        opened.add(subscription);
        return subscription;
    }

    @Override
    public CompletableFuture<Long> append(final byte[] command) throws InterruptedException
    {
        return futures().append(command);
    }

    private synchronized FutureAppender futures()
    {
        if (futures == null)
        {
            futures = new FutureAppender(this::newAppender, IdleMode.BACKOFF.newStrategy());
        }
        return futures;
    }

    /** Closes what was opened by it: their threads must have let go of them. */
    @Override
    public synchronized void close()
    {
        CloseHelper.close(futures);
        CloseHelper.closeAll(opened);
        opened.clear();
    }
}
