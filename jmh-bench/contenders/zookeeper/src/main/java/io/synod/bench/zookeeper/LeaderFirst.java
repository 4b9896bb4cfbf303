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
package io.synod.bench.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.apache.zookeeper.client.HostProvider;

import io.synod.bench.system.ClusterSetup;

/** The servers, the leader first: a client of another would pay one hop more for each command. */
final class LeaderFirst implements HostProvider
{
    private static final int TIMEOUT_MS = 200;

    private final List<InetSocketAddress> servers;
    private int next;
    private int tried;

    LeaderFirst(final ClusterSetup setup)
    {
        servers = IntStream.range(0, setup.members())
            .mapToObj(id -> new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port(id)))
            .toList();
    }

    @Override
    public int size()
    {
        return servers.size();
    }

    @Override
    public InetSocketAddress next(final long spinDelayMs)
    {
        for (final InetSocketAddress server : servers)
        {
            if (isLeader(server))
            {
                return server;
            }
        }
        if (++tried % servers.size() == 0)
        {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(spinDelayMs));
        }
        next = (next + 1) % servers.size();
        return servers.get(next);
    }

    /** Asks as an operator would. */
    private static boolean isLeader(final InetSocketAddress server)
    {
        try (Socket socket = new Socket())
        {
            socket.connect(server, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            final InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).contains("Mode: leader");
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    @Override
    public void onConnected()
    {
        tried = 0;
    }

    @Override
    public boolean updateServerList(
        final Collection<InetSocketAddress> serverAddresses, final InetSocketAddress currentHost)
    {
        return false;
    }
}
