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

import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Limits;
import io.synod.role.Timing;

/**
 * What one seed draws for itself (swarm testing: Groce et al., ISSTA 2012): each run leaves some faults out, so that
 * others get further. Probabilities are in {@code [0, 1]}, times in nanoseconds of virtual time.
 *
 * @param seed             of everything.
 * @param membership       voters, learners, quorums.
 * @param timing           of the protocol.
 * @param limits           of the protocol.
 * @param safetyNs         length of the phase with faults.
 * @param loss             of a message.
 * @param copies           of a message arriving twice.
 * @param backPressure     of an outbox having no room.
 * @param delayNs          mean of the random part of a delay.
 * @param heavyTail        of a message being late by up to some leader timeouts.
 * @param diskNs           mean time of a force.
 * @param clients          what holds for the clients.
 * @param crashes          number of crashes in the phase.
 * @param linkChanges      number of changes of links.
 * @param otherFaults      number of other faults.
 * @param campaigns        number of campaigns that members are told to begin, whoever leads and whomever they reach.
 * @param maxClockRate     clocks run between {@code 1/maxClockRate} and {@code maxClockRate} of the true rate.
 * @param crashInside      of a crash striking inside a step instead of between two.
 * @param disks            what holds for the disks.
 */
public record SimOptions(
    long seed,
    Membership membership,
    Timing timing,
    Limits limits,
    long safetyNs,
    double loss,
    double copies,
    double backPressure,
    long delayNs,
    double heavyTail,
    long diskNs,
    ClientOptions clients,
    int crashes,
    int linkChanges,
    int otherFaults,
    int campaigns,
    double maxClockRate,
    double crashInside,
    DiskOptions disks)
{
    private static final long MS = 1_000_000L;

    /**
     * Draws the options of a seed.
     *
     * @param seed any.
     * @return always the same for the same seed.
     */
    public static SimOptions draw(final long seed)
    {
        final SimRandom random = new SimRandom(seed, "options");
        final Membership membership = drawMembership(random);
        final Timing timing = drawTiming(random);
        final long timeoutNs = timing.leaderTimeoutNs();
        final boolean isStormy = random.chance(0.2);
        final boolean isRestless = random.chance(0.3);
        return new SimOptions(
            seed,
            membership,
            timing,
            drawLimits(random),
            timeoutNs * random.between(15, 40),
            random.chance(0.5) ? random.between(0.0, 0.3) : 0,
            isRestless || random.chance(0.5) ? random.between(0.0, isRestless ? 0.8 : 0.3) : 0,
            random.chance(0.3) ? random.between(0.0, 0.2) : 0,
            random.between(MS / 10, timing.heartbeatIntervalNs() / 4),
            random.chance(0.4) ? random.between(0.0, 0.05) : 0,
            random.chance(0.8) ? random.between(MS / 20, timing.heartbeatIntervalNs() / 4) : 0,
            ClientOptions.draw(random, seed, timing),
            random.chance(0.9) ? random.between(4, isStormy ? 60 : 20) : 0,
            random.chance(0.9) ? random.between(8, isStormy ? 120 : 50) : 0,
            random.between(0, 16),
            isRestless ? random.between(5, 40) : 0,
            random.chance(0.4) ? random.between(1.0, 1.5) : 1,
            random.chance(0.8) ? 0.5 : 0,
            DiskOptions.draw(random, membership));
    }

    /**
     * As drawn, without any fault but the delays: a quiet run.
     *
     * @return new options.
     */
    public SimOptions withoutFaults()
    {
        return new SimOptions(
            seed, membership, timing, limits, safetyNs, 0, 0, 0, delayNs, 0, diskNs,
            clients.withoutFaults(), 0, 0, 0, 0, 1, 0, disks.withoutRot());
    }

    /**
     * As drawn, with disks that keep what was durable.
     *
     * @return new options.
     */
    public SimOptions withoutRot()
    {
        return new SimOptions(
            seed, membership, timing, limits, safetyNs, loss, copies, backPressure, delayNs, heavyTail, diskNs, clients,
            crashes, linkChanges, otherFaults, campaigns, maxClockRate, crashInside, disks.withoutRot());
    }

    public int memberCount()
    {
        return Long.bitCount(membership.voters() | membership.learners());
    }

    private static Membership drawMembership(final SimRandom random)
    {
        final int voters = random.pick(1, 2, 3, 3, 3, 3, 3, 4, 5, 5, 5, 6, 7, 9);
        final int learners = random.chance(0.2) ? 1 : 0;
        final int phase1 = random.between(1, voters);
        final Quorum quorum = random.chance(0.3) ?
            new Quorum(voters, phase1, random.between(voters + 1 - phase1, voters)) : Quorum.majority(voters);
        return new Membership(1, (1L << voters) - 1, learners == 0 ? 0 : 1L << voters, quorum);
    }

    private static Timing drawTiming(final SimRandom random)
    {
        final long heartbeatNs = random.between(40 * MS, 200 * MS);
        final long timeoutNs = heartbeatNs * random.between(4, 8);
        return new Timing(
            heartbeatNs,
            timeoutNs,
            random.between(heartbeatNs / 2, heartbeatNs * 2),
            timeoutNs * random.between(1, 3),
            timeoutNs * 2);
    }

    private static Limits drawLimits(final SimRandom random)
    {
        final int maxBatchLength = random.pick(64, 128, 512);
        return new Limits(
            random.pick(1, 2, 4, 8, 16, 64),
            (long)maxBatchLength * random.pick(1, 4, 64),
            maxBatchLength,
            40,
            random.pick(4, 16),
            random.pick(8, 16),
            random.pick(1, 4, 16),
            random.pick(1, 4, 32, 1 << 20));
    }
}
