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

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A member that was away comes back: it votes for what is new at once, and fills its hole beside, while the others go
 * on. Away for 200,000 commands in the build, for ten million with {@code -Dsynod.long=true}, or as many as wanted:
 * {@code -Dsynod.commands=N}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CatchUpTest
{
    private static final boolean IS_LONG = Boolean.getBoolean("synod.long");
    private static final long COMMANDS = Long.getLong("synod.commands", IS_LONG ? 10_000_000 : 200_000);
    private static final int SEGMENT_LENGTH = 64 << 20;
    private static final long TURN_NS = IS_LONG ? 10_000_000_000L : 2_000_000_000L;
    private static final long DEADLINE_NS = IS_LONG ? 1_800_000_000_000L : 60_000_000_000L;
    /** Commands a second when it comes back; 0 for as many as the cluster takes: then it takes its share of that. */
    private static final int PACE = Integer.getInteger("synod.pace", 20_000);
    private static final double LEAST_RATIO = IS_LONG && PACE > 0 ? 0.9 : 0.4;

    @TempDir
    private Path directory;

    @Test
    void aMemberThatComesBackVotesAtOnceAndFillsItsHoleBeside()
    {
        try (ProcessCluster cluster = ProcessCluster.start(directory, 3, SEGMENT_LENGTH, ProcessCluster.HEARTBEAT_MS);
            Load load = new Load(ClientConfig.defaults(cluster.members()))
                .with(1024, 0, 8)
                .with(1024, 0, 8)
                .start())
        {
            load.mark();
            ProcessCluster.await("each session is answered", load::isEachAckedSinceMark);

            // given: one is away for long
            final int away = cluster.follower();
            cluster.kill(away);
            final long ackedAtDeath = load.acked();
            ProcessCluster.await(() -> load.acked() + " acknowledged", DEADLINE_NS, () ->
                load.acked() >= ackedAtDeath + COMMANDS);
            load.pace(PACE / 2);
            final double rateBefore = load.rate(TURN_NS);

            // when
            final int leader = cluster.leader();
            final long missing = cluster.counter(leader, "decidedSequence") - ackedAtDeath;
            cluster.launch(away);
            cluster.awaitAllSeated();
            final long seatedNs = System.nanoTime();
            final long votesNs = awaitVote(cluster, leader, away) - seatedNs;
            final long behind = cluster.counter(leader, "decidedThrough") - cluster.counter(away, "decidedThrough");

            // then
            final long ackedAtVote = load.acked();
            final long decided = cluster.counter(leader, "decidedSequence");
            final long filledNs = awaitFilled(cluster, away, decided) - seatedNs;
            final double rateDuring = (load.acked() - ackedAtVote) * 1e9 / Math.max(1, filledNs - votesNs);
            final double rateAfter = load.rate(TURN_NS);
            System.out.printf("away for %d commands: votes after %.1f ms, %d slots behind then; filled after " +
                "%.1f s; %.0f commands/s before, %.0f while it filled, %.0f after%n", missing, votesNs / 1e6, behind,
                filledNs / 1e9, rateBefore, rateDuring, rateAfter);
            assertTrue(rateDuring > LEAST_RATIO * Math.min(rateBefore, rateAfter), () -> "ratio too small");
            load.settle();
            Orders.check(cluster, load);
        }
    }

    /** Its chain moves with the leader's: what is new is accepted, though it lacks what is old. */
    private static long awaitVote(final ProcessCluster cluster, final int leader, final int away)
    {
        final long head = cluster.counter(leader, "decidedThrough");
        ProcessCluster.await("it votes for slots after " + head, () -> cluster.counter(away, "acceptedThrough") > head);
        return System.nanoTime();
    }

    private static long awaitFilled(final ProcessCluster cluster, final int away, final long decided)
    {
        ProcessCluster.await(() -> "its hole is filled to " + decided, DEADLINE_NS, () ->
            cluster.counter(away, "decidedSequence") >= decided);
        return System.nanoTime();
    }
}
