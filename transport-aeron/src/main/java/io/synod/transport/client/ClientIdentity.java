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
package io.synod.transport.client;

import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;
import io.synod.transport.FieldRules;

/**
 * Which log a client and a member speak of: stands in each frame between them.
 *
 * @param clusterId any but 0, so that zeroed memory belongs to no cluster.
 * @param groupId   which log of the node, from 0.
 */
public record ClientIdentity(long clusterId, int groupId)
{
    public ClientIdentity
    {
        require(clusterId != 0, "clusterId", clusterId, "must not be 0");
        require(groupId >= 0, "groupId", groupId, "must be >= 0");
    }

    static void requireMemberId(final int memberId)
    {
        require(FieldRules.isMemberId(memberId), "memberId", memberId, "must be in [0, " + Ballot.MAX_MEMBER_ID + "]");
    }

    static void requireConnectionId(final long connectionId)
    {
        require(connectionId != 0, "connectionId", connectionId, "must not be 0");
    }

    private static void require(final boolean holds, final String option, final long value, final String limit)
    {
        if (!holds)
        {
            throw new ConfigException("transport." + option + "=" + value + " " + limit);
        }
    }
}
