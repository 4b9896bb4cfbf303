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

import io.synod.protocol.ConfigException;
import io.synod.quorum.Membership;
import io.synod.role.Limits;
import io.synod.role.Timing;

/**
 * All that a replica is told at its start.
 *
 * @param memberId   of this member, in the membership.
 * @param membership in force.
 * @param timing     of the protocol.
 * @param limits     of everything that could grow.
 * @param priority   0 for members that should lead; each step more waits a quarter of a leader timeout longer; to 8.
 * @param seed       of the chance in its waits; other than that of other members.
 */
public record ReplicaConfig(
    int memberId, Membership membership, Timing timing, Limits limits, int priority, long seed)
{
    private static final int MAX_PRIORITY = 8;

    public ReplicaConfig
    {
        if (!membership.isMember(memberId))
        {
            throw new ConfigException("replica.memberId=" + memberId + " must be a member of " + membership);
        }
        if (priority < 0 || priority > MAX_PRIORITY)
        {
            throw new ConfigException("priority=" + priority + " must be in [0, " + MAX_PRIORITY + "]");
        }
    }

    /**
     * Defaults for one member of a membership: a heartbeat of 50 ms.
     *
     * @param memberId   of this member.
     * @param membership in force.
     * @return a config whose seed is the member id.
     */
    public static ReplicaConfig defaults(final int memberId, final Membership membership)
    {
        return new ReplicaConfig(
            memberId, membership, Timing.ofHeartbeat(50_000_000L), Limits.defaults(), 0, memberId);
    }

    public ReplicaConfig withTiming(final Timing newTiming)
    {
        return new ReplicaConfig(memberId, membership, newTiming, limits, priority, seed);
    }

    public ReplicaConfig withLimits(final Limits newLimits)
    {
        return new ReplicaConfig(memberId, membership, timing, newLimits, priority, seed);
    }

    public ReplicaConfig withPriority(final int newPriority)
    {
        return new ReplicaConfig(memberId, membership, timing, limits, newPriority, seed);
    }

    public ReplicaConfig withSeed(final long newSeed)
    {
        return new ReplicaConfig(memberId, membership, timing, limits, priority, newSeed);
    }
}
