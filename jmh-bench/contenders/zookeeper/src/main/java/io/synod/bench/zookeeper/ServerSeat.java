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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.agrona.LangUtil;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Member;

/** A server, started as its main program starts it. */
final class ServerSeat extends QuorumPeerMain implements Member
{
    static final int SYNC_LIMIT = 3;

    private static final int QUORUM_PORT = 1;
    private static final int ELECTION_PORT = 2;
    private static final int DEFAULT_TICK_MS = 2_000;
    private static final int FAST_TICK_MS = 100;
    /** To find each other when all start at once; independent of how soon a dead leader is found. */
    private static final int INIT_MS = 20_000;

    private ServerSeat()
    {
    }

    static ServerSeat start(final ClusterSetup setup, final int memberId) throws Exception
    {
        System.setProperty("zookeeper.forceSync", forceSync(setup));
        final QuorumPeerConfig config = new QuorumPeerConfig();
        config.parseProperties(properties(setup, memberId));
        final ServerSeat seat = new ServerSeat();
        final Thread thread = new Thread(() -> seat.run(config), "zookeeper-" + memberId);
        thread.setDaemon(true);
        thread.start();
        return seat;
    }

    private void run(final QuorumPeerConfig config)
    {
        try
        {
            runFromConfig(config);
        }
        catch (final Exception ex)
        {
            LangUtil.rethrowUnchecked(ex);
        }
    }

    static String forceSync(final ClusterSetup setup)
    {
        return setup.isForced() ? "yes" : "no";
    }

    static int tickMs(final ClusterSetup setup)
    {
        return setup.failOver() == ClusterSetup.FailOver.FAST ? FAST_TICK_MS : DEFAULT_TICK_MS;
    }

    private static Properties properties(final ClusterSetup setup, final int memberId) throws IOException
    {
        final Path directory = Files.createDirectories(setup.directoryOf(memberId));
        Files.writeString(directory.resolve("myid"), Integer.toString(memberId));
        final Properties properties = new Properties();
        properties.setProperty("dataDir", directory.toString());
        properties.setProperty("tickTime", Integer.toString(tickMs(setup)));
        properties.setProperty("initLimit", Integer.toString(INIT_MS / tickMs(setup)));
        properties.setProperty("syncLimit", Integer.toString(SYNC_LIMIT));
        properties.setProperty("clientPortAddress", "127.0.0.1");
        properties.setProperty("clientPort", Integer.toString(setup.port(memberId)));
        properties.setProperty("maxSessionTimeout", "60000");
        for (int id = 0; id < setup.members(); id++)
        {
            properties.setProperty("server." + id, "127.0.0.1:" + (setup.port(id) + QUORUM_PORT) + ":" +
                (setup.port(id) + ELECTION_PORT));
        }
        return properties;
    }

    @Override
    public boolean isLeader()
    {
        final QuorumPeer peer = quorumPeer;
        return peer != null && peer.getPeerState() == QuorumPeer.ServerState.LEADING;
    }

    @Override
    public void close()
    {
        if (quorumPeer != null)
        {
            quorumPeer.shutdown();
        }
    }
}
