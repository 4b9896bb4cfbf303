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
package io.synod.simulator.trace;

import java.util.HashMap;
import java.util.Map;

import io.synod.protocol.Ballot;

/** The state of the model: all members and ballots, and how far each member may know what is decided. */
final class TracedCluster
{
    private final Map<Integer, TracedMember> members = new HashMap<>();
    private final Map<Long, TracedBallot> ballots = new HashMap<>();
    private final DecidedSlots slots = new DecidedSlots();
    private long nowNs;

    void nowNs(final long newNowNs)
    {
        TraceDeviation.unless(newNowNs >= nowNs, "time does not run back", "t", newNowNs, "before", nowNs);
        nowNs = newNowNs;
    }

    TracedMember member(final int id)
    {
        return members.computeIfAbsent(id, TracedMember::new);
    }

    /** A ballot at which someone campaigned; null if nobody did. */
    TracedBallot ballot(final long ballot)
    {
        return ballots.get(ballot);
    }

    void begin(final TracedMember member, final long ballot, final TracedBallot traced)
    {
        ballots.put(ballot, traced);
        member.role(traced);
    }

    /** The campaign was lost with the record of it. */
    void forget(final long ballot)
    {
        ballots.remove(ballot);
    }

    DecidedSlots slots()
    {
        return slots;
    }

    long knowable(final TracedMember member)
    {
        return Math.max(reach(member), member.knowable(nowNs));
    }

    TracedBallot traced(final long ballot, final String rule)
    {
        final TracedBallot traced = ballots.get(ballot);
        TraceDeviation.unless(traced != null, rule, "ballot", Ballot.toString(ballot));
        return traced;
    }

    long apply(final TracedMember member, final TraceRecord record)
    {
        member.mayKnow(reach(member), nowNs);
        if (record.ballot() > member.memory().promised())
        {
            endRole(member, false);
            // As a follower it may have been told of more before.
            member.mayKnow(reach(member), nowNs);
        }
        return member.append(record);
    }

    void endRole(final TracedMember member, final boolean hasCrashed)
    {
        final TracedBallot role = member.role();
        if (role == null)
        {
            return;
        }
        final boolean isLeader = role.hasLed();
        role.end(hasCrashed, member.vouchedAt(member.memory().promised()));
        if (isLeader)
        {
            member.mayKnow(role.decided(), nowNs);
        }
        member.role(null);
    }

    /**
     * What a member knows decided grows to a slot: from its leader, or as it is told of a slot that it holds already.
     * Only a follower is told: no line says when a candidate gives up.
     */
    void learn(final TracedMember member, final long through, final String rule)
    {
        long limit = knowable(member);
        if (through > limit)
        {
            endRole(member, false);
            limit = knowable(member);
        }
        TraceDeviation.unless(through >= member.decided() && through <= limit, rule, "through", through, "known", limit,
            "member", member);
        if (leads(member) && through > member.role().decided())
        {
            member.role().decide(through, member.vouchedAt(member.memory().promised()), slots);
        }
        for (long slot = member.decided() + 1; slot <= through; slot++)
        {
            slots.take(member.id(), slot, member.memory().at(slot));
        }
        member.decided(through);
    }

    /** How far the model's {@code Learn}, its {@code Fill} of what is held, and for a leader {@code Decide} may go. */
    private long reach(final TracedMember member)
    {
        final AcceptorState memory = member.memory();
        final Span chain = memory.chain();
        final TracedBallot leader = ballots.get(chain.ballot());
        final boolean isFollowing = leader != null && chain.ballot() == memory.promised();
        final long told = isFollowing ? Math.min(leader.decided(), chain.through()) : 0;
        long slot = member.decided();
        if (leads(member))
        {
            slot = Math.max(slot, member.role().decidable(member.vouchedAt(memory.promised())));
        }
        while (slot + 1 >= chain.from() && slot < told ||
            member.role() == null && slots.isHeld(slot + 1, memory.at(slot + 1)))
        {
            slot++;
        }
        return slot;
    }

    private static boolean leads(final TracedMember member)
    {
        return member.role() != null && member.role().hasLed();
    }

    boolean isKnown(final long slot, final Held held)
    {
        return members.values().stream().anyMatch(
            member -> member.decided() >= slot && held.equals(member.memory().at(slot)));
    }
}
