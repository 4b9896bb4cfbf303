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
package io.synod.replica;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.synod.protocol.ConfigException;
import io.synod.quorum.Membership;
import io.synod.role.Limits;
import io.synod.role.Timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Each refusal of a configuration names the option, its value and its limit. */
final class ConfigRefusalTest
{
    private static final Membership MEMBERSHIP = Membership.ofVoters(3);

    @Test
    void namesEachLimitThatIsOutOfRange()
    {
        limits("limits.windowSlots=0 must be in [1, 65536]", 0, 4096, 1024, 512, 4, 4, 4, 4);
        limits("limits.windowSlots=131072 must be in [1, 65536]", 1 << 17, 4096, 1024, 512, 4, 4, 4, 4);
        limits("limits.windowSlots=3 must be a power of two", 3, 4096, 1024, 512, 4, 4, 4, 4);
        limits("limits.windowBytes=1023 must be in [1024, " + Long.MAX_VALUE + "]", 4, 1023, 1024, 512, 4, 4, 4, 4);
        limits("limits.maxBatchLength=23 must be in [24, 268435456]", 4, 4096, 23, 0, 4, 4, 4, 4);
        limits("limits.maxBatchLength=" + Integer.MAX_VALUE + " must be in [24, 268435456]",
            4, Long.MAX_VALUE, Integer.MAX_VALUE, 512, 4, 4, 4, 4);
        limits("limits.maxCommandLength=-1 must be in [0, 1000]", 4, 4096, 1024, -1, 4, 4, 4, 4);
        limits("limits.maxCommandLength=1001 must be in [0, 1000]", 4, 4096, 1024, 1001, 4, 4, 4, 4);
        limits("limits.maxCommandLength=999 must fit with its header into maxBatchLength=1023",
            4, 4096, 1023, 999, 4, 4, 4, 4);
        limits("limits.maxSessions=0 must be in [1, 1048576]", 4, 4096, 1024, 512, 0, 4, 4, 4);
        limits("limits.rememberedRequests=0 must be in [1, 65536]", 4, 4096, 1024, 512, 4, 0, 4, 4);
        limits("limits.rememberedRequests=6 must be a power of two", 4, 4096, 1024, 512, 4, 6, 4, 4);
        limits("limits.fetchSlots=0 must be in [1, 65536]", 4, 4096, 1024, 512, 4, 4, 0, 4);
        limits("limits.decidedMarkSlots=0 must be in [1, 1073741824]", 4, 4096, 1024, 512, 4, 4, 4, 0);
    }

    @Test
    void takesTheLeastAndTheGreatest()
    {
        assertEquals(24, new Limits(1, 24, 24, 0, 1, 1, 1, 1).maxBatchLength());
        assertEquals(1000, new Limits(1, 1024, 1024, 1000, 1, 1, 1, 1).maxCommandLength());
        assertEquals(3, new Timing(1, 3, 1, 1, 1).leaderTimeoutNs());
    }

    @Test
    void namesEachTimeThatIsOutOfRange()
    {
        timing("timing.heartbeatInterval=0ns must be > 0", 0, 15, 5, 5, 5);
        timing("timing.heartbeatInterval=6ns must be <= timing.leaderTimeout/3=5ns", 6, 15, 5, 5, 5);
        timing("timing.heartbeatInterval=1ns must be <= timing.leaderTimeout/3=-1ns", 1, -5, 5, 5, 5);
        timing("timing.retransmitInterval=0ns must be > 0", 5, 15, 0, 5, 5);
        timing("timing.diskStallLimit=-1ns must be > 0", 5, 15, 5, -1, 5);
        timing("timing.handOverTimeout=0ns must be > 0", 5, 15, 5, 5, 0);
    }

    @Test
    void namesWhatDoesNotFitAReplica()
    {
        final ReplicaConfig config = ReplicaConfig.defaults(0, MEMBERSHIP);
        refused("replica.memberId=3 must be a member of " + MEMBERSHIP, () -> ReplicaConfig.defaults(3, MEMBERSHIP));
        refused("replica.memberId=-1 must be a member of " + MEMBERSHIP, () -> ReplicaConfig.defaults(-1, MEMBERSHIP));
        refused("priority=-1 must be in [0, 8]", () -> config.withPriority(-1));
        refused("priority=9 must be in [0, 8]", () -> config.withPriority(9));
    }

    @Test
    void eachWitherChangesWhatItNames()
    {
        final Timing timing = Timing.ofHeartbeat(7);
        final Limits limits = new Limits(1, 24, 24, 0, 1, 1, 1, 1);
        assertEquals(
            new ReplicaConfig(2, MEMBERSHIP, timing, limits, 3, 4),
            ReplicaConfig.defaults(2, MEMBERSHIP).withTiming(timing).withLimits(limits).withPriority(3).withSeed(4));
    }

    private static void limits(
        final String message,
        final int windowSlots,
        final long windowBytes,
        final int maxBatchLength,
        final int maxCommandLength,
        final int maxSessions,
        final int rememberedRequests,
        final int fetchSlots,
        final int decidedMarkSlots)
    {
        refused(message, () -> new Limits(windowSlots, windowBytes, maxBatchLength, maxCommandLength, maxSessions,
            rememberedRequests, fetchSlots, decidedMarkSlots));
    }

    private static void timing(
        final String message,
        final long heartbeatIntervalNs,
        final long leaderTimeoutNs,
        final long retransmitIntervalNs,
        final long diskStallLimitNs,
        final long handOverTimeoutNs)
    {
        refused(message, () -> new Timing(
            heartbeatIntervalNs, leaderTimeoutNs, retransmitIntervalNs, diskStallLimitNs, handOverTimeoutNs));
    }

    private static void refused(final String message, final Executable making)
    {
        assertEquals(message, assertThrows(ConfigException.class, making).getMessage());
    }
}
