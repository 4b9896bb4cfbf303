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
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;

/** Appends lines until they end, or nothing moves any more. One thread. */
final class AppendRun implements AckHandler
{
    private static final long NEWS_NS = 2_000_000_000L;
    private static final int AT_ONCE = 64;
    private static final long MAX_PARK_NS = 100_000;

    /** A line that waits for its turn to be printed: refused ones stand between those that wait for their answer. */
    private record Waiting(long lineNumber, long dueNs, boolean isRefused)
    {
    }

    private final Appender appender;
    private final LineFeed lines;
    private final Pacer pacer;
    private final PrintWriter out;
    private final PrintWriter err;
    private final long timeoutNs;
    private final Latencies latencies = new Latencies();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 1_000, MAX_PARK_NS);
    private byte[] next;
    private long lineNumber;
    private long nowNs;
    private long movedNs;
    private boolean wasConnected;
    private long obstacleTold;
    private long acknowledged;
    private long unknown;
    private long refused;

    /**
     * A run.
     *
     * @param appender  its own.
     * @param lines     to be appended.
     * @param pacer     of the lines.
     * @param out       buffered, for sequences; null for none.
     * @param err       for what a person should know.
     * @param timeoutNs without an acknowledgement.
     */
    AppendRun(
        final Appender appender,
        final LineFeed lines,
        final Pacer pacer,
        final PrintWriter out,
        final PrintWriter err,
        final long timeoutNs)
    {
        this.appender = appender;
        this.lines = lines;
        this.pacer = pacer;
        this.out = out;
        this.err = err;
        this.timeoutNs = timeoutNs;
    }

    int run()
    {
        movedNs = System.nanoTime();
        long startNs = movedNs;
        boolean isOver = false;
        while (!isOver)
        {
            nowNs = System.nanoTime();
            int workCount = appender.poll(this);
            if (!wasConnected && appender.isConnected())
            {
                wasConnected = true;
                startNs = nowNs;
                pacer.start(nowNs);
            }
            workCount += wasConnected ? offer() : 0;
            tellWait();
            if (workCount == 0 && out != null)
            {
                out.flush();
            }
            isOver = next == null && lines.isEnded() && appender.inFlight() == 0 || hasTimedOut();
            idle.idle(workCount);
        }
        giveUp();
        summarise(nowNs - startNs);
        return exitCode();
    }

    private int offer()
    {
        int offered = 0;
        while (offered < AT_ONCE && pacer.dueNs(nowNs) <= nowNs && offerNext(pacer.dueNs(nowNs)))
        {
            pacer.take();
            offered++;
        }
        return offered;
    }

    private boolean offerNext(final long dueNs)
    {
        if (next == null)
        {
            next = lines.poll();
            lineNumber += next == null ? 0 : 1;
        }
        if (next == null)
        {
            movedNs = appender.inFlight() == 0 ? nowNs : movedNs;
            return false;
        }
        buffer.wrap(next);
        final long requestId = appender.offer(buffer, 0, next.length);
        if (requestId == Appender.TOO_LONG)
        {
            refuse();
        }
        else if (requestId <= 0)
        {
            return false;
        }
        else
        {
            // A pause of those that give the lines is none of the cluster's.
            movedNs = waiting.isEmpty() ? nowNs : movedNs;
            waiting.add(new Waiting(lineNumber, dueNs, false));
        }
        next = null;
        return true;
    }

    private void refuse()
    {
        refused++;
        err.println("synod append: line " + lineNumber + " is refused: " + next.length +
            " bytes, a command has at most " + appender.maxCommandLength() + "; " +
            Appender.describe(Appender.TOO_LONG));
        err.flush();
        waiting.add(new Waiting(lineNumber, nowNs, true));
        printRefused();
    }

    @Override
    public void onAck(final long requestId, final long sequence, final Acknowledged durability)
    {
        latencies.add(nowNs - waiting.remove().dueNs());
        acknowledged++;
        movedNs = nowNs;
        print(Long.toString(sequence));
        printRefused();
    }

    @Override
    public void onRefused(final long requestId, final long reason)
    {
        refused++;
        movedNs = nowNs;
        err.println("synod append: line " + waiting.remove().lineNumber() + " is refused: " +
            Appender.describe(reason));
        err.flush();
        print("refused");
        printRefused();
    }

    @Override
    public void onUnknown(final long requestId)
    {
        unknown++;
        movedNs = nowNs;
        err.println("synod append: line " + waiting.remove().lineNumber() + " is unknown: its session has ended " +
            "before it was answered; it is in the order once, or not at all");
        err.flush();
        print("unknown");
        printRefused();
    }

    private void printRefused()
    {
        while (!waiting.isEmpty() && waiting.peek().isRefused())
        {
            waiting.remove();
            print("refused");
        }
    }

    private void print(final String outcome)
    {
        if (out != null)
        {
            out.println(outcome);
        }
    }

    private boolean hasTimedOut()
    {
        final boolean isWaiting = !wasConnected || next != null || appender.inFlight() > 0;
        return isWaiting && nowNs - movedNs >= timeoutNs;
    }

    private void tellWait()
    {
        final long obstacle = appender.obstacle();
        if (obstacle != 0 && obstacle != obstacleTold && nowNs - movedNs >= NEWS_NS)
        {
            obstacleTold = obstacle;
            err.println("synod append: trying on: " + Appender.describe(obstacle));
            err.flush();
        }
    }

    /** What was offered and is not answered stays unknown; what was not offered is not in the order. */
    private void giveUp()
    {
        while (!waiting.isEmpty())
        {
            final boolean isRefused = waiting.remove().isRefused();
            unknown += isRefused ? 0 : 1;
            print(isRefused ? "refused" : "unknown");
        }
        if (out != null)
        {
            out.flush();
        }
    }

    private void summarise(final long tookNs)
    {
        if (!wasConnected)
        {
            err.println("synod append: gave up after " + timeoutNs / 1_000_000_000L + " s, nothing was appended: " +
                Appender.describe(appender.obstacle()));
            err.flush();
            return;
        }
        final double rate = acknowledged / Math.max(1e-9, tookNs / 1e9);
        err.println(String.format(Locale.ROOT, "%,d appended in %.2f s, %,.0f/s; latency %s; %,d unknown, %,d refused",
            acknowledged, tookNs / 1e9, rate, latencies.full(), unknown, refused));
        if (next != null || !lines.isEnded())
        {
            err.println("synod append: gave up, nothing was acknowledged for " + timeoutNs / 1_000_000_000L +
                " s; line " + (next == null ? lineNumber + 1 : lineNumber) +
                " and those after it were not appended; 'synod doctor' says why");
        }
        err.flush();
    }

    private int exitCode()
    {
        if (!wasConnected)
        {
            return Exit.UNREACHABLE;
        }
        return unknown == 0 && refused == 0 && next == null && lines.isEnded() ? Exit.OK : Exit.FINDING;
    }
}
