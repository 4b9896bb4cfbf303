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
package io.synod.bench.aeroncluster;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * Yields on the leader, whose service answers the client, and steps back on a follower, for whose service nobody waits:
 * there are fewer processors than threads.
 */
final class ServiceIdle implements IdleStrategy
{
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 100_000;

    private final EchoService service;
    private final IdleStrategy follower = new BackoffIdleStrategy(10, 20, MIN_PARK_NS, MAX_PARK_NS);

    ServiceIdle(final EchoService service)
    {
        this.service = service;
    }

    @Override
    public void idle(final int workCount)
    {
        if (workCount > 0)
        {
            reset();
        }
        else
        {
            idle();
        }
    }

    @Override
    public void idle()
    {
        if (service.isLeader())
        {
            YieldingIdleStrategy.INSTANCE.idle();
        }
        else
        {
            follower.idle();
        }
    }

    @Override
    public void reset()
    {
        follower.reset();
    }
}
