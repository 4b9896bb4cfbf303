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
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members in processes of their own are killed, frozen and started again while clients append. One event of each kind
 * in the build; {@code -Dsynod.long=true} is 200 events in 10 minutes, half of them on five members.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FaultsTest
{
    /** What happens to members. */
    private enum Fault
    {
        KILL_LEADER, STOP_FOLLOWER, STOP_LEADER, KILL_FOLLOWER, END_LEADER, KILL_ALL, KILL_TWO
    }

    private static final boolean IS_LONG = Boolean.getBoolean("synod.long");
    private static final int ALL_KINDS = Fault.values().length - 1;
    private static final int EVENTS = Integer.getInteger("synod.events", IS_LONG ? 100 : ALL_KINDS);
    private static final double MINUTES =
        Double.parseDouble(System.getProperty("synod.minutes", IS_LONG ? "5" : "0"));
    private static final long PAUSE_NS = 3 * 300_000_000L;
    private static final long RECOVERY_DEADLINE_NS = 60_000_000_000L;

    private final Recoveries recoveries = new Recoveries();
    private final Random random = new Random(20_261_121);

    @TempDir
    private Path directory;

    @Test
    void threeMembersLoseNothingAndGoOn()
    {
        run(3);
    }

    @Test
    void fiveMembersLoseNothingAndGoOn()
    {
        Assumptions.assumeTrue(IS_LONG, "five members: only with -Dsynod.long=true");
        run(5);
    }

    private void run(final int count)
    {
        final long startNs = System.nanoTime();
        try (ProcessCluster cluster = ProcessCluster.start(directory, count);
            Load load = newLoad(cluster.members()))
        {
            for (int i = 0; i < EVENTS; i++)
            {
                final long dueNs = startNs + (long)(MINUTES * 60e9 * i / EVENTS);
                awaitSteady(cluster, load, dueNs);
                happen(i < ALL_KINDS ? Fault.values()[i] : draw(count), cluster, load);
            }
            awaitSteady(cluster, load, startNs);
            load.settle();
            final long length = Orders.check(cluster, load);
            System.out.printf("%d members, %d faults in %.0f s, %d commands in each order, %d unknown. Recovery:%n%s",
                count, EVENTS, (System.nanoTime() - startNs) / 1e9, length, load.unknown(), recoveries.report());
        }
    }

    private static Load newLoad(final String members)
    {
        return new Load(ClientConfig.defaults(members))
            .with(Load.OPEN, 500, 8)
            .with(Load.OPEN, 500, 200)
            .with(16, 500, 8)
            .with(1, 500, 100)
            .start();
    }

    private Fault draw(final int count)
    {
        return Fault.values()[random.nextInt(count > 3 ? ALL_KINDS + 1 : ALL_KINDS)];
    }

    /** All members run and know what is decided, and no session is stuck. */
    private static void awaitSteady(final ProcessCluster cluster, final Load load, final long dueNs)
    {
        cluster.awaitAllSeated();
        load.mark();
        ProcessCluster.await("each session is answered", load::isEachAckedSinceMark);
        cluster.awaitCaughtUp();
        final long leftNs = dueNs - System.nanoTime();
        if (leftNs > 0)
        {
            load.rate(leftNs);
        }
    }

    private void happen(final Fault fault, final ProcessCluster cluster, final Load load)
    {
        switch (fault)
        {
            case KILL_LEADER -> kill(fault, cluster, load, cluster.leader());
            case KILL_FOLLOWER -> kill(fault, cluster, load, cluster.follower());
            case KILL_TWO -> kill(fault, cluster, load, cluster.leader(), cluster.follower());
            case STOP_LEADER -> stop(fault, cluster, load, cluster.leader());
            case STOP_FOLLOWER -> stop(fault, cluster, load, cluster.follower());
            case END_LEADER -> end(fault, cluster, load, cluster.leader());
            case KILL_ALL -> killAll(fault, cluster, load);
            default -> throw new AssertionError(fault);
        }
    }

    private void kill(final Fault fault, final ProcessCluster cluster, final Load load, final int... members)
    {
        final long faultNs = System.nanoTime();
        for (final int member : members)
        {
            cluster.kill(member);
        }
        awaitRecovery(fault.name(), load, faultNs);
        for (final int member : members)
        {
            cluster.launch(member);
        }
    }

    /** It hands over before it ends. */
    private void end(final Fault fault, final ProcessCluster cluster, final Load load, final int member)
    {
        cluster.end(member);
        awaitRecovery(fault.name(), load, System.nanoTime());
        cluster.launch(member);
    }

    private void stop(final Fault fault, final ProcessCluster cluster, final Load load, final int member)
    {
        final long stopNs = System.nanoTime();
        cluster.process(member).pause();
        awaitRecovery(fault.name(), load, stopNs);
        load.rate(Math.max(0, stopNs + PAUSE_NS - System.nanoTime()));
        final long resumeNs = System.nanoTime();
        cluster.process(member).resume();
        awaitRecovery(fault.name().replace("STOP", "CONT"), load, resumeNs);
    }

    private void killAll(final Fault fault, final ProcessCluster cluster, final Load load)
    {
        for (int i = 0; i < cluster.size(); i++)
        {
            cluster.kill(i);
        }
        // Measured from here: before they are started again there is nothing to wait for.
        final long faultNs = System.nanoTime();
        for (int i = 0; i < cluster.size(); i++)
        {
            cluster.launch(i);
        }
        awaitRecovery(fault.name(), load, faultNs);
    }

    /** Only what is offered now counts: before, the fault might not have struck yet. */
    private void awaitRecovery(final String fault, final Load load, final long faultNs)
    {
        load.mark();
        ProcessCluster.await(() -> "recovery after " + fault, RECOVERY_DEADLINE_NS, load::isAnyAckedSinceMark);
        recoveries.add(fault, load.firstAckSinceMarkNs() - faultNs);
    }
}
