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

import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.simulator.check.Violation;

/** Checks that a leader that reaches no quorum gives up, by its own clock, or clients would wait at it for ever. */
final class LeaderWatch
{
    private final int memberId;
    private final long limitNs;
    private long withoutQuorumSinceNs = Long.MAX_VALUE;

    LeaderWatch(final int memberId, final SimOptions options)
    {
        this.memberId = memberId;
        this.limitNs = 2 * options.timing().leaderTimeoutNs();
    }

    void check(final Replica replica, final long localNs)
    {
        if (replica.role() != Role.LEADER || replica.view().isLeaderAlive())
        {
            withoutQuorumSinceNs = Long.MAX_VALUE;
            return;
        }
        withoutQuorumSinceNs = Math.min(withoutQuorumSinceNs, localNs);
        Violation.check(localNs - withoutQuorumSinceNs <= limitNs, "V6", "leads without a quorum since", memberId,
            withoutQuorumSinceNs, localNs);
    }

    /** It cannot give up while it stands still, and may not have noticed yet that it should. */
    void onPause()
    {
        withoutQuorumSinceNs = Long.MAX_VALUE;
    }
}
