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
package io.synod.bench.etcd;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import org.agrona.DirectBuffer;

import io.synod.bench.system.AckQueue;
import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;

/** Puts one key again and again, without waiting for the answer. */
final class EtcdClient implements Client
{
    private static final int LIMIT = 1 << 14;
    private static final long CONNECT_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);
    private static final ByteSequence KEY = ByteSequence.from("bench", StandardCharsets.US_ASCII);

    private final AckQueue ended = new AckQueue(LIMIT);
    private final io.etcd.jetcd.Client client;
    private final KV store;

    private EtcdClient(final io.etcd.jetcd.Client client)
    {
        this.client = client;
        store = client.getKVClient();
    }

    static EtcdClient connect(final ClusterSetup setup) throws Exception
    {
        final int leaderId = awaitLeader(setup);
        // The leader first, because the first that answers is taken: another would cost one hop more.
        final String servers = IntStream.range(0, setup.members())
            .map(i -> (leaderId + i) % setup.members())
            .mapToObj(id -> "127.0.0.1:" + setup.port(id))
            .collect(Collectors.joining(","));
        final EtcdClient connected = new EtcdClient(io.etcd.jetcd.Client.builder()
            .target("ip:///" + servers)
            .loadBalancerPolicy("pick_first")
            .build());
        connected.store.put(KEY, KEY).get(1, TimeUnit.MINUTES);
        return connected;
    }

    private static int awaitLeader(final ClusterSetup setup) throws TimeoutException
    {
        final long deadlineNs = System.nanoTime() + CONNECT_TIMEOUT_NS;
        while (System.nanoTime() - deadlineNs < 0)
        {
            for (int id = 0; id < setup.members(); id++)
            {
                if (new EtcdStatus(EtcdMember.url(setup, id, 0)).isLeader())
                {
                    return id;
                }
            }
        }
        throw new TimeoutException("no leader");
    }

    @Override
    public boolean offer(final long number, final DirectBuffer command, final int length)
    {
        if (!ended.begin())
        {
            return false;
        }
        final byte[] value = new byte[length];
        command.getBytes(0, value);
        ended.follow(number, store.put(KEY, ByteSequence.from(value)));
        return true;
    }

    @Override
    public int poll(final Acks acks)
    {
        return ended.poll(acks);
    }

    @Override
    public void close()
    {
        client.close();
    }
}
