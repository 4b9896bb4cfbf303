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

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a thread does that has nothing to do. */
public enum IdleMode
{
    /**
     * Spins a little, then yields, then sleeps, up to a millisecond: idle costs next to nothing, and the first command
     * after a silence waits for the end of that sleep.
     */
    BACKOFF
    {
        @Override
        public IdleStrategy newStrategy()
        {
            return new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        }
    },

    /** Gives the processor to whoever wants it, and never sleeps: for machines with few cores and steady load. */
    YIELD
    {
        @Override
        public IdleStrategy newStrategy()
        {
            return new YieldingIdleStrategy();
        }
    },

    /** Never lets go of its core: the shortest times, where each thread has a core for itself. */
    SPIN
    {
        @Override
        public IdleStrategy newStrategy()
        {
            return new BusySpinIdleStrategy();
        }
    };

    private static final int SPINS = 20;
    private static final int YIELDS = 50;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 1_000_000;

    /**
     * A strategy for one thread.
     *
     * @return new.
     */
    public abstract IdleStrategy newStrategy();
}
