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

import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.synod.CommandHandler;
import io.synod.Subscription;
import io.synod.client.ClientTimes;
import io.synod.client.SubscriberCore;

/** A subscription over Aeron: its thread is whoever polls it. Any may close it. */
final class RemoteSubscription implements Subscription, Polled
{
    private final ClientLine line;
    private final SubscriberCore core;
    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final Consumer<Polled> onClose;
    private final Turn turn = new Turn();

    RemoteSubscription(
        final ClientLine line,
        final ClientTimes times,
        final long fromSequence,
        final CommandHandler handler,
        final Consumer<Polled> onClose)
    {
        this.line = line;
        this.onClose = onClose;
        final int[] memberIds = line.links().memberIds();
        final int preferred = memberIds[(int)Long.remainderUnsigned(line.seed(), memberIds.length)];
        core = new SubscriberCore(line.links(), times, fromSequence, handler, preferred);
        line.hear(core, core);
    }

    @Override
    public int poll(final int limit)
    {
        if (!turn.take())
        {
            return 0;
        }
        try
        {
            final long before = core.nextSequence();
            core.onTime(clock.nanoTime(), limit);
            line.work();
            line.pollAnswers();
            if (limit > 0)
            {
                line.pollCommands();
            }
            core.work();
            return (int)(core.nextSequence() - before);
        }
        finally
        {
            if (turn.giveBack())
            {
                letGo();
            }
        }
    }

    @Override
    public boolean isServed()
    {
        return core.isServed();
    }

    @Override
    public long nextSequence()
    {
        return core.nextSequence();
    }

    @Override
    public void close()
    {
        if (turn.close())
        {
            letGo();
        }
    }

    @Override
    public boolean isHandling()
    {
        return turn.isMine();
    }

    private void letGo()
    {
        try
        {
            core.members().disconnect();
            line.workOut();
        }
        catch (final AgentTerminationException ex)
        {
            // Its part of the media driver has ended before: the members forget it by themselves.
        }
        finally
        {
            CloseHelper.closeAll(line, () -> onClose.accept(this));
        }
    }
}
