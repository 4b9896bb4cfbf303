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
package io.synod.role;

import io.synod.protocol.ConfigException;

/**
 * The times of the protocol, in nanoseconds.
 *
 * @param heartbeatIntervalNs  between two heartbeats to a peer.
 * @param leaderTimeoutNs      of silence after which a member counts as gone; at least 3 heartbeats.
 * @param retransmitIntervalNs after which what was not answered is sent again.
 * @param diskStallLimitNs     of a leader's own disk, after which it steps down.
 * @param handOverTimeoutNs    after which a leader that wanted to hand over goes on leading.
 */
public record Timing(
    long heartbeatIntervalNs,
    long leaderTimeoutNs,
    long retransmitIntervalNs,
    long diskStallLimitNs,
    long handOverTimeoutNs)
{
    private static final long DEFAULT_HEARTBEAT_NS = 60_000_000L;

    public Timing
    {
        positive("heartbeatInterval", heartbeatIntervalNs);
        positive("retransmitInterval", retransmitIntervalNs);
        positive("diskStallLimit", diskStallLimitNs);
        positive("handOverTimeout", handOverTimeoutNs);
        if (leaderTimeoutNs / 3 < heartbeatIntervalNs)
        {
            throw new ConfigException("timing.heartbeatInterval=" + heartbeatIntervalNs +
                "ns must be <= timing.leaderTimeout/3=" + leaderTimeoutNs / 3 + "ns");
        }
    }

    /**
     * What suits machines that others use too: 60 ms between heartbeats, and so 300 ms until a leader is given up. A
     * leader that gets no processor for up to 240 ms stays the leader, and a killed one costs less than half a
     * second (docs/PERFORMANCE.md, "A cluster under faults").
     *
     * @return the times.
     */
    public static Timing defaults()
    {
        return ofHeartbeat(DEFAULT_HEARTBEAT_NS);
    }

    /**
     * Times in proportion to the heartbeat: a leader timeout of 5 heartbeats.
     *
     * @param heartbeatIntervalNs between two heartbeats.
     * @return the others follow.
     */
    public static Timing ofHeartbeat(final long heartbeatIntervalNs)
    {
        final long leaderTimeoutNs = 5 * heartbeatIntervalNs;
        return new Timing(
            heartbeatIntervalNs, leaderTimeoutNs, heartbeatIntervalNs, 2 * leaderTimeoutNs, 2 * leaderTimeoutNs);
    }

    private static void positive(final String name, final long value)
    {
        if (value <= 0)
        {
            throw new ConfigException("timing." + name + "=" + value + "ns must be > 0");
        }
    }
}
