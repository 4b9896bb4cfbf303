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
package io.synod.desk;

import io.synod.protocol.ConfigException;

/**
 * What a member allows its clients.
 *
 * @param durability       of acknowledgements: 1 flushed, 2 written.
 * @param sessionTimeoutNs of silence, after which a session expires, and a connection is forgotten.
 * @param maxConnections   of clients at once.
 * @param maxCommandLength bytes of one command.
 * @param maxInFlight      requests of a session without an answer: as many as the table of sessions remembers.
 */
public record DeskConfig(
    int durability, long sessionTimeoutNs, int maxConnections, int maxCommandLength, int maxInFlight)
{
    private static final long MIN_SESSION_TIMEOUT_NS = 100_000_000L;

    public DeskConfig
    {
        if (sessionTimeoutNs < MIN_SESSION_TIMEOUT_NS)
        {
            throw new ConfigException(
                "sessionTimeout=" + sessionTimeoutNs + "ns must be >= " + MIN_SESSION_TIMEOUT_NS + "ns");
        }
        if (maxConnections < 1 || maxConnections > 1 << 16)
        {
            throw new ConfigException("maxConnections=" + maxConnections + " must be in [1, 65536]");
        }
    }
}
