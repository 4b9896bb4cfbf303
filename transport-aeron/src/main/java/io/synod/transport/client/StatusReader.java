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

import org.agrona.DirectBuffer;

import io.synod.codecs.client.StatusDecoder;
import io.synod.transport.FieldRules;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;

/** Reads how a member is. Each status is a new object: it is asked for now and then, and whoever asked may keep it. */
final class StatusReader
{
    private final StatusDecoder decoder = new StatusDecoder();
    private MemberStatus status = new MemberStatus();

    /** Of the question that the status read last answers. */
    long nonce()
    {
        return decoder.nonce();
    }

    /** The status read last: whole, if it was not refused. */
    MemberStatus status()
    {
        return status;
    }

    /**
     * Reads a status and checks it.
     *
     * @param buffer of the frame.
     * @param block  offset of the message's block.
     * @param layout of the frame: checked, the group's count included.
     * @return {@link Refusal#NONE} if {@link #status()} may be believed.
     */
    Refusal read(final DirectBuffer buffer, final int block, final FrameLayout layout)
    {
        decoder.wrap(buffer, block, layout.blockLength(), layout.version());
        final Refusal log = checkLog();
        if (log != Refusal.NONE)
        {
            return log;
        }
        final Refusal counters = checkCounters();
        if (counters != Refusal.NONE)
        {
            return counters;
        }
        status = new MemberStatus();
        copyLog();
        copyCounters();
        return readMembers();
    }

    private Refusal checkLog()
    {
        if (!ClientRules.isRole(decoder.role()) || !ClientRules.isDurability(decoder.durability()))
        {
            return Refusal.CODE;
        }
        if (!FieldRules.isBallotOrNone(decoder.promisedBallot()) || !FieldRules.isBallotOrNone(decoder.leaderBallot()))
        {
            return Refusal.BALLOT;
        }
        if (!FieldRules.isSlotOrNone(decoder.acceptedThrough()) || !FieldRules.isSlotOrNone(decoder.decidedThrough()))
        {
            return Refusal.SLOT;
        }
        if (!ClientRules.isIdOrNone(decoder.decidedSequence()))
        {
            return Refusal.SEQUENCE;
        }
        final boolean areFlags = ClientRules.isFlag(decoder.isJournalFull()) && ClientRules.isFlag(decoder.hasHole());
        return areFlags ? Refusal.NONE : Refusal.FLAGS;
    }

    private Refusal checkCounters()
    {
        final boolean inRange = decoder.tailPosition() >= 0 && decoder.durablePosition() >= 0 &&
            decoder.campaigns() >= 0 && decoder.commands() >= 0 && decoder.refusedFrames() >= 0 &&
            decoder.sessions() >= 0 && decoder.connections() >= 0 && decoder.subscriptions() >= 0 &&
            decoder.faultySlots() >= 0;
        return inRange ? Refusal.NONE : Refusal.RANGE;
    }

    private void copyLog()
    {
        status.role = decoder.role();
        status.durability = decoder.durability();
        status.promisedBallot = decoder.promisedBallot();
        status.leaderBallot = decoder.leaderBallot();
        status.acceptedThrough = decoder.acceptedThrough();
        status.decidedThrough = decoder.decidedThrough();
        status.decidedSequence = decoder.decidedSequence();
        status.isJournalFull = decoder.isJournalFull() == 1;
        status.hasHole = decoder.hasHole() == 1;
    }

    private void copyCounters()
    {
        status.tailPosition = decoder.tailPosition();
        status.durablePosition = decoder.durablePosition();
        status.campaigns = decoder.campaigns();
        status.commands = decoder.commands();
        status.refusedFrames = decoder.refusedFrames();
        status.sessions = decoder.sessions();
        status.connections = decoder.connections();
        status.subscriptions = decoder.subscriptions();
        status.faultySlots = decoder.faultySlots();
    }

    private Refusal readMembers()
    {
        final StatusDecoder.MembersDecoder members = decoder.members();
        while (members.hasNext())
        {
            members.next();
            final Refusal refusal = checkMember(members);
            if (refusal != Refusal.NONE)
            {
                return refusal;
            }
            status.peers.add(new MemberStatus.Peer(members.memberId(), members.isHeard() == 1, members.hears(),
                members.leaderBallot(), members.acceptedThrough(), members.decidedThrough()));
        }
        return Refusal.NONE;
    }

    private static Refusal checkMember(final StatusDecoder.MembersDecoder member)
    {
        if (!FieldRules.isMemberId(member.memberId()))
        {
            return Refusal.MEMBER;
        }
        if (!ClientRules.isFlag(member.isHeard()))
        {
            return Refusal.FLAGS;
        }
        if (!FieldRules.isBallotOrNone(member.leaderBallot()))
        {
            return Refusal.BALLOT;
        }
        final boolean areSlots =
            FieldRules.isSlotOrNone(member.acceptedThrough()) && FieldRules.isSlotOrNone(member.decidedThrough());
        return areSlots ? Refusal.NONE : Refusal.SLOT;
    }
}
