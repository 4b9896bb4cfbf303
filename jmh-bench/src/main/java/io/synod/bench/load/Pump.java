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

import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.bench.system.Client;

/**
 * Offers commands at a pace, and measures how long each takes. One thread; nothing is allocated while it runs.
 */
final class Pump implements Client.Acks
{
    /** So many at once, before acknowledgements are looked for again. */
    private static final int BURST = 64;
    private static final long HIGHEST_NS = 600_000_000_000L;
    private static final int MASK = Load.MAX_WINDOW - 1;

    private final Client client;
    private final Load load;
    private final Pace pace;
    private final long fromNs;
    private final long toNs;
    private final Histogram latencies = new Histogram(HIGHEST_NS, 3);
    private final long[] stampsNs = new long[Load.MAX_WINDOW];
    private final boolean[] isAcked = new boolean[Load.MAX_WINDOW];
    private final UnsafeBuffer command;
    private long offered;
    /** All before this one are acknowledged. */
    private long ackedThrough;
    private long acks;
    private long acksThatCount;
    private long lastAckNs;
    private long longestGapNs;
    private long killedNs = Long.MAX_VALUE;
    private long recoveredNs;

    /**
     * A load that begins now.
     *
     * @param client  connected.
     * @param load    as asked.
     * @param startNs now.
     */
    Pump(final Client client, final Load load, final long startNs)
    {
        this.client = client;
        this.load = load;
        this.pace = Pace.of(load, startNs);
        this.fromNs = startNs + load.warmUpSeconds() * 1_000_000_000L;
        this.toNs = fromNs + load.seconds() * 1_000_000_000L;
        this.lastAckNs = startNs;
        command = new UnsafeBuffer(new byte[load.payload()]);
    }

    /**
     * One turn: offers what is due, and hears what was acknowledged.
     *
     * @param atNs now.
     * @return work done.
     */
    int turn(final long atNs)
    {
        return offerDue(atNs) + client.poll(this);
    }

    private int offerDue(final long atNs)
    {
        int work = 0;
        while (work < BURST && offered - ackedThrough < load.window() && pace.isDue(atNs))
        {
            command.putLong(0, offered);
            if (!client.offer(offered, command, load.payload()))
            {
                break;
            }
            stampsNs[(int)offered & MASK] = pace.take(atNs);
            isAcked[(int)offered & MASK] = false;
            offered++;
            work++;
        }
        return work;
    }

    /**
     * Hears what is still under way, and offers what was due in the time that counts: what a slow cluster kept from
     * being offered is late, and not left out.
     *
     * @return work done.
     */
    int drain()
    {
        return (load.kind() == Load.Kind.OPEN ? offerDue(toNs - 1) : 0) + client.poll(this);
    }

    /** Whether nothing is under way any more, and nothing was left out. */
    boolean isDrained()
    {
        return inFlight() == 0 && (load.kind() != Load.Kind.OPEN || !pace.isDue(toNs - 1));
    }

    @Override
    public void onAck(final long number)
    {
        final int index = (int)number & MASK;
        if (number < ackedThrough || number >= offered || isAcked[index])
        {
            throw new IllegalStateException("command " + number + " was acknowledged a second time, or never offered");
        }
        isAcked[index] = true;
        acks++;
        record(stampsNs[index]);
        while (ackedThrough < offered && isAcked[(int)ackedThrough & MASK])
        {
            ackedThrough++;
        }
    }

    private void record(final long stampNs)
    {
        final long ackNs = System.nanoTime();
        if (stampNs - fromNs >= 0 && stampNs - toNs < 0)
        {
            latencies.recordValue(Math.min(HIGHEST_NS, Math.max(0, ackNs - stampNs)));
        }
        if (ackNs - fromNs >= 0 && ackNs - toNs < 0)
        {
            acksThatCount++;
            longestGapNs = Math.max(longestGapNs, ackNs - Math.max(lastAckNs, fromNs));
        }
        lastAckNs = ackNs;
        if (killedNs != Long.MAX_VALUE && stampNs - killedNs >= 0)
        {
            recoveredNs = ackNs - killedNs;
            killedNs = Long.MAX_VALUE;
        }
    }

    /**
     * The leader was killed: what was offered after it counts as the recovery.
     *
     * @param atNs when.
     */
    void onLeaderKilled(final long atNs)
    {
        recoveredNs = 0;
        killedNs = atNs;
    }

    /**
     * How long the last kill was felt.
     *
     * @return nanoseconds; 0 while it still is.
     */
    long recoveredNs()
    {
        return recoveredNs;
    }

    long fromNs()
    {
        return fromNs;
    }

    long toNs()
    {
        return toNs;
    }

    long inFlight()
    {
        return offered - acks;
    }

    /** Those that were late are in it, those that never came are not. */
    Histogram latencies()
    {
        return latencies;
    }

    double rate()
    {
        return acksThatCount / (double)load.seconds();
    }

    long acksThatCount()
    {
        return acksThatCount;
    }

    long longestGapNs()
    {
        return longestGapNs;
    }

    /** What was due and could not even be offered is among them. To be asked at the end. */
    long neverAcked()
    {
        long neverOffered = 0;
        while (load.kind() == Load.Kind.OPEN && pace.isDue(toNs - 1))
        {
            pace.take(toNs);
            neverOffered++;
        }
        return offered - acks + neverOffered;
    }
}
