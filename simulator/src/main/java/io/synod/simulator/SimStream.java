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

/**
 * One direction of a link, as a stream of Aeron's is: frames arrive in the order in which they were sent, none twice;
 * it holds so many and no more; and what is lost is lost from some frame on.
 */
final class SimStream<F>
{
    /** A frame under way. */
    private record Sent<F>(long arrivesNs, F frame)
    {
    }

    private final ArrayDeque<Sent<F>> inFlight = new ArrayDeque<>();
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
    long send(final F frame, final long arrivesNs)
    {
        lastArrivalNs = Math.max(lastArrivalNs, arrivesNs);
        inFlight.add(new Sent<>(lastArrivalNs, frame));
        return lastArrivalNs;
    }

    /**
     * The next frame that has arrived.
     *
     * @return null if there is none; the same again until it is removed.
     */
    F arrived(final long nowNs)
    {
        final Sent<F> first = inFlight.peek();
        return first == null || first.arrivesNs() > nowNs ? null : first.frame();
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
