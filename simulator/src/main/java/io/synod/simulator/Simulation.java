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

import java.util.function.Consumer;
import java.util.function.IntPredicate;

import io.synod.protocol.InvariantViolation;
import io.synod.quorum.Membership;
import io.synod.simulator.check.Violation;

/**
 * One run: a phase in which everything may fail and nothing may be wrong, and then a phase in which a quorum-connected
 * core is healed, everything else stays broken, and the core must come to a leader, agree, and answer every client.
 */
public final class Simulation
{
    private static final int LEADER_TIMEOUTS_TO_LEAD = 4;
    private static final int LEADER_TIMEOUTS_TO_CONVERGE = 60;
    private static final int LEADER_TIMEOUTS_TO_SETTLE = 4;
    static final int LEADER_TIMEOUTS_OF_PEACE = 10;
    /** A member with a higher promise may be met late: then the leader campaigns above it. */
    static final int MAX_ELECTIONS_IN_PEACE = 1;
    /** A candidate with a hole has more to recover than a window: over these networks it takes its time. */
    private static final double SLOTS_RECOVERED_IN_A_TIMEOUT = 4;

    private final SimOptions options;
    private final SimCluster cluster;
    private final SimRandom random;
    /** Waits are drawn by chance, so now and then candidates meet: counted; a failure when it takes twice as long. */
    private boolean isLeaderLate;

    private Simulation(final SimOptions options, final IntPredicate isKept, final Consumer<String> lines)
    {
        this.options = options;
        cluster = new SimCluster(options, lines);
        random = new SimRandom(options.seed(), "simulation");
        final FaultInjector injector = new FaultInjector(cluster);
        for (final Fault fault : FaultPlan.draw(options, isKept))
        {
            cluster.events().after(fault.timeNs(), () -> injector.inject(fault));
        }
    }

    /**
     * Runs a seed.
     *
     * @param seed of everything.
     * @return what came of it.
     */
    public static SimReport run(final long seed)
    {
        return run(SimOptions.draw(seed), number -> true, null);
    }

    /**
     * Runs with given options.
     *
     * @param options of the run.
     * @param isKept  which planned faults, by number, are not left out.
     * @param lines   where the trace goes; null if nobody wants it.
     * @return what came of it.
     */
    public static SimReport run(final SimOptions options, final IntPredicate isKept, final Consumer<String> lines)
    {
        Simulation simulation = null;
        String failure = null;
        try
        {
            simulation = new Simulation(options, isKept, lines);
            simulation.run();
        }
        catch (final Violation found)
        {
            failure = found.getMessage();
        }
        catch (final InvariantViolation found)
        {
            failure = "Verify: " + found.getMessage();
        }
        catch (final RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError found)
        {
            failure = "Exception: " + found + at(found);
        }
        return simulation == null ?
            new SimReport(options.seed(), failure, 0, 0, 0, 0, 0, 0, 0, 0, 0, false) : simulation.report(failure);
    }

    private static String at(final Throwable found)
    {
        return found.getStackTrace().length == 0 ? "" : " at " + found.getStackTrace()[0];
    }

    private void run()
    {
        cluster.runUntil(options.safetyNs());
        final long core = healCore();
        final long healedNs = cluster.events().nowNs();
        awaitLeader(core, healedNs);
        converge(core, healedNs);
        stayAtPeace(core);
        cluster.people().checkEnd();
        // Pauses are among the other faults, which some runs leave out.
        if (options.otherFaults() > 0)
        {
            final PausePhases phases = new PausePhases(cluster, core, random);
            phases.standStill();
            phases.limp();
            awaitLeader(core, cluster.events().nowNs() + options.timing().leaderTimeoutNs());
        }
    }

    /** Heals a random set of members that can lead and decide; the others die, or go on with the links they have. */
    private long healCore()
    {
        final Membership membership = options.membership();
        final int voters = membership.quorum().memberCount();
        final long rotten = options.disks().rotten();
        final int size = random.between(membership.quorum().both(), voters - Long.bitCount(rotten));
        long core = membership.learners();
        while (membership.countVoters(core & ~rotten) < size)
        {
            core |= Membership.bit(random.between(0, voters - 1));
        }
        cluster.network().calm(core);
        for (final SimMember member : cluster.members())
        {
            if ((core >>> member.memberId() & 1) != 0)
            {
                member.mend();
            }
            else if (random.chance(0.5))
            {
                member.dieForGood();
            }
        }
        cluster.people().finish();
        return core;
    }

    private void awaitLeader(final long core, final long healedNs)
    {
        final double slack = options.maxClockRate() * options.maxClockRate();
        final double recovery = longestRecovery() / SLOTS_RECOVERED_IN_A_TIMEOUT;
        final long timeoutNs = (long)(slack * options.timing().leaderTimeoutNs());
        final long lateNs = healedNs + (long)((LEADER_TIMEOUTS_TO_LEAD + recovery) * timeoutNs);
        final long limitNs = lateNs + LEADER_TIMEOUTS_TO_LEAD * timeoutNs;
        while (!hasLeader())
        {
            if (cluster.events().nowNs() >= limitNs)
            {
                throw new Violation("V1", cluster.describe(core));
            }
            cluster.runUntil(cluster.events().nowNs() + options.timing().heartbeatIntervalNs());
        }
        isLeaderLate |= cluster.events().nowNs() > lateNs;
    }

