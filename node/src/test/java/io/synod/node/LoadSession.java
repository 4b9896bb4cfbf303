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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;

/**
 * One client that appends commands with its own index and a running number, and writes down what became of each. The
 * numbers are the request ids. The load's thread alone uses it, but for what is volatile.
 */
final class LoadSession implements AckHandler
{
    /** Of a command: index of the session and number, and room for those that want long ones. */
    static final int MIN_LENGTH = 8;
    private static final int OFFER_TIMES = 1 << 14;
    private static final int NUMBER_BITS = 40;
    private static final long MAX_LATE_NS = 100_000_000L;

    final int index;
    private final Appender appender;
    private final int maxInFlight;
    private final UnsafeBuffer command;
    private final LongArrayList outcomes = new LongArrayList();
    private final long[] offeredNs = new long[OFFER_TIMES];
    private volatile long intervalNs;
    private long dueNs;
    private long markNs;
    private volatile long lastNumber;
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    /** Of the first acknowledgement of a command offered after the mark; 0 as long as there is none. */
    private volatile long ackAfterMarkNs;

    /**
     * A session.
     *
     * @param index         of the session, from 0.
     * @param appender      of its own.
     * @param maxInFlight   commands that may wait for their acknowledgement.
     * @param ratePerSecond 0 for as many as the window lets.
     * @param length        of a command.
     */
    LoadSession(
        final int index, final Appender appender, final int maxInFlight, final int ratePerSecond, final int length)
    {
        this.index = index;
        this.appender = appender;
        this.maxInFlight = maxInFlight;
        pace(ratePerSecond);
        command = new UnsafeBuffer(new byte[Math.max(MIN_LENGTH, length)]);
        Arrays.fill(offeredNs, Long.MIN_VALUE);
    }

    /** From now on so many a second; 0 for as many as the window lets. For any thread. */
    final void pace(final int ratePerSecond)
    {
        intervalNs = ratePerSecond == 0 ? 0 : 1_000_000_000L / ratePerSecond;
    }

    static long codeOf(final int index, final long number)
    {
        return (long)index << NUMBER_BITS | number;
    }

    static int indexOf(final long code)
    {
        return (int)(code >>> NUMBER_BITS);
    }

    static long numberOf(final long code)
    {
        return code & (1L << NUMBER_BITS) - 1;
    }

    int work(final long nowNs, final boolean isOffering, final long mark)
    {
        if (mark != markNs)
        {
            markNs = mark;
            ackAfterMarkNs = 0;
        }
        int workCount = appender.poll(this);
        while (isOffering && appender.inFlight() < maxInFlight && nowNs - dueNs >= 0 && offer(nowNs))
        {
            // What fell due while nothing could be offered is offered now, but no more than that of a moment.
            dueNs = intervalNs == 0 ? nowNs : Math.max(dueNs, nowNs - MAX_LATE_NS) + intervalNs;
            workCount++;
        }
        return workCount;
    }

    private boolean offer(final long nowNs)
    {
        command.putLong(0, codeOf(index, lastNumber + 1));
        final long requestId = appender.offer(command, 0, command.capacity());
        if (requestId <= 0)
        {
            return false;
        }
        if (requestId != lastNumber + 1)
        {
            throw new AssertionError("session " + index + ": request " + requestId + " after " + lastNumber);
        }
        outcomes.addLong(Appender.PENDING);
        offeredNs[(int)requestId & OFFER_TIMES - 1] = nowNs;
        lastNumber = requestId;
        return true;
    }

    @Override
    public void onAck(final long requestId, final long sequence, final Acknowledged durability)
    {
        settle(requestId, sequence);
        acked.incrementAndGet();
        if (ackAfterMarkNs == 0 && offeredNs[(int)requestId & OFFER_TIMES - 1] > markNs)
        {
            ackAfterMarkNs = System.nanoTime();
        }
    }

    @Override
    public void onUnknown(final long requestId)
    {
        settle(requestId, Appender.UNKNOWN);
        unknown.incrementAndGet();
    }

    @Override
    public void onResult(
        final long requestId, final long sequence, final DirectBuffer buffer, final int offset, final int length)
    {
        throw new AssertionError("nobody answers commands here");
    }

    private void settle(final long requestId, final long outcome)
    {
        final int i = (int)requestId - 1;
        if (outcomes.getLong(i) != Appender.PENDING)
        {
            throw new AssertionError("session " + index + ": request " + requestId + " is told " + outcome +
                " after " + outcomes.getLong(i));
        }
        outcomes.setLong(i, outcome);
    }

    /** Sequences, {@link Appender#UNKNOWN} or {@link Appender#PENDING}, by number less 1. When the load has ended. */
    LongArrayList outcomes()
    {
        return outcomes;
    }

    long lastNumber()
    {
        return lastNumber;
    }

    long acked()
    {
        return acked.get();
    }

    long unknown()
    {
        return unknown.get();
    }

    boolean isSettled()
    {
        return acked() + unknown() == lastNumber;
    }

    long ackAfterMarkNs()
    {
        return ackAfterMarkNs;
    }

    void close()
    {
        appender.close();
    }
}
