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
package io.synod.bench.aeron;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.Header;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;

/** Sends commands to the leader, and hears how many of them a majority has. */
final class RoundClient implements Client
{
    private static final long CONNECT_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int FRAGMENT_LIMIT = 64;

    private final OneThreadDriver driver;
    private final ExclusivePublication commands;
    private final Subscription acks;
    private final FragmentAssembler handler = new FragmentAssembler(this::onAck);
    private final BufferClaim claim = new BufferClaim();
    private long ackedThrough = -1;
    private long toldThrough = -1;

    private RoundClient(final OneThreadDriver driver, final ClusterSetup setup)
    {
        this.driver = driver;
        acks = driver.aeron().addSubscription(
            AeronRound.channel(setup, setup.members()), AeronRound.ACKS_STREAM_ID);
        commands = driver.aeron().addExclusivePublication(
            AeronRound.channel(setup, AeronRound.LEADER_ID), AeronRound.COMMANDS_STREAM_ID);
    }

    static RoundClient connect(final ClusterSetup setup)
    {
        final OneThreadDriver driver = OneThreadDriver.launch(setup, setup.members());
        try
        {
            final RoundClient client = new RoundClient(driver, setup);
            client.awaitLeader();
            return client;
        }
        catch (final RuntimeException ex)
        {
            CloseHelper.quietClose(driver);
            throw ex;
        }
    }

    private void awaitLeader()
    {
        final long deadlineNs = System.nanoTime() + CONNECT_TIMEOUT_NS;
        while (!commands.isConnected() || !acks.isConnected())
        {
            driver.doWork();
            if (System.nanoTime() - deadlineNs > 0)
            {
                LangUtil.rethrowUnchecked(new TimeoutException("no leader, or not all of its followers"));
            }
        }
    }

    @Override
    public boolean offer(final long number, final DirectBuffer command, final int length)
    {
        if (length > commands.maxPayloadLength())
        {
            return AeronRound.isTaken(commands.offer(command, 0, length));
        }
        if (!AeronRound.isTaken(commands.tryClaim(length, claim)))
        {
            return false;
        }
        claim.putBytes(command, 0, length);
        claim.commit();
        return true;
    }

    @Override
    public int poll(final Acks listener)
    {
        final int work = driver.doWork() + acks.poll(handler, FRAGMENT_LIMIT);
        while (toldThrough < ackedThrough)
        {
            listener.onAck(++toldThrough);
        }
        return work;
    }

    private void onAck(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        ackedThrough = buffer.getLong(offset) - 1;
    }

    @Override
    public void close()
    {
        driver.close();
    }
}
