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
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.protocol.Ballot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Nobody wants anything, and nothing happens: no election. Ten seconds in the build, ten minutes with
 * {@code -Dsynod.long=true}; {@code -Dsynod.idleMinutes=60} is an hour. Heartbeats are slow here, unless
 * {@code -Dsynod.heartbeatMs=60} is said, and where the machine stood still for so long that a leader had to be given
 * up, nothing is said of the protocol.
 */
@Timeout(value = 25, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class IdleTest
{
    private static final double MINUTES = Double.parseDouble(
        System.getProperty("synod.idleMinutes", Boolean.getBoolean("synod.long") ? "10" : "0.17"));

    private static final int HEARTBEAT_MS = Integer.getInteger("synod.heartbeatMs", 500);

    private static final long GAP_LIMIT_NS = HEARTBEAT_MS * 1_000_000L;

    @TempDir
    private Path directory;

    @Test
    void membersThatHaveNothingToDoElectNobody()
    {
        final long durationNs = (long)(MINUTES * 60e9);
        try (ProcessCluster cluster = ProcessCluster.start(
            directory, 3, ProcessCluster.SEGMENT_LENGTH, HEARTBEAT_MS))
        {
            // Members that begin at the same moment may campaign against each other once.
            ProcessCluster.await("all follow one", () -> allFollow(cluster, cluster.counter(0, "leaderBallot")));
            final long ballot = cluster.counter(0, "leaderBallot");
            final long campaigns = campaigns(cluster);
            final long startNs = System.nanoTime();
            final long gapNs = greatestGap(startNs, startNs + durationNs);
            final long more = campaigns(cluster) - campaigns;
            System.out.printf("idle for %.1f minutes: %d campaigns; no processor for up to %d ms%n",
                MINUTES, more, gapNs / 1_000_000L);
            assumeTrue(more == 0 || gapNs < GAP_LIMIT_NS, "the machine stood still");
            assertEquals(0, more, "campaigns");
            assertEquals(ballot, cluster.counter(0, "leaderBallot"));
        }
    }

    /** The longest that this thread, which wants to run all the time, did not. */
    private static long greatestGap(final long startNs, final long endNs)
    {
        final long[] gap = { 0, startNs };
        ProcessCluster.await(() -> "time goes by", 2 * (endNs - startNs), () ->
        {
            final long nowNs = System.nanoTime();
            gap[0] = Math.max(gap[0], nowNs - gap[1]);
            gap[1] = nowNs;
            return nowNs - endNs >= 0;
        });
        return gap[0];
    }

    private static boolean allFollow(final ProcessCluster cluster, final long ballot)
    {
        if (ballot == Ballot.NONE)
        {
            return false;
        }
        for (int i = 0; i < cluster.size(); i++)
        {
            if (cluster.counter(i, "leaderBallot") != ballot)
            {
                return false;
            }
        }
        return true;
    }

    private static long campaigns(final ProcessCluster cluster)
    {
        long sum = 0;
        for (int i = 0; i < cluster.size(); i++)
        {
            sum += cluster.counter(i, "campaigns");
        }
        return sum;
    }
}