    /** Of whoever may come to lead: a candidate outside the core may be at it already. */
    private long longestRecovery()
    {
        long last = 0;
        long leastDecided = Long.MAX_VALUE;
        for (final SimMember member : cluster.members())
        {
            if (member.isAlive())
            {
                last = Math.max(last, member.replica().view().acceptedThrough());
                leastDecided = Math.min(leastDecided, member.replica().decidedThrough());
            }
        }
        return Math.max(0, last - leastDecided);
    }

    /** The time starts again with every slot that a lagging member gains: a long hole takes as long as it takes. */
    private void converge(final long core, final long healedNs)
    {
        long limitNs = healedNs + LEADER_TIMEOUTS_TO_CONVERGE * options.timing().leaderTimeoutNs();
        long gained = progressOf(core);
        while (!isConverged(core))
        {
            if (cluster.events().nowNs() >= limitNs)
            {
                throw new Violation("V2", cluster.describe(core));
            }
            cluster.runUntil(cluster.events().nowNs() + options.timing().leaderTimeoutNs());
            if (progressOf(core) > gained)
            {
                gained = progressOf(core);
                limitNs = cluster.events().nowNs() + LEADER_TIMEOUTS_TO_CONVERGE * options.timing().leaderTimeoutNs();
            }
        }
    }

    /** Links change no more: a leader of the core stays, and whoever reaches no quorum has ceased to lead. */
    private void stayAtPeace(final long core)
    {
        final long timeoutNs = options.timing().leaderTimeoutNs();
        // A link may still flap, and a member be met that has promised more.
        cluster.runUntil(cluster.events().nowNs() + LEADER_TIMEOUTS_TO_SETTLE * timeoutNs);
        final boolean isLedByCore = cluster.members().stream().anyMatch(
            member -> member.leads() && SimCluster.isIn(core, member));
        // One that has decided nothing of its own yet knows no sessions that it could watch.
        final boolean knowsSessions = cluster.members().stream().anyMatch(
            member -> member.leads() && SimCluster.isIn(core, member) && member.replica().view().hasDecidedOwn());
        final long before = cluster.trace().elections();
        final long lostBefore = cluster.people().sessionsLost();
        cluster.runUntil(cluster.events().nowNs() + LEADER_TIMEOUTS_OF_PEACE * timeoutNs);
        final long elections = cluster.trace().elections() - before;
        if (isLedByCore && elections > MAX_ELECTIONS_IN_PEACE)
        {
            throw new Violation("V4", elections + " elections though nothing fails; " + cluster.describe(core));
        }
        if (cluster.people().sessionsLost() > lostBefore)
        {
            throw new Violation("V5", "a session ended though its client was there; " + cluster.describe(core));
        }
        cluster.people().checkForgotten(cluster.members().stream()
            .filter(member -> SimCluster.isIn(core, member))
            .map(SimMember::clientSide)
            .toList());
        if (knowsSessions && elections == 0)
        {
            cluster.members().stream().filter(member -> SimCluster.isIn(core, member)).forEach(
                member -> cluster.people().checkSessions(member.replica().sessions().openSessions()));
        }
        for (final SimMember member : cluster.members())
        {
            if (member.leads() && !reachesQuorum(member.memberId()))
            {
                throw new Violation("V6", "leads without a quorum: " + member.describe());
            }
        }
    }

    private boolean reachesQuorum(final int leader)
    {
        final SimNetwork network = cluster.network();
        return cluster.members().stream()
            .map(SimMember::memberId)
            .filter(peer -> options.membership().isVoter(peer))
            .filter(peer -> network.isUp(leader, peer) && network.isUp(peer, leader))
            .count() >= options.membership().quorum().phase2();
    }

    private long progressOf(final long core)
    {
        return cluster.people().commandsRead() + cluster.members().stream()
            .filter(member -> SimCluster.isIn(core, member))
            .mapToLong(member -> member.replica().decidedThrough() + member.replica().view().stagedThrough())
            .sum();
    }

    /** Whether some member leads: one outside the core may, if its links allow. */
    private boolean hasLeader()
    {
        return cluster.members().stream().anyMatch(member -> member.leads() && member.isLeaderAlive());
    }

    private boolean isConverged(final long core)
    {
        return cluster.people().isSatisfied() && hasLeader() && cluster.members().stream()
            .filter(member -> SimCluster.isIn(core, member))
            .mapToLong(member -> member.replica().decidedThrough())
            .distinct()
            .count() == 1;
    }

    private SimReport report(final String failure)
    {
        return new SimReport(
            options.seed(),
            failure,
            cluster.trace().digest(),
            cluster.events().nowNs(),
            cluster.members().stream().mapToLong(SimMember::steps).sum(),
            cluster.trace().elections(),
            cluster.members().stream().mapToLong(SimMember::crashes).sum(),
            cluster.network().linkChanges(),
            cluster.order().commandCount(),
            cluster.order().slotCount(),
            cluster.network().sent(),
            isLeaderLate);
    }
}
