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

import java.util.SplittableRandom;

/** A stream of chance: all in a run follows from its seed. Streams of different names do not disturb each other. */
public final class SimRandom
{
    private final SplittableRandom random;

    public SimRandom(final long seed, final String name)
    {
        random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + name.hashCode());
    }

    public boolean chance(final double probability)
    {
        return probability > 0 && random.nextDouble() < probability;
    }

    /**
     * A number in {@code [from, through]}.
     *
     * @param from    inclusive.
     * @param through inclusive.
     * @return evenly spread.
     */
    public int between(final int from, final int through)
    {
        return from + random.nextInt(through - from + 1);
    }

    public long between(final long from, final long through)
    {
        return from + random.nextLong(through - from + 1);
    }

    public double between(final double from, final double limit)
    {
        return from + random.nextDouble() * (limit - from);
    }

    public int pick(final int... choices)
    {
        return choices[random.nextInt(choices.length)];
    }

    /**
     * A waiting time with a memoryless distribution.
     *
     * @param meanNs of it.
     * @return from 0.
     */
    public long exponential(final long meanNs)
    {
        return (long)(-StrictMath.log1p(-random.nextDouble()) * meanNs);
    }

    public long nextLong()
    {
        return random.nextLong();
    }
}
