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
import java.util.function.BooleanSupplier;

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
    private static final long LONGEST_STEP_NS = 200_000_000L;

    /** A line that waits for its turn to be printed: refused ones stand between those that wait for their answer. */
    private record Waiting(long lineNumber, long dueNs, boolean isRefused)
    {
    }

    private final Appender appender;
    private final LineFeed lines;
    private final Pacer pacer;
    private final LinePrinter printer;
    private final PrintWriter err;
    private final long timeoutNs;
    private final BooleanSupplier isStopped;
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
     * @param printer   for sequences, closed at the end; null for none.
     * @param err       for what a person should know.
     * @param timeoutNs without an acknowledgement.
     * @param isStopped whether nothing more is wanted.
     */
    AppendRun(
        final Appender appender,
        final LineFeed lines,
        final Pacer pacer,
        final LinePrinter printer,
        final PrintWriter err,
        final long timeoutNs,
        final BooleanSupplier isStopped)
    {
        this.appender = appender;
        this.lines = lines;
        this.pacer = pacer;
        this.printer = printer;
        this.err = err;
        this.timeoutNs = timeoutNs;
        this.isStopped = isStopped;
    }

    int run()
    {
        nowNs = System.nanoTime();
        movedNs = nowNs;
        long startNs = nowNs;
        boolean isOver = false;
        while (!isOver)
        {
            final long beforeNs = nowNs;
            nowNs = System.nanoTime();
            // Time in which this process stood still is not the cluster's.
            movedNs += Math.max(0, nowNs - beforeNs - LONGEST_STEP_NS);
            int workCount = appender.poll(this);
            if (!wasConnected && appender.isConnected())
            {
                wasConnected = true;
                startNs = nowNs;
                pacer.start(nowNs);
            }
            workCount += wasConnected ? offer() : 0;
            tellWait();
            isOver = isComplete() && appender.inFlight() == 0 || hasTimedOut() || isStopped.getAsBoolean();
            idle.idle(workCount);
        }
        giveUp();
        summarise(nowNs - startNs);
        return exitCode();
    }

    private int offer()
    {
        if (printer != null && printer.isFull())
        {
            movedNs = appender.inFlight() == 0 ? nowNs : movedNs;
            return 0;
        }
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
        if (printer != null)
        {
            printer.print(outcome);
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
        if (printer != null)
        {
            printer.close();
        }
    }

    /** Every line was read and offered. */
    private boolean isComplete()
    {
        return next == null && lines.isEnded();
    }

    private void summarise(final long tookNs)
    {
        if (lineNumber == 0 && isComplete())
        {
            err.println("0 appended: there was no line");
            err.flush();
            return;
        }
        if (!wasConnected && !isStopped.getAsBoolean())
        {
            err.println("synod append: gave up after " + timeoutNs / 1_000_000_000L + " s, nothing was appended: " +
                Appender.describe(appender.obstacle()));
            err.flush();
            return;
        }
        final double rate = acknowledged / Math.max(1e-9, tookNs / 1e9);
        err.println(String.format(Locale.ROOT, "%,d appended in %.2f s, %,.0f/s; latency %s; %,d unknown, %,d refused",
            acknowledged, tookNs / 1e9, rate, latencies.full(), unknown, refused));
        if (!isComplete())
        {
            err.println("synod append: " + (isStopped.getAsBoolean() ? "stopped" : "gave up, nothing was " +
                "acknowledged for " + timeoutNs / 1_000_000_000L + " s, 'synod doctor' says why") + "; line " +
                (next == null ? lineNumber + 1 : lineNumber) + " and those after it were not appended");
        }
        err.flush();
    }

    private int exitCode()
    {
        if (!wasConnected && !(lineNumber == 0 && isComplete()))
        {
            return Exit.UNREACHABLE;
        }
        return unknown == 0 && refused == 0 && isComplete() ? Exit.OK : Exit.FINDING;
    }
}
