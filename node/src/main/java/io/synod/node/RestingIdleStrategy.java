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

import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;

/**
 * As configured while somebody waits for what the thread does, and asleep most of the time while nobody does: a thread
 * that only yields is in the way of those that have work, where there are more threads than processors.
 */
final class RestingIdleStrategy implements IdleStrategy
{
    private final IdleStrategy awake;
    private final IdleStrategy resting = IdleMode.BACKOFF.newStrategy();
    private final BooleanSupplier isAwaited;

    RestingIdleStrategy(final IdleStrategy awake, final BooleanSupplier isAwaited)
    {
        this.awake = awake;
        this.isAwaited = isAwaited;
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
        if (isAwaited.getAsBoolean())
        {
            awake.idle();
        }
        else
        {
            resting.idle();
        }
    }

    @Override
    public void reset()
    {
        awake.reset();
        resting.reset();
    }

    @Override
    public String alias()
    {
        return "resting-" + awake.alias();
    }
}
