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
package io.synod.simulator;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.simulator.check.Violation;

/**
 * Links between members, each direction on its own: cut or not, with loss, copies and delays that reorder. What is on
 * its way when a link is cut is lost with it, or not, by chance.
 */
public final class SimNetwork
{
    /** Where a frame arrives. */
    public interface Receiver
    {
        void onFrame(int to, DirectBuffer frame, int length);
    }

    private static final int MAX_IN_FLIGHT = 20_000;
    /** So many copies arrive when their sender may long be elsewhere: replies to an older ballot, replayed frames. */
    private static final double LATE_COPIES = 0.5;
    /** So much of what is on its way when its link is cut still arrives. */
    private static final double OUTLIVES_LINK = 0.5;

    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final Receiver receiver;
    private final boolean[][] isUp;
    private boolean isCalm;
    private long calmBits;
    private long sent;
    private int inFlight;
    private long linkChanges;

    public SimNetwork(final SimOptions options, final EventQueue events, final Receiver receiver)
    {
        this.options = options;
        this.events = events;
        this.receiver = receiver;
        random = new SimRandom(options.seed(), "network");
        isUp = new boolean[options.memberCount()][options.memberCount()];
        healAll();
        linkChanges = 0;
    }

    /**
     * Takes a frame.
     *
     * @return false if the outbox has no room now.
     */
    boolean send(final int from, final int to, final byte[] frame)
    {
        final boolean isCalmLink = isCalm && (calmBits >>> from & 1) != 0 && (calmBits >>> to & 1) != 0;
        if (!isCalmLink && random.chance(options.backPressure()))
        {
            return false;
        }
        sent++;
        if (!isUp[from][to] || !isCalmLink && random.chance(options.loss()))
        {
            return true;
        }
        deliver(from, to, frame, isCalmLink, options.heavyTail());
        if (!isCalmLink && random.chance(options.copies()))
        {
            deliver(from, to, frame, false, LATE_COPIES);
        }
        return true;
    }

    void set(final int from, final int to, final boolean up)
    {
        if (from != to && isUp[from][to] != up)
        {
            isUp[from][to] = up;
            linkChanges++;
        }
    }

    boolean isUp(final int from, final int to)
    {
        return isUp[from][to];
    }

    void healAll()
    {
        for (int i = 0; i < isUp.length; i++)
        {
            for (int j = 0; j < isUp.length; j++)
            {
                isUp[i][j] |= i == j;
                set(i, j, true);
            }
        }
    }

    /**
     * All links take a shape.
     *
     * @param shape  its number.
     * @param centre the member it is about.
     */
    void shape(final int shape, final int centre)
    {
        final int n = isUp.length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                set(i, j, Shapes.isUp(shape, Math.floorMod(i - centre, n), Math.floorMod(j - centre, n), n));
            }
        }
    }

    /**
     * From now on some members have good links among each other, and all other links stay as they are.
     *
     * @param members bits.
     */
    void calm(final long members)
    {
        isCalm = true;
        calmBits = members;
        for (int i = 0; i < isUp.length; i++)
        {
            for (int j = 0; j < isUp.length; j++)
            {
                if ((members >>> i & 1) != 0 && (members >>> j & 1) != 0)
                {
                    set(i, j, true);
                }
            }
        }
    }

    long sent()
    {
        return sent;
    }

    long linkChanges()
    {
        return linkChanges;
    }

    private void deliver(
        final int from, final int to, final byte[] frame, final boolean isCalmLink, final double heavyTail)
    {
        long delayNs = options.delayNs() / 4 + random.exponential(options.delayNs());
        if (isCalmLink)
        {
            delayNs = Math.min(delayNs, options.timing().heartbeatIntervalNs() / 2);
        }
        else if (random.chance(heavyTail))
        {
            // Only while faults last: a heartbeat of a member that is gone for good must not keep it alive.
            final long leftNs = Math.max(0, options.safetyNs() - events.nowNs());
            delayNs += Math.min(leftNs, random.exponential(2 * options.timing().leaderTimeoutNs()));
        }
        inFlight++;
        if (inFlight > MAX_IN_FLIGHT)
        {
            throw new Violation("B1", "more than " + MAX_IN_FLIGHT + " messages on their way: a storm");
        }
        final boolean outlivesLink = random.chance(OUTLIVES_LINK);
        events.after(delayNs, () ->
        {
            inFlight--;
            if (isUp[from][to] || outlivesLink)
            {
                receiver.onFrame(to, new UnsafeBuffer(frame), frame.length);
            }
        });
    }
}
