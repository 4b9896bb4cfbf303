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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.agrona.DirectBuffer;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

import io.synod.bench.system.AckQueue;
import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;

/** Sets one node's data again and again, without waiting for the answer. */
final class NodeClient implements Client
{
    private static final int LIMIT = 1 << 14;
    private static final int SESSION_TIMEOUT_MS = 30_000;
    private static final String PATH = "/bench";
    private static final int ANY_VERSION = -1;

    private final AckQueue ended = new AckQueue(LIMIT);
    private final ZooKeeper zooKeeper;
    private final AsyncCallback.StatCallback callback = (code, path, number, stat) ->
    {
        if (code == KeeperException.Code.OK.intValue())
        {
            ended.acked((Long)number);
        }
        else
        {
            ended.lost();
        }
    };

    private NodeClient(final ZooKeeper zooKeeper)
    {
        this.zooKeeper = zooKeeper;
    }

    static NodeClient connect(final ClusterSetup setup) throws Exception
    {
        final CountDownLatch connected = new CountDownLatch(1);
        final ZooKeeper zooKeeper = new ZooKeeper("127.0.0.1:" + setup.port(0), SESSION_TIMEOUT_MS, event ->
        {
            if (event.getState() == KeeperState.SyncConnected)
            {
                connected.countDown();
            }
        }, false, new LeaderFirst(setup));
        if (!connected.await(1, TimeUnit.MINUTES))
        {
            zooKeeper.close();
            throw new TimeoutException("no session");
        }
        if (zooKeeper.exists(PATH, false) == null)
        {
            zooKeeper.create(PATH, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        return new NodeClient(zooKeeper);
    }

    @Override
    public boolean offer(final long number, final DirectBuffer command, final int length)
    {
        if (!zooKeeper.getState().isConnected() || !ended.begin())
        {
            return false;
        }
        final byte[] data = new byte[length];
        command.getBytes(0, data);
        zooKeeper.setData(PATH, data, ANY_VERSION, callback, number);
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
        try
        {
            zooKeeper.close();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
