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
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import io.synod.journal.Durability;

/** Members of one cluster, each in a process of its own: started, killed and frozen by handle. */
final class ProcessCluster implements AutoCloseable
{
    static final int SEGMENT_LENGTH = 16 << 20;
    static final int HEARTBEAT_MS = Integer.getInteger("synod.heartbeatMs", 60);
    private static final Durability DURABILITY =
        Durability.valueOf(System.getProperty("synod.durability", Durability.WRITTEN.name()));
    private static final long DEADLINE_NS = 60_000_000_000L;
    private static final int LEADER_ROLE = 2;

    private final Path directory;
    private final String[] addresses;
    private final IntFunction<List<String>> prefixes;
    private final int segmentLength;
    private final int heartbeatMs;
    private final MemberProcess[] processes;

    private ProcessCluster(
        final Path directory,
        final String[] addresses,
        final IntFunction<List<String>> prefixes,
        final int segmentLength,
        final int heartbeatMs)
    {
        this.directory = directory;
        this.addresses = addresses;
        this.prefixes = prefixes;
        this.segmentLength = segmentLength;
        this.heartbeatMs = heartbeatMs;
        processes = new MemberProcess[addresses.length];
    }

    /** Members on this machine's loopback; all take part when it returns. */
    static ProcessCluster start(final Path directory, final int count)
    {
        return start(directory, count, SEGMENT_LENGTH, HEARTBEAT_MS);
    }

    /** The same, with segments of the journal, and heartbeats, as wanted. */
    static ProcessCluster start(
        final Path directory, final int count, final int segmentLength, final int heartbeatMs)
    {
        final int[] ports = TestCluster.freePorts(count);
        return start(
            directory,
            IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).toArray(String[]::new),
            memberId -> List.of(),
            segmentLength,
            heartbeatMs);
    }

    /** Members at these addresses, each started with its prefix; all take part when it returns. */
    static ProcessCluster start(
        final Path directory,
        final String[] addresses,
        final IntFunction<List<String>> prefixes,
        final int segmentLength,
        final int heartbeatMs)
    {
        final ProcessCluster cluster =
            new ProcessCluster(directory, addresses, prefixes, segmentLength, heartbeatMs);
        boolean isStarted = false;
        try
        {
            for (int i = 0; i < addresses.length; i++)
            {
                cluster.launch(i);
            }
            cluster.awaitAllSeated();
            isStarted = true;
            return cluster;
        }
        finally
        {
            if (!isStarted)
            {
                cluster.close();
            }
        }
    }

    int size()
    {
        return processes.length;
    }

    String members()
    {
        return IntStream.range(0, addresses.length).mapToObj(this::member).collect(Collectors.joining(","));
    }

    /** What a client is told that is to speak to this member alone. */
    String member(final int memberId)
    {
        return memberId + "=" + addresses[memberId];
    }

    void launch(final int memberId)
    {
        processes[memberId] = MemberProcess.start(
            prefixes.apply(memberId), directoryOf(memberId), Integer.toString(memberId), members(),
            directoryOf(memberId).toString(), DURABILITY.name(), Integer.toString(segmentLength),
            Integer.toString(heartbeatMs));
    }

    private Path directoryOf(final int memberId)
    {
        return directory.resolve("member" + memberId);
    }

    void awaitAllSeated()
    {
        for (int i = 0; i < processes.length; i++)
        {
            final MemberProcess process = processes[i];
            if (process != null && !process.isPaused())
            {
                await("member " + i + " takes part", process::isSeated);
            }
        }
    }

    MemberProcess process(final int memberId)
    {
        return processes[memberId];
    }

    boolean isRunning(final int memberId)
    {
        final MemberProcess process = processes[memberId];
        return process != null && !process.isPaused() && process.isSeated();
    }

    long counter(final int memberId, final String name)
    {
        return processes[memberId].counter(name);
    }

    void kill(final int memberId)
    {
        processes[memberId].kill();
        processes[memberId] = null;
    }

    void end(final int memberId)
    {
        processes[memberId].end();
        processes[memberId] = null;
    }

    /** Who leads at the highest ballot, of those that run. */
    int leader()
    {
        final int[] leader = { -1 };
        await("someone leads", () ->
        {
            long greatest = 0;
            for (int i = 0; i < processes.length; i++)
            {
                if (isRunning(i) && counter(i, "role") == LEADER_ROLE && counter(i, "leaderBallot") > greatest)
                {
                    greatest = counter(i, "leaderBallot");
                    leader[0] = i;
                }
            }
            return greatest > 0;
        });
        return leader[0];
    }

    /** A member that runs and does not lead. */
    int follower()
    {
        final int leader = leader();
        for (int i = 1; i < processes.length; i++)
        {
            final int other = (leader + i) % processes.length;
            if (isRunning(other))
            {
                return other;
            }
        }
        throw new AssertionError("no follower runs");
    }

    /** Waits until every member that runs knows what the leader knows now. */
    void awaitCaughtUp()
    {
        final long decided = counter(leader(), "decidedSequence");
        for (int i = 0; i < processes.length; i++)
        {
            final int member = i;
            await(() -> "member " + member + " has caught up to " + decided, () ->
                !isRunning(member) || counter(member, "decidedSequence") >= decided);
        }
    }

    /** Waits until every member that runs knows all that the one that knows most does. */
    long awaitEven()
    {
        final long[] greatest = { 0 };
        await("all members know the same", () ->
        {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < processes.length; i++)
            {
                if (isRunning(i))
                {
                    final long decided = counter(i, "decidedSequence");
                    greatest[0] = Math.max(greatest[0], decided);
                    least = Math.min(least, decided);
                }
            }
            return least == greatest[0];
        });
        return greatest[0];
    }

    static void await(final String what, final BooleanSupplier condition)
    {
        await(() -> what, DEADLINE_NS, condition);
    }

    static void await(final Supplier<String> what, final BooleanSupplier condition)
    {
        await(what, DEADLINE_NS, condition);
    }

    static void await(final Supplier<String> what, final long timeoutNs, final BooleanSupplier condition)
    {
        final IdleStrategy idle = newIdle();
        final long deadlineNs = System.nanoTime() + timeoutNs;
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new AssertionError("not within " + timeoutNs / 1_000_000_000L + " s: " + what.get());
            }
            idle.idle();
        }
    }

    /** So that who waits leaves the processors to the members. */
    static IdleStrategy newIdle()
    {
        return new BackoffIdleStrategy(1, 1, 10_000, 1_000_000);
    }

    @Override
    public void close()
    {
        for (int i = 0; i < processes.length; i++)
        {
            if (processes[i] != null)
            {
                kill(i);
            }
        }
    }
}
