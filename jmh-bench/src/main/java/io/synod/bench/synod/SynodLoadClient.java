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
package io.synod.bench.synod;

import java.util.concurrent.TimeUnit;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.bench.system.Client;
import io.synod.node.ClientConfig;
import io.synod.node.SynodClient;

/** A client of Synod: one connection with one appender. */
final class SynodLoadClient implements Client, AckHandler
{
    private static final long CONNECT_NS = TimeUnit.MINUTES.toNanos(1);

    private final SynodClient client;
    private final Appender appender;
    private long firstRequestId;
    private Acks acks = SynodLoadClient::beforeAnyOffer;

    private SynodLoadClient(final SynodClient client)
    {
        this.client = client;
        appender = client.newAppender();
    }

    static SynodLoadClient connect(final ClientConfig config)
    {
        final SynodLoadClient connected = new SynodLoadClient(SynodClient.connect(config));
        final IdleStrategy idle = new YieldingIdleStrategy();
        final long deadlineNs = System.nanoTime() + CONNECT_NS;
        while (!connected.appender.isConnected())
        {
            idle.idle(connected.appender.poll(connected));
            if (System.nanoTime() - deadlineNs >= 0)
            {
                final String obstacle = Appender.describe(connected.appender.obstacle());
                connected.close();
                throw new IllegalStateException("not connected after a minute: " + obstacle);
            }
        }
        return connected;
    }

    private static void beforeAnyOffer(final long number)
    {
        throw new IllegalStateException("command " + number + " was acknowledged and never offered");
    }

    @Override
    public boolean offer(final long number, final DirectBuffer command, final int length)
    {
        final long requestId = appender.offer(command, 0, length);
        if (requestId < 0)
        {
            return false;
        }
        if (number == 0)
        {
            firstRequestId = requestId;
        }
        return true;
    }

    @Override
    public int poll(final Acks toTell)
    {
        acks = toTell;
        return appender.poll(this);
    }

    @Override
    public void onAck(final long requestId, final long sequence, final Acknowledged durability)
    {
        acks.onAck(requestId - firstRequestId);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(client);
    }
}
