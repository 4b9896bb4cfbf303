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

/** A machine's clocks: one that runs at its own rate from its own origin, and one on the wall that can be set. */
final class SimClock
{
    private final EventQueue events;
    private final double rate;
    private final long originNs;
    private long wallOffsetNs;

    SimClock(final SimOptions options, final EventQueue events, final SimRandom random)
    {
        this.events = events;
        rate = random.between(1 / options.maxClockRate(), options.maxClockRate() + 1e-9);
        originNs = random.between(0L, 1L << 40);
        wallOffsetNs = random.between(0L, options.timing().leaderTimeoutNs());
    }

    long localNs()
    {
        return originNs + (long)(events.nowNs() * rate);
    }

    long wallNs()
    {
        return localNs() + wallOffsetNs;
    }

    void step(final long byNs)
    {
        wallOffsetNs += byNs;
    }
}
