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

import java.util.List;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;
import io.synod.bench.system.Member;

/** ZooKeeper, a server in each member process, and its own client. */
public final class ZooKeeperContender implements Contender
{
    @Override
    public String name()
    {
        return "zookeeper";
    }

    @Override
    public List<String> jvmOptions()
    {
        // What is set here and not in a server's file, ZooKeeper reads as properties of the process.
        return List.of(
            "-Dzookeeper.globalOutstandingLimit=100000",
            "-Dzookeeper.digest.enabled=false",
            "-Dzookeeper.skipACL=yes",
            "-Dzookeeper.admin.enableServer=false",
            "-Dzookeeper.4lw.commands.whitelist=srvr",
            "-Djava.net.preferIPv4Stack=true");
    }

    @Override
    public String settings(final ClusterSetup setup)
    {
        return "asynchronous setData of one node, client connected to the leader; NIO, forceSync " +
            ServerSeat.forceSync(setup) + ", digests and ACLs off, 100,000 requests outstanding; tick " +
            ServerSeat.tickMs(setup) + " ms, a leader or follower is given up after " + ServerSeat.SYNC_LIMIT +
            " ticks";
    }

    @Override
    public Member startMember(final ClusterSetup setup, final int memberId) throws Exception
    {
        return ServerSeat.start(setup, memberId);
    }

    @Override
    public Client connect(final ClusterSetup setup) throws Exception
    {
        return NodeClient.connect(setup);
    }
}
