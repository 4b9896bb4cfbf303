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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Followers stand still, or are dead, and the rest goes on as fast as before: measured by turns in one run, healthy,
 * stopped, healthy, dead. On a machine with fewer cores than members those that stand still leave their share of the
 * processors to the others, so that the ratio may well be above one; what it can't be is small.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoppedFollowerTest
{
    private static final boolean IS_LONG = Boolean.getBoolean("synod.long");
    private static final int TURNS = Integer.getInteger("synod.turns", IS_LONG ? 20 : 4);
    private static final long TURN_NS = IS_LONG ? 5_000_000_000L : 1_000_000_000L;
    /** What a shared machine with two cores keeps in its worst hour. */
    private static final double LEAST_RATIO = 0.7;

    @TempDir
    private Path directory;

    @Test
    void oneOfThreeThatStandsStillOrIsDeadSlowsNobody()
    {
        measure(3, 1);
    }

    @Test
    void twoOfFiveThatStandStillOrAreDeadSlowNobody()
    {
        Assumptions.assumeTrue(IS_LONG, "five members: only with -Dsynod.long=true");
        measure(5, 2);
    }

    private void measure(final int count, final int stopped)
    {
        final List<Double> healthy = new ArrayList<>();
        final List<Double> without = new ArrayList<>();
        try (ProcessCluster cluster = ProcessCluster.start(directory, count);
            Load load = new Load(ClientConfig.defaults(cluster.members()))
                .with(1024, 0, 64)
                .with(1024, 0, 64)
                .start())
        {
            warmUp(cluster, load);
            for (int turn = 0; turn < TURNS; turn++)
            {
                healthy.add(load.rate(TURN_NS));
                final boolean isDead = turn % 2 == 1;
                final List<Integer> followers = take(cluster, stopped, isDead);
                warmUp(cluster, load);
                without.add(load.rate(TURN_NS));
                giveBack(cluster, followers, isDead);
                warmUp(cluster, load);
            }
        }
        final double ratio = median(without) / median(healthy);
        System.out.printf("%d of %d stopped or dead: %.0f commands/s with all, %.0f without, ratio %.3f (%d turns)%n",
            stopped, count, median(healthy), median(without), ratio, TURNS);
        assertTrue(ratio > LEAST_RATIO, () -> "ratio " + ratio + ": " + healthy + ", " + without);
    }

    private static List<Integer> take(final ProcessCluster cluster, final int stopped, final boolean isDead)
    {
        final List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < stopped; i++)
        {
            final int follower = cluster.follower();
            taken.add(follower);
            if (isDead)
            {
                cluster.kill(follower);
            }
            else
            {
                cluster.process(follower).pause();
            }
        }
        return taken;
    }

    private static void giveBack(
        final ProcessCluster cluster, final List<Integer> followers, final boolean isDead)
    {
        for (final int follower : followers)
        {
            if (isDead)
            {
                cluster.launch(follower);
            }
            else
            {
                cluster.process(follower).resume();
            }
        }
    }

    /** Each session is answered, and nobody who runs is behind. */
    private static void warmUp(final ProcessCluster cluster, final Load load)
    {
        cluster.awaitAllSeated();
        load.mark();
        ProcessCluster.await("each session is answered", load::isEachAckedSinceMark);
        cluster.awaitCaughtUp();
        load.rate(TURN_NS / 4);
    }

    private static double median(final List<Double> rates)
    {
        final List<Double> sorted = new ArrayList<>(rates);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
