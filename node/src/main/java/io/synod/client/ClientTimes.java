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
package io.synod.client;

import io.synod.protocol.ConfigException;

/**
 * The times of a client, in nanoseconds.
 *
 * @param connectIntervalNs   between two attempts to be known by a member.
 * @param keepAliveIntervalNs between two signs of life to a member.
 * @param memberTimeoutNs     of silence, after which a member counts as gone; at least 2 keep-alives.
 * @param retryIntervalNs     after which requests without an answer are sent again.
 */
public record ClientTimes(
    long connectIntervalNs, long keepAliveIntervalNs, long memberTimeoutNs, long retryIntervalNs)
{
    public ClientTimes
    {
        if (connectIntervalNs <= 0 || keepAliveIntervalNs <= 0 || retryIntervalNs <= 0)
        {
            throw new ConfigException("times.connectInterval=" + connectIntervalNs + "ns, times.keepAliveInterval=" +
                keepAliveIntervalNs + "ns, times.retryInterval=" + retryIntervalNs + "ns must be > 0");
        }
        if (memberTimeoutNs / 2 < keepAliveIntervalNs)
        {
            throw new ConfigException("times.keepAliveInterval=" + keepAliveIntervalNs +
                "ns must be <= times.memberTimeout/2=" + memberTimeoutNs / 2 + "ns");
        }
    }

    /**
     * What suits a network of machines: a sign of life every 200 ms, a second without an answer means gone.
     *
     * @return new times.
     */
    public static ClientTimes defaults()
    {
        return new ClientTimes(50_000_000L, 200_000_000L, 1_000_000_000L, 500_000_000L);
    }
}
