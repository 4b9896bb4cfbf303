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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;

/** Clients that append all the time, on one thread of this process. */
final class Load implements AutoCloseable
{
    /** Of the sessions that wait for nothing. */
    static final int OPEN = 4096;

    private final SynodClient client;
    private final List<LoadSession> sessions = new ArrayList<>();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean isOffering = true;
    private volatile boolean isEnding;
    private volatile long markNs = Long.MIN_VALUE;

    Load(final ClientConfig config)
    {
        client = SynodClient.connect(config);
    }

    /** One more session; before the start. A rate of 0 is as much as the window lets. */
    Load with(final int maxInFlight, final int ratePerSecond, final int length)
    {
        sessions.add(new LoadSession(sessions.size(), client.newAppender(), maxInFlight, ratePerSecond, length));
        return this;
    }

    /** From now on each session offers so many a second; 0 for as many as its window lets. */
    void pace(final int ratePerSecond)
    {
        sessions.forEach(session -> session.pace(ratePerSecond));
    }

    Load start()
    {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run()
    {
        try
        {
            final IdleStrategy idle = ProcessCluster.newIdle();
            while (!isEnding)
            {
                int workCount = 0;
                for (final LoadSession session : sessions)
                {
                    workCount += session.work(System.nanoTime(), isOffering, markNs);
                }
                idle.idle(workCount);
            }
        }
        catch (final Throwable ex)
        {
            fault.set(ex);
        }
    }

    /** From now on it is watched for what is offered after this. */
    void mark()
    {
        markNs = System.nanoTime();
    }

    /** Whether any command that was offered after the mark is acknowledged. */
    boolean isAnyAckedSinceMark()
    {
        return firstAckSinceMarkNs() != Long.MAX_VALUE;
    }

    /** Whether one of each session's is. */
    boolean isEachAckedSinceMark()
    {
        check();
        return sessions.stream().allMatch(session -> session.ackAfterMarkNs() - markNs > 0);
    }

    long firstAckSinceMarkNs()
    {
        check();
        long first = Long.MAX_VALUE;
        for (final LoadSession session : sessions)
        {
            final long ackNs = session.ackAfterMarkNs();
            first = ackNs != 0 && ackNs - markNs > 0 ? Math.min(first, ackNs) : first;
        }
        return first;
    }

    long acked()
    {
        check();
        return sessions.stream().mapToLong(LoadSession::acked).sum();
    }

    long unknown()
    {
        return sessions.stream().mapToLong(LoadSession::unknown).sum();
    }

    /** Acknowledgements a second, over so long. */
    double rate(final long durationNs)
    {
        return rate(durationNs, () ->
        {
            // Nothing else to be done meanwhile.
        });
    }

    /** The same, with something done all the time. */
    double rate(final long durationNs, final Runnable meanwhile)
    {
        final long startNs = System.nanoTime();
        final long before = acked();
        ProcessCluster.await(() -> "time goes by", 2 * durationNs + 10_000_000_000L, () ->
        {
            check();
            meanwhile.run();
            return System.nanoTime() - startNs >= durationNs;
        });
        return (acked() - before) * 1e9 / (System.nanoTime() - startNs);
    }

    /** Offers no more, and waits until it is known what became of everything. */
    void settle()
    {
        isOffering = false;
        ProcessCluster.await("every session is answered", () ->
        {
            check();
            return sessions.stream().allMatch(LoadSession::isSettled);
        });
    }

    void goOn()
    {
        isOffering = true;
    }

    List<LoadSession> sessions()
    {
        return sessions;
    }

    private void check()
    {
        if (fault.get() != null)
        {
            throw new AssertionError("the load has ended", fault.get());
        }
    }

    @Override
    public void close()
    {
        isEnding = true;
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
        sessions.forEach(LoadSession::close);
        CloseHelper.close(client);
    }
}
