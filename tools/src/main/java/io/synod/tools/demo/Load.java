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
package io.synod.tools.demo;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.protocol.ConfigException;
import io.synod.tools.cluster.Latencies;
import io.synod.tools.cluster.Pacer;

/** Appends commands at a pace, and keeps the books. One thread. */
final class Load implements AckHandler
{
    private static final int AT_ONCE = 64;

    private final Appender appender;
    private final CommandSource source;
    private final Pacer pacer;
    private final Ledger ledger = new Ledger();
    private final Latencies ofAll = new Latencies();
    private final Latencies ofInterval = new Latencies();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private byte[] next;
    /** One more, after those of the source; null if none is wanted, or it was offered. */
    private byte[] extra;
    private long nowNs;
    private long ackedNs;
    private boolean isEnding;

    Load(final Appender appender, final CommandSource source, final Pacer pacer)
    {
        this.appender = appender;
        this.source = source;
        this.pacer = pacer;
    }

    void start(final long now)
    {
        pacer.start(now);
    }

    /** The next command is due now. */
    void hurry(final long now)
    {
        pacer.hurry(now);
    }

    Ledger ledger()
    {
        return ledger;
    }

    Latencies ofAll()
    {
        return ofAll;
    }

    Latencies ofInterval()
    {
        return ofInterval;
    }

    /** Wants one more command than the source has. */
    void addExtra(final byte[] command)
    {
        extra = command;
    }

    /** When the last acknowledgement came. */
    long ackedNs()
    {
        return ackedNs;
    }

    /** No command is taken any more; those that were are still seen to. */
    void end()
    {
        isEnding = true;
    }

    /** Whether a command that was taken from the source was not offered any more. */
    boolean isCutShort()
    {
        return isEnding && next != null;
    }

    boolean isAllOffered()
    {
        return extra == null && (isEnding || next == null && source.isEnded());
    }

    /** Whether there is a command that nobody takes at the moment. */
    boolean isHeldBack()
    {
        return next != null && !isEnding || extra != null;
    }

    boolean isDone()
    {
        return isAllOffered() && ledger.pending() == 0;
    }

    int step(final long now)
    {
        nowNs = now;
        int workCount = appender.poll(this);
        for (int i = 0; i < AT_ONCE && !isEnding && pacer.dueNs(nowNs) <= nowNs && offerNext(pacer.dueNs(nowNs)); i++)
        {
            pacer.take();
            workCount++;
        }
        if (extra != null && offer(extra, nowNs))
        {
            extra = null;
            workCount++;
        }
        return workCount;
    }

    private boolean offerNext(final long dueNs)
    {
        next = next == null ? source.next() : next;
        if (next == null || !offer(next, dueNs))
        {
            return false;
        }
        next = null;
        return true;
    }

    private boolean offer(final byte[] command, final long dueNs)
    {
        buffer.wrap(command);
        final long requestId = appender.offer(buffer, 0, command.length);
        if (requestId == Appender.TOO_LONG)
        {
            throw new ConfigException("a line of " + command.length + " bytes is too long for a command: at most " +
                appender.maxCommandLength());
        }
        if (requestId <= 0)
        {
            return false;
        }
        ledger.offer(requestId, Ledger.hash(buffer, 0, command.length), dueNs);
        return true;
    }

    @Override
    public void onAck(final long requestId, final long sequence, final Acknowledged durability)
    {
        ledger.acknowledge(requestId, sequence);
        ackedNs = nowNs;
        ofAll.add(nowNs - ledger.dueNs(requestId));
        ofInterval.add(nowNs - ledger.dueNs(requestId));
    }

    @Override
    public void onUnknown(final long requestId)
    {
        ledger.lose(requestId);
    }
}
