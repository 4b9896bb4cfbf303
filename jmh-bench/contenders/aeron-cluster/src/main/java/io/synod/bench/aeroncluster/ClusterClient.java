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

import java.util.concurrent.TimeUnit;

import io.aeron.DirectBufferVector;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.TimeoutException;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.Header;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.bench.aeron.OneThreadDriver;
import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;

/** A session with the cluster; a new one when the cluster has closed the old. One thread, with its driver in it. */
final class ClusterClient implements Client, EgressListener
{
    private static final long CONNECT_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long ATTEMPT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);

    private final ClusterSetup setup;
    private final OneThreadDriver driver;
    private final BufferClaim claim = new BufferClaim();
    /** Cluster header, number, and the rest of the command, for one that is longer than a datagram. */
    private final DirectBufferVector[] parts = {
        new DirectBufferVector(), new DirectBufferVector(), new DirectBufferVector()};
    private final UnsafeBuffer numberBuffer = new UnsafeBuffer(new byte[Long.BYTES]);
    private AeronCluster.AsyncConnect attempt;
    private AeronCluster cluster;
    private long keepAliveNs;
    private Acks acks;

    private ClusterClient(final ClusterSetup setup)
    {
        this.setup = setup;
        driver = OneThreadDriver.launch(setup, setup.members());
    }

    static ClusterClient connect(final ClusterSetup setup)
    {
        final ClusterClient client = new ClusterClient(setup);
        try
        {
            final long deadlineNs = System.nanoTime() + CONNECT_TIMEOUT_NS;
            while (!client.isConnected())
            {
                client.driver.doWork();
                if (System.nanoTime() - deadlineNs > 0)
                {
                    throw new TimeoutException("no session");
                }
            }
            return client;
        }
        catch (final RuntimeException ex)
        {
            client.close();
            throw ex;
        }
    }

    private boolean isConnected()
    {
        if (cluster != null && !cluster.isClosed())
        {
            return true;
        }
        try
        {
            if (attempt == null)
            {
                attempt = AeronCluster.asyncConnect(context());
            }
            cluster = attempt.poll();
        }
        catch (final TimeoutException ex)
        {
            // While they elect, nobody answers.
            CloseHelper.quietClose(attempt);
            attempt = null;
        }
        if (cluster == null || cluster.isClosed())
        {
            return false;
        }
        attempt = null;
        return true;
    }

    private AeronCluster.Context context()
    {
        return new AeronCluster.Context()
            .aeron(driver.aeron())
            .ownsAeronClient(false)
            .agentInvoker(driver.invoker())
            .ingressChannel(ClusterOptions.channel(setup))
            .ingressEndpoints(ClusterOptions.ingressEndpoints(setup))
            .egressChannel(
                ClusterOptions.channel(setup) + "|endpoint=" + ClusterOptions.endpoint(setup, setup.members(), 0))
            .egressListener(this)
            .idleStrategy(new YieldingIdleStrategy())
            .messageTimeoutNs(ATTEMPT_TIMEOUT_NS);
    }

    @Override
    public boolean offer(final long number, final DirectBuffer command, final int length)
    {
        if (cluster == null || cluster.isClosed())
        {
            return false;
        }
        if (length > cluster.ingressPublication().maxPayloadLength() - AeronCluster.SESSION_HEADER_LENGTH)
        {
            return offerFragments(number, command, length);
        }
        if (!isTaken(cluster.tryClaim(length, claim)))
        {
            return false;
        }
        final int offset = claim.offset() + AeronCluster.SESSION_HEADER_LENGTH;
        claim.buffer().putLong(offset, number);
        claim.buffer().putBytes(offset + Long.BYTES, command, Long.BYTES, length - Long.BYTES);
        claim.commit();
        return true;
    }

    private boolean offerFragments(final long number, final DirectBuffer command, final int length)
    {
        numberBuffer.putLong(0, number);
        parts[1].reset(numberBuffer, 0, Long.BYTES);
        parts[2].reset(command, Long.BYTES, length - Long.BYTES);
        return isTaken(cluster.offer(parts));
    }

    private static boolean isTaken(final long position)
    {
        if (position == Publication.MAX_POSITION_EXCEEDED)
        {
            throw new IllegalStateException("the stream has ended");
        }
        return position > 0;
    }

    @Override
    public int poll(final Acks listener)
    {
        int work = driver.doWork();
        if (!isConnected())
        {
            return work;
        }
        acks = listener;
        work += cluster.pollEgress();
        final long nowNs = System.nanoTime();
        if (nowNs - keepAliveNs > KEEP_ALIVE_NS && !cluster.isClosed())
        {
            // Not heard while there is no leader, and sent again.
            cluster.sendKeepAlive();
            keepAliveNs = nowNs;
        }
        return work;
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        acks.onAck(buffer.getLong(offset));
    }

    @Override
    public void onSessionEvent(
        final long correlationId,
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final EventCode code,
        final String detail)
    {
        if (code == EventCode.AUTHENTICATION_REJECTED)
        {
            throw new IllegalStateException(detail);
        }
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(attempt, cluster);
        driver.close();
    }
}
