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

import java.util.ArrayDeque;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One direction of a link, as a stream of Aeron's is: frames arrive in the order in which they were sent, none twice;
 * it holds so many and no more; and what is lost is lost from some frame on.
 */
final class SimStream
{
    /**
     * A frame under way.
     *
     * @param arrivesNs when.
     * @param bytes     of it.
     * @param isSpoilt  whether they are not those that were sent.
     */
    record Frame(long arrivesNs, DirectBuffer bytes, boolean isSpoilt)
    {
    }

    private final ArrayDeque<Frame> inFlight = new ArrayDeque<>();
    private int capacity;
    private long lastArrivalNs;

    SimStream(final int capacity)
    {
        this.capacity = capacity;
    }

    /** It holds at least so many frames from now on. */
    void widen(final int newCapacity)
    {
        capacity = Math.max(capacity, newCapacity);
    }

    boolean isFull()
    {
        return inFlight.size() >= capacity;
    }

    /**
     * Sends a frame; there is room.
     *
     * @return when it arrives.
     */
    long send(final byte[] bytes, final long arrivesNs)
    {
        lastArrivalNs = Math.max(lastArrivalNs, arrivesNs);
        inFlight.add(new Frame(lastArrivalNs, new UnsafeBuffer(bytes), false));
        return lastArrivalNs;
    }

    /** A frame goes ahead of the last one that was sent: that one with a wrong byte. */
    void spoil(final SimRandom random)
    {
        final Frame good = inFlight.removeLast();
        final byte[] bytes = new byte[random.chance(0.2) ?
            random.between(0, good.bytes().capacity() - 1) : good.bytes().capacity()];
        good.bytes().getBytes(0, bytes);
        if (bytes.length == good.bytes().capacity())
        {
            bytes[random.between(0, bytes.length - 1)] ^= (byte)random.between(1, 255);
        }
        inFlight.add(new Frame(good.arrivesNs(), new UnsafeBuffer(bytes), true));
        inFlight.add(good);
    }

    /**
     * The next frame that has arrived.
     *
     * @return null if there is none; the same again until it is removed.
     */
    Frame arrived(final long nowNs)
    {
        final Frame first = inFlight.peek();
        return first == null || first.arrivesNs() > nowNs ? null : first;
    }

    void remove()
    {
        inFlight.remove();
    }

    /** All frames but the oldest are lost. */
    void lose(final int kept)
    {
        while (inFlight.size() > kept)
        {
            inFlight.removeLast();
        }
    }

    int size()
    {
        return inFlight.size();
    }
}
