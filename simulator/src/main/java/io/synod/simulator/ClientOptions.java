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

import io.synod.role.Timing;

/**
 * What a seed draws for the clients.
 *
 * @param appenders        clients that append.
 * @param pauseNs          mean time between two commands of a client.
 * @param window           requests that a client leaves unanswered at once.
 * @param subscribers      clients that read.
 * @param sessionTimeoutNs of silence, after which a session expires.
 * @param maxConnections   that a member takes.
 * @param maxPartLength    bytes of an entry that are sent to a subscriber at once.
 * @param streamLength     frames that a stream holds.
 * @param spoilt           of a frame arriving with other bytes.
 * @param faults           that strike clients and their links.
 */
public record ClientOptions(
    int appenders,
    long pauseNs,
    int window,
    int subscribers,
    long sessionTimeoutNs,
    int maxConnections,
    int maxPartLength,
    int streamLength,
    double spoilt,
    int faults)
{
    private static final long MIN_SESSION_TIMEOUT_NS = 100_000_000L;

    static ClientOptions draw(final SimRandom random, final long seed, final Timing timing)
    {
        final SimRandom own = new SimRandom(seed, "clients");
        final int appenders = random.between(1, 3);
        final int subscribers = own.pick(0, 1, 1, 2);
        final long heartbeatNs = timing.heartbeatIntervalNs();
        return new ClientOptions(
            appenders,
            random.between(heartbeatNs / 3, 2 * heartbeatNs),
            random.pick(1, 2, 4, 8),
            subscribers,
            Math.max(MIN_SESSION_TIMEOUT_NS, timing.leaderTimeoutNs() * own.between(4, 8) / 2),
            own.chance(0.3) ? appenders + subscribers : 64,
            own.pick(24, 64, 1024),
            own.pick(4, 16, 64),
            own.chance(0.3) ? own.between(0.0, 0.1) : 0,
            own.chance(0.9) ? own.between(4, 40) : 0);
    }

    /**
     * The same clients, to which nothing happens.
     *
     * @return new options.
     */
    public ClientOptions withoutFaults()
    {
        return new ClientOptions(
            appenders, pauseNs, window, subscribers, sessionTimeoutNs, maxConnections, maxPartLength, streamLength, 0,
            0);
    }
}
