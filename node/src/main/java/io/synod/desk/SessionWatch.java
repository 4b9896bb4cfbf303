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

import org.agrona.collections.Long2LongHashMap;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.session.SessionTable;

/**
 * A leader's watch over the sessions: one of which nothing was heard for the timeout is closed by an entry of the log,
 * so that it ends at the same place for everybody, and only if this leader still leads when it is decided. A new leader
 * has heard of everybody: it begins to count when it begins to lead.
 */
final class SessionWatch
{
    private static final int LOOKS_PER_TIMEOUT = 8;
    private static final long NEVER = Long.MIN_VALUE;

    private final Replica replica;
    private final long timeoutNs;
    private final Long2LongHashMap heardNs = new Long2LongHashMap(NEVER);
    private long ledBallot;
    private long ledSinceNs;
    private long lookedNs;
    private long workedNs;

    SessionWatch(final Replica replica, final long timeoutNs)
    {
        this.replica = replica;
        this.timeoutNs = timeoutNs;
    }

    void onHeard(final long sessionId, final long nowNs)
    {
        if (replica.sessions().isOpen(sessionId))
        {
            heardNs.put(sessionId, nowNs);
        }
    }

    /** Now and then closes what has expired, and forgets what is closed. */
    int work(final long nowNs)
    {
        // While this member stood still it heard nobody: all that came meanwhile still lies before it.
        final boolean stoodStill = nowNs - workedNs >= timeoutNs / 2;
        workedNs = nowNs;
        if (stoodStill || replica.leaderBallot() != ledBallot)
        {
            ledBallot = replica.leaderBallot();
            ledSinceNs = nowNs;
            lookedNs = nowNs;
        }
        if (nowNs - lookedNs < timeoutNs / LOOKS_PER_TIMEOUT)
        {
            return 0;
        }
        lookedNs = nowNs;
        heardNs.keySet().removeIfLong(sessionId -> !replica.sessions().isOpen(sessionId));
        return replica.role() == Role.LEADER ? look(nowNs) : 0;
    }

    private int look(final long nowNs)
    {
        final SessionTable sessions = replica.sessions();
        int closed = 0;
        for (int i = 0; i < sessions.capacity(); i++)
        {
            final long sessionId = sessions.sessionIdAt(i);
            if (sessionId == 0)
            {
                continue;
            }
            // One that was opened just now has had no time to be heard.
            heardNs.putIfAbsent(sessionId, nowNs);
            if (nowNs - Math.max(ledSinceNs, heardNs.get(sessionId)) >= timeoutNs &&
                replica.closeSession(sessionId, BatchDescriptor.EXPIRED) > 0)
            {
                closed++;
            }
        }
        return closed;
    }
}
