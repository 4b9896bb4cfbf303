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

import org.agrona.collections.ArrayUtil;

import io.synod.protocol.Ballot;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.Refusals;

/**
 * What a client knows of the members: which serve it, and which leads. It keeps a connection to all of them, so that
 * the next leader says so itself. One thread; free of sockets and clocks.
 */
public final class Members
{
    /** No member. */
    public static final int NOBODY = -1;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    /** What is known of one member. */
    private static final class Member
    {
        private final int memberId;
        private boolean isServing;
        private long heardNs = LONG_AGO;
        private long connectSentNs = LONG_AGO;
        private long keepAliveSentNs = LONG_AGO;
        private long decidedSequence;
        private int refusal;

        private Member(final int memberId)
        {
            this.memberId = memberId;
        }
    }

    private final MemberLinks links;
    private final ClientTimes times;
    private final Member[] members;
    private final Member[] memberOf = new Member[Ballot.MAX_MEMBER_ID + 1];
    private long nowNs;
    private int leader = NOBODY;
    private long leaderBallot = Ballot.NONE;
    private long changes;
    private int maxCommandLength;
    private int maxInFlight;
    private boolean isJournalFull;

    /**
     * Nothing is known yet.
     *
     * @param links to the members.
     * @param times of the client.
     */
    public Members(final MemberLinks links, final ClientTimes times)
    {
        this.links = links;
        this.times = times;
        members = new Member[links.memberIds().length];
        for (int i = 0; i < members.length; i++)
        {
            members[i] = new Member(links.memberIds()[i]);
            memberOf[members[i].memberId] = members[i];
        }
    }

    /**
     * Time has passed.
     *
     * @param now monotonic clock.
     */
    public void onTime(final long now)
    {
        nowNs = now;
    }

    /**
     * Says what is due to each member.
     *
     * @param sessionId    to keep alive; 0 if there is none.
     * @param ackedThrough request id of that session: answered up to here.
     * @return messages sent.
     */
    public int work(final long sessionId, final long ackedThrough)
    {
        int sent = 0;
        for (final Member member : members)
        {
            if (!links.isUp(member.memberId))
            {
                member.refusal = Refusals.NONE;
                lose(member);
            }
            else
            {
                sent += say(member, sessionId, ackedThrough);
            }
        }
        return sent;
    }

    private int say(final Member member, final long sessionId, final long ackedThrough)
    {
        if (member.isServing && nowNs - member.heardNs >= times.memberTimeoutNs())
        {
            lose(member);
        }
        if (!member.isServing)
        {
            if (nowNs - member.connectSentNs >= times.connectIntervalNs() && links.sendConnect(member.memberId))
            {
                member.connectSentNs = nowNs;
                return 1;
            }
            return 0;
        }
        if (nowNs - member.keepAliveSentNs >= times.keepAliveIntervalNs() &&
            links.outbox(member.memberId).sendKeepAlive(sessionId, ackedThrough))
        {
            member.keepAliveSentNs = nowNs;
            return 1;
        }
        return 0;
    }

    /**
     * A member says who leads.
     *
     * @param memberId that says so.
     * @param state    read during the call.
     */
    public void onMemberState(final int memberId, final MemberState state)
    {
        final Member member = memberId <= Ballot.MAX_MEMBER_ID ? memberOf[memberId] : null;
        if (member == null)
        {
            return;
        }
        member.heardNs = nowNs;
        member.refusal = state.isLeader() ? state.refusal() : Refusals.NONE;
        if (state.refusal() != Refusals.NONE)
        {
            lose(member);
            return;
        }
        if (!member.isServing)
        {
            member.isServing = true;
            member.keepAliveSentNs = nowNs;
            changes += memberId == leader ? 1 : 0;
        }
        member.decidedSequence = state.decidedSequence();
        if (state.isLeader() && state.leaderBallot() >= leaderBallot)
        {
            follow(memberId, state.leaderBallot());
            isJournalFull = state.isJournalFull();
            maxCommandLength = state.maxCommandLength();
            maxInFlight = state.maxInFlight();
        }
        else if (memberId == leader && !state.isLeader())
        {
            follow(NOBODY, leaderBallot);
        }
    }

    private void follow(final int memberId, final long ballot)
    {
        if (memberId != leader || ballot != leaderBallot)
        {
            leader = memberId;
            leaderBallot = ballot;
            isJournalFull = false;
            changes++;
        }
    }

    /** It has to be connected to anew. */
    private void lose(final Member member)
    {
        member.isServing = false;
        if (member.memberId == leader)
        {
            follow(NOBODY, leaderBallot);
        }
    }

    /** Says farewell to all members. */
    public void disconnect()
    {
        for (final Member member : members)
        {
            if (links.isUp(member.memberId))
            {
                links.outbox(member.memberId).sendDisconnect();
            }
        }
    }

    /**
     * The member that leads and serves this client.
     *
     * @return {@link #NOBODY} if none is known.
     */
    public int leader()
    {
        return leader;
    }

    /**
     * Grows whenever what was sent to a leader may have to be sent again.
     *
     * @return from 0.
     */
    public long changes()
    {
        return changes;
    }

    /**
     * Whether a member serves this client.
     *
     * @param memberId of a member.
     * @return true if it has answered, not long ago.
     */
    public boolean isServing(final int memberId)
    {
        return memberOf[memberId].isServing;
    }

    /**
     * A member that serves this client.
     *
     * @param afterMemberId any other than this one, if there is another.
     * @return {@link #NOBODY} if none does.
     */
    public int nextServing(final int afterMemberId)
    {
        final int start = indexOf(afterMemberId) + 1;
        for (int i = 0; i < members.length; i++)
        {
            final Member member = members[(start + i) % members.length];
            if (member.isServing)
            {
                return member.memberId;
            }
        }
        return NOBODY;
    }

    private int indexOf(final int memberId)
    {
        for (int i = 0; i < members.length; i++)
        {
            if (members[i].memberId == memberId)
            {
                return i;
            }
        }
        return ArrayUtil.UNKNOWN_INDEX;
    }

    /**
     * The greatest sequence that any member has called decided.
     *
     * @return 0 if none did.
     */
    public long decidedSequence()
    {
        long greatest = 0;
        for (final Member member : members)
        {
            greatest = Math.max(greatest, member.decidedSequence);
        }
        return greatest;
    }

    /**
     * Why the member that leads does not serve this client.
     *
     * @return one of {@link Refusals}; {@link Refusals#NONE} if none of those that refuse says that it leads.
     */
    public int refusal()
    {
        int found = Refusals.NONE;
        for (final Member member : members)
        {
            found = Math.max(found, member.refusal);
        }
        return found;
    }

    /**
     * Bytes that a command may have.
     *
     * @return as the last leader said; 0 if none has yet.
     */
    public int maxCommandLength()
    {
        return maxCommandLength;
    }

    /**
     * Requests that may be without an answer.
     *
     * @return as the last leader said; 0 if none has yet.
     */
    public int maxInFlight()
    {
        return maxInFlight;
    }

    /**
     * Whether the leader has no room for entries.
     *
     * @return as it said last.
     */
    public boolean isJournalFull()
    {
        return isJournalFull;
    }
}
