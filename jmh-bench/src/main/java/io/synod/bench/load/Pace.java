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

/** When the next command may be offered, and from when on it counts. */
interface Pace
{
    /**
     * Of a load.
     *
     * @param load    as asked.
     * @param startNs when it begins.
     * @return its pace.
     */
    static Pace of(final Load load, final long startNs)
    {
        return load.kind() == Load.Kind.WINDOW ? new Unpaced() : new ByTheClock(startNs, 1e9 / load.rate());
    }

    /**
     * Whether one more is due.
     *
     * @param nowNs now.
     * @return true if one may be offered.
     */
    boolean isDue(long nowNs);

    /**
     * The one that is due has been taken.
     *
     * @param nowNs now.
     * @return the time from which on its latency counts.
     */
    long take(long nowNs);

    /** As soon as there is room. */
    final class Unpaced implements Pace
    {
        @Override
        public boolean isDue(final long nowNs)
        {
            return true;
        }

        @Override
        public long take(final long nowNs)
        {
            return nowNs;
        }
    }

    /** What could not be offered in time is late from when it should have been: no coordinated omission. */
    final class ByTheClock implements Pace
    {
        private final long startNs;
        private final double intervalNs;
        private long taken;

        ByTheClock(final long startNs, final double intervalNs)
        {
            this.startNs = startNs;
            this.intervalNs = intervalNs;
        }

        @Override
        public boolean isDue(final long nowNs)
        {
            return nowNs - nextNs() >= 0;
        }

        @Override
        public long take(final long nowNs)
        {
            final long atNs = nextNs();
            taken++;
            return atNs;
        }

        private long nextNs()
        {
            return startNs + (long)(taken * intervalNs);
        }
    }
}
