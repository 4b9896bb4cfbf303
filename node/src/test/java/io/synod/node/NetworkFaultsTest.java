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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Five members, each in a network namespace of its own, whose links are cut in the shapes that undo other protocols,
 * and lose frames. Clients reach all members always. One round in the build, 20 with {@code -Dsynod.long=true}, or
 * {@code -Dsynod.events=N}. A recovery is counted from before the first cut,
 * though it takes a while until all are made; and from when the last one is healed: on a busy machine the kernel takes
 * its time, up to 40 s were seen.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NetworkFaultsTest
{
    private static final int MEMBERS = 5;
    private static final boolean IS_LONG = Boolean.getBoolean("synod.long");
    private static final int ROUNDS = Integer.getInteger("synod.events", IS_LONG ? 20 : 1);
    private static final long HOLD_NS = IS_LONG ? 4_000_000_000L : 1_000_000_000L;
    private static final int LOSS_PERCENT = 20;
    private static final long RECOVERY_DEADLINE_NS = 60_000_000_000L;

    private final Recoveries recoveries = new Recoveries();

    @TempDir
    private Path directory;

    private Namespaces net;
    private ProcessCluster cluster;
    private Load load;
    /** Reaches nobody, so that it lacks what the others have. */
    private int isolated;

    @Test
    void goesOnWhateverLinksAreCutAsLongAsOneMemberReachesAQuorum()
    {
        final String obstacle = Namespaces.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), obstacle);
        final long startNs = System.nanoTime();
        try (Namespaces madeNet = Namespaces.make(MEMBERS);
            ProcessCluster made = ProcessCluster.start(
                directory, madeNet.endpoints(), madeNet::prefix, ProcessCluster.SEGMENT_LENGTH,
                ProcessCluster.HEARTBEAT_MS);
            Load madeLoad = newLoad(madeNet.hostAddress(), made.members()))
        {
            net = madeNet;
            cluster = made;
            load = madeLoad;
            awaitSteady();
            for (int round = 0; round < ROUNDS; round++)
            {
                during("quorum-loss", this::loseQuorum);
                isolated = isolateFollower();
                during("constrained election", this::constrainElection);
                during("chained", this::chain);
                during("leader unheard", this::silenceLeader);
                during("leader deaf", this::deafenLeader);
                during("20 % lost", this::loseFrames);
            }
            load.settle();
            final long length = Orders.check(
                cluster, load, members -> clientConfig(net.hostAddress(), members));
            System.out.printf("%d rounds of cuts in %.0f s, %d commands in each order, %d unknown. Recovery:%n%s",
                ROUNDS, (System.nanoTime() - startNs) / 1e9, length, load.unknown(), recoveries.report());
        }
    }

    private static ClientConfig clientConfig(final String host, final String members)
    {
        return ClientConfig.defaults(members).withResponseHost(host);
    }

    private static Load newLoad(final String host, final String members)
    {
        return new Load(clientConfig(host, members))
            .with(Load.OPEN, 200, 8)
            .with(16, 500, 200)
            .with(1, 500, 8)
            .start();
    }

    private void during(final String fault, final Runnable cutting)
    {
        final long faultNs = System.nanoTime();
        cutting.run();
        final double cutMs = (System.nanoTime() - faultNs) / 1e6;
        awaitRecovery(fault, faultNs);
        final double rate = load.rate(HOLD_NS);
        final long healNs = System.nanoTime();
        net.heal();
        final long healedNs = System.nanoTime();
        awaitRecovery("healed", healedNs);
        awaitSteady();
        System.out.printf("%s: in place after %.0f ms, %.0f commands/s under it, taken away within %.0f ms%n",
            fault, cutMs, rate, (healedNs - healNs) / 1e6);
    }

    private void awaitRecovery(final String fault, final long faultNs)
    {
        load.mark();
        ProcessCluster.await(() -> "recovery: " + fault, RECOVERY_DEADLINE_NS, load::isAnyAckedSinceMark);
        recoveries.add(fault, load.firstAckSinceMarkNs() - faultNs);
    }

    /** All members know who leads and what is decided, and no session is stuck. */
    private void awaitSteady()
    {
        load.mark();
        ProcessCluster.await("each session is answered", load::isEachAckedSinceMark);
        cluster.awaitCaughtUp();
    }

    /** All lose all but the hub: only that one reaches a quorum. */
    private void loseQuorum()
    {
        final int hub = cluster.follower();
        cutAllBut(hub);
        net.apply();
        awaitLeader(hub);
    }

    private int isolateFollower()
    {
        final int follower = cluster.follower();
        for (int i = 0; i < MEMBERS; i++)
        {
            if (i != follower)
            {
                net.cut(follower, i);
            }
        }
        net.apply();
        load.rate(HOLD_NS);
        return follower;
    }

    /** The leader is gone, and the one that reaches a quorum lacks what the others have. */
    private void constrainElection()
    {
        final int leader = cluster.leader();
        net.clear();
        cutAllBut(isolated);
        net.cut(isolated, leader);
        net.apply();
        awaitLeader(isolated);
    }

    private void cutAllBut(final int hub)
    {
        for (int i = 0; i < MEMBERS; i++)
        {
            for (int k = i + 1; k < MEMBERS; k++)
            {
                if (i != hub && k != hub)
                {
                    net.cut(i, k);
                }
            }
        }
    }

    private void awaitLeader(final int hub)
    {
        ProcessCluster.await(() -> "the hub leads", RECOVERY_DEADLINE_NS, () -> cluster.leader() == hub);
        assertEquals(hub, cluster.leader());
    }

    /** Each reaches its two neighbours in a row; the leader is at an end of it. */
    private void chain()
    {
        final List<Integer> row = new ArrayList<>(List.of(cluster.leader()));
        for (int i = 0; i < MEMBERS; i++)
        {
            if (i != row.get(0))
            {
                row.add(i);
            }
        }
        for (int i = 0; i < MEMBERS; i++)
        {
            for (int k = i + 2; k < MEMBERS; k++)
            {
                net.cut(row.get(i), row.get(k));
            }
        }
        net.apply();
    }

    private void silenceLeader()
    {
        final int leader = cluster.leader();
        for (int i = 0; i < MEMBERS; i++)
        {
            if (i != leader)
            {
                net.cutOneWay(leader, i);
            }
        }
        net.apply();
    }

    private void deafenLeader()
    {
        final int leader = cluster.leader();
        for (int i = 0; i < MEMBERS; i++)
        {
            if (i != leader)
            {
                net.cutOneWay(i, leader);
            }
        }
        net.apply();
    }

    private void loseFrames()
    {
        for (int i = 0; i < MEMBERS; i++)
        {
            net.lose(i, LOSS_PERCENT);
        }
        net.apply();
    }
}
