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

import io.synod.protocol.Ballot;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;

/** A member in words, for people who look for the reason of a failure. */
final class MemberText
{
    private MemberText()
    {
    }

    static String of(final SimMember member)
    {
        final Replica replica = member.replica();
        final ReplicaView view = replica.view();
        return member.memberId() + (member.isAlive() ? " " : " dead ") + replica.role() +
            " promised " + Ballot.toString(view.promisedBallot()) +
            " follows " + Ballot.toString(replica.leaderBallot()) + (view.isLeaderAlive() ? " alive" : "") +
            " chain " + Ballot.toString(view.chainBallot()) + " [" + view.chainFrom() + ", " +
            view.acceptedThrough() + "] decided " + replica.decidedThrough() +
            (member.disk().isAllDurable() ? "" : " not durable") + " " + view.describeElection();
    }
}
