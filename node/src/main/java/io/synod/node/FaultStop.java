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

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Ends an agent at the first thing it throws: a runner would call it again after most, and a step that was left
 * half-done must not be followed by another. And at the fault of another thread of the node: a member whose disk has
 * ended must not go on leading.
 */
final class FaultStop implements Agent
{
    private final Agent agent;
    private final BooleanSupplier isFaulted;

    /** One that stands alone. */
    FaultStop(final Agent agent)
    {
        this(agent, () -> false);
    }

    /** One among others: they end together. */
    FaultStop(final Agent agent, final BooleanSupplier isFaulted)
    {
        this.agent = agent;
        this.isFaulted = isFaulted;
    }

    @Override
    public void onStart()
    {
        agent.onStart();
    }

    @Override
    public int doWork()
    {
        if (isFaulted.getAsBoolean())
        {
            throw new AgentTerminationException("another thread of the node has ended by a fault", true);
        }
        try
        {
            return doWorkOnce();
        }
        catch (final AgentTerminationException ex)
        {
            throw ex;
        }
        catch (final Throwable ex)
        {
            throw new AgentTerminationException(ex);
        }
    }

    private int doWorkOnce() throws Exception
    {
        return agent.doWork();
    }

    @Override
    public void onClose()
    {
        agent.onClose();
    }

    @Override
    public String roleName()
    {
        return agent.roleName();
    }
}
