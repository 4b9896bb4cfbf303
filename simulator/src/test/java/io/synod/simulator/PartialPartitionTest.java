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
package io.synod.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.replica.ReplicaConfig;
import io.synod.testkit.DirectCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A leader within four leader timeouts in every shape of links that leaves a member connected to a quorum
 * ({@code docs/PROTOCOL.md} 6 and 11; history 22, 23 and 24). The shapes are those of "Omni-Paxos" (EuroSys 2023).
 */
final class PartialPartitionTest
{
    private static final int SEEDS = Boolean.getBoolean("synod.short") ? 10 : 100;
    private static final int DUELS = Boolean.getBoolean("synod.short") ? 200 :
        Boolean.getBoolean("synod.long") ? 10_000 : 1_000;
    private static final double MAX_TIMEOUTS = 4;
    private static final long MAX_CHANGES = 2;
    /** The leader campaigns above what it meets, and may meet a further campaign of that member: 1 in 100 runs. */
    private static final long MAX_CHANGES_OF_A_RETURN = 3;
    private static final String RETURN = "return with a higher promise";

    /** Cuts links; the leader stands before. */
    private interface Cut
    {
        void accept(ElectionLab lab, int leader);
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void whoeverHearsAllLeadsWhenAllOthersHearOnlyIt(final int n)
    {
        for (int step = 1; step < n; step++)
        {
            final int away = step;
            holds("quorum loss, n=" + n + ", leader " + step + " from the centre", n,
                (lab, leader) -> lab.network().shape(Shapes.STAR, (leader + away) % n));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void whoeverHearsAllLeadsWhenTheOldLeaderIsGone(final int n)
    {
        holds("constrained election, n=" + n, n,
            (lab, leader) -> lab.network().shape(Shapes.CONSTRAINED, (leader + 1) % n));
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void aChainHasALeader(final int n)
    {
        for (int place = 0; place < n; place++)
        {
            final int end = place;
            holds("chained, n=" + n + ", leader at place " + place, n,
                (lab, leader) -> lab.network().shape(Shapes.CHAIN, Math.floorMod(leader - end, n)));
        }
    }

    @ParameterizedTest
    @CsvSource({ "3, true", "3, false", "5, true", "5, false" })
    void oneLinkThatWorksInOneDirectionUnseatsNobody(final int n, final boolean fromLeader)
    {
        final String shape = "one-way link, n=" + n + (fromLeader ? ", from" : ", to") + " the leader";
        final ElectionLab.Outcome worst = holds(
            shape, n, (lab, leader) -> cutOneWay(lab, leader, (leader + 1) % n, fromLeader));
        assertEquals(0, worst.changes());
    }

    @ParameterizedTest
    @CsvSource({ "3, true", "3, false", "5, true", "5, false" })
    void aLeaderThatIsMuteOrDeafIsReplaced(final int n, final boolean isMute)
    {
        holds((isMute ? "mute" : "deaf") + " leader, n=" + n, n, (lab, leader) ->
            IntStream.range(0, n).forEach(other -> cutOneWay(lab, leader, other, isMute)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void aMemberThatReturnsWithAHigherPromiseCostsFewElections(final int n)
    {
        holds(RETURN + ", n=" + n, n, (lab, leader) ->
        {
            final int away = (leader + 1) % n;
            lab.network().shape(Shapes.ISOLATE, away);
            for (int i = 0; i < 3; i++)
            {
                lab.member(away).input(() -> lab.member(away).replica().campaign());
                lab.run(2);
            }
            lab.network().healAll();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void aMemberThatReturnsUnseatsNobody(final int n)
    {
        final ElectionLab.Outcome worst = holds("return, n=" + n, n, (lab, leader) ->
        {
            lab.network().shape(Shapes.ISOLATE, (leader + 1) % n);
            lab.run(6);
            lab.network().healAll();
        });
        assertEquals(0, worst.changes());
    }

    @Test
    void aLeaderGoesOnWithAPhase2QuorumAlone()
    {
        final Quorum quorum = new Quorum(5, 4, 2);
        final ElectionLab.Outcome worst = holds("n=5, q1=4, q2=2, two lost", quorum, (lab, leader) ->
        {
            lab.member((leader + 1) % 5).dieForGood();
            lab.member((leader + 3) % 5).dieForGood();
        });
        assertEquals(0, worst.changes());
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5 })
    void equalTimeoutsEndInALeader(final int n)
    {
        final Membership membership = Membership.ofVoters(n);
        final List<Double> timeouts = new ArrayList<>();
        for (int seed = 0; seed < DUELS; seed++)
        {
            timeouts.add(duel(membership, seed));
        }
        final double worst = print("equal timeouts, n=" + n, timeouts, 0);
        assertTrue(worst <= 2 * MAX_TIMEOUTS, () -> "a leader only after " + worst + " leader timeouts");
    }

    private static double duel(final Membership membership, final long seed)
    {
        final int n = membership.quorum().memberCount();
        final DirectCluster cluster = new DirectCluster(IntStream.range(0, n)
            .mapToObj(id -> ReplicaConfig.defaults(id, membership).withSeed(seed)).toList());
        final long timeoutNs = ReplicaConfig.defaults(0, membership).timing().leaderTimeoutNs();
        while (cluster.leader() < 0 && cluster.nowNs() < 10 * MAX_TIMEOUTS * timeoutNs)
        {
            cluster.run(1);
        }
        return (double)cluster.nowNs() / timeoutNs;
    }

    private static void cutOneWay(final ElectionLab lab, final int leader, final int other, final boolean fromLeader)
    {
        lab.network().set(fromLeader ? leader : other, fromLeader ? other : leader, false);
    }

    private static ElectionLab.Outcome holds(final String shape, final int n, final Cut cut)
    {
        return holds(shape, Quorum.majority(n), cut);
    }

    /** Asserts the bounds for many seeds, prints them, and returns the worst of each. */
    private static ElectionLab.Outcome holds(final String shape, final Quorum quorum, final Cut cut)
    {
        final List<Double> timeouts = new ArrayList<>();
        long changes = 0;
        long slots = Long.MAX_VALUE;
        for (int seed = 1; seed <= SEEDS; seed++)
        {
            final ElectionLab lab = new ElectionLab(seed, quorum);
            final int leader = lab.leader();
            assertTrue(leader >= 0, shape + ": no leader to begin with, seed " + seed);
            cut.accept(lab, leader);
            final ElectionLab.Outcome outcome = lab.watch();
            final String line = shape + ", seed " + seed + ": " + outcome;
            assertTrue(outcome.timeouts() <= MAX_TIMEOUTS, line);
            assertTrue(outcome.changes() <= (shape.startsWith(RETURN) ? MAX_CHANGES_OF_A_RETURN : MAX_CHANGES), line);
            assertTrue(outcome.slots() > 0, line);
            timeouts.add(outcome.timeouts());
            changes = Math.max(changes, outcome.changes());
            slots = Math.min(slots, outcome.slots());
        }
        return new ElectionLab.Outcome(print(shape, timeouts, changes), changes, slots);
    }

    private static double print(final String shape, final List<Double> timeouts, final long changes)
    {
        timeouts.sort(null);
        final double worst = timeouts.get(timeouts.size() - 1);
        System.out.printf("%s: leader timeouts median %.1f, worst %.1f; changes of leader at most %d (%d runs)%n",
            shape, timeouts.get(timeouts.size() / 2), worst, changes, timeouts.size());
        return worst;
    }
}
