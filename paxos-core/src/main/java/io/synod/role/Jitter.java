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
package io.synod.role;

/** Chance from a seed: SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014). */
public final class Jitter
{
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public Jitter(final long seed)
    {
        state = seed;
    }

    /**
     * A number in {@code [0, bound)}.
     *
     * @param bound from 1.
     * @return evenly spread, but for a bias that timeouts do not feel.
     */
    public long below(final long bound)
    {
        state += GOLDEN_GAMMA;
        final long a = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        final long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return Long.remainderUnsigned(b ^ b >>> 31, bound);
    }
}
