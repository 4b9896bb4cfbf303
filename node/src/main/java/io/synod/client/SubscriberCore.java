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

import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;

import io.synod.CommandHandler;
import io.synod.feed.BatchCursor;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.CommandsInbox;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.Refusals;

/**
 * A client's side of a subscription: it asks one member for the order, and when that falls silent or behind, the next
 * one, from where it stands. One thread; free of sockets and clocks.
 */
public final class SubscriberCore implements AnswerInbox, CommandsInbox
{
    private static final int TIMEOUTS_BEHIND = 2;

    private final Members members;
    private final MemberLinks links;
    private final ClientTimes times;
    private final CommandHandler handler;
    private final BatchCursor cursor = new BatchCursor();
    private final ExpandableDirectByteBuffer assembly = new ExpandableDirectByteBuffer();
    private long assembledSequence;
    private int assembledLength;
    private long nextSequence;
    private int serving;
    private long subscriptionId;
    private boolean isSubscribed;
    private long heardNs;
    private long movedNs;
    private long nowNs;
    private int room;
    private long switches;
    /** One that a member still serves though nobody wants it any more. */
    private int unwantedAt = Members.NOBODY;
    private long unwantedId;

    /**
     * Stands before a command.
     *
     * @param links        to the members.
     * @param times        of the client.
     * @param fromSequence from 1.
     * @param handler      of the commands.
     * @param preferred    member to ask first.
     */
    public SubscriberCore(
        final MemberLinks links,
        final ClientTimes times,
        final long fromSequence,
        final CommandHandler handler,
        final int preferred)
    {
        this.links = links;
        this.times = times;
        this.handler = handler;
        members = new Members(links, times);
        nextSequence = fromSequence;
        serving = preferred;
    }

    /**
     * Time has passed. To be said before what has come from members is handed to this inbox.
     *
     * @param now   monotonic clock.
     * @param limit commands that may be handed over until this is called again, from 0.
     */
    public void onTime(final long now, final int limit)
    {
        nowNs = now;
        room = limit;
        members.onTime(now);
    }

    /**
     * Sends what is due.
     *
     * @return messages sent.
     */
    public int work()
    {
        int workCount = members.work(0, 0);
        if (unwantedAt != Members.NOBODY && links.outbox(unwantedAt).sendUnsubscribe(unwantedId))
        {
            unwantedAt = Members.NOBODY;
            workCount++;
        }
        if (isSubscribed && isStale())
        {
            giveUp();
        }
        return isSubscribed ? workCount : workCount + subscribe();
    }

    /**
     * Whether a member was asked for what comes next, and has not fallen silent since.
     *
     * @return false while it looks for one.
     */
    public boolean isServed()
    {
        return isSubscribed;
    }

    /** Its member is gone, says nothing, or knows less than others do. */
    private boolean isStale()
    {
        final boolean isBehind = members.decidedSequence() >= nextSequence &&
            nowNs - movedNs >= TIMEOUTS_BEHIND * times.memberTimeoutNs();
        return !members.isServing(serving) || nowNs - heardNs >= times.memberTimeoutNs() || isBehind;
    }

    private void giveUp()
    {
        isSubscribed = false;
        switches++;
        serving = members.nextServing(serving);
    }

    private int subscribe()
    {
        if (serving == Members.NOBODY || !members.isServing(serving))
        {
            serving = members.nextServing(serving);
        }
        if (serving == Members.NOBODY ||
            !links.outbox(serving).sendSubscribe(subscriptionId + 1, nextSequence))
        {
            return 0;
        }
        // A number of its own, so that what an earlier attempt still sends is told apart.
        subscriptionId++;
        isSubscribed = true;
        assembledLength = 0;
        assembledSequence = 0;
        heardNs = nowNs;
        movedNs = nowNs;
        return 1;
    }

    /**
     * The sequence that comes next.
     *
     * @return from 1.
     */
    public long nextSequence()
    {
        return nextSequence;
    }

    public Members members()
    {
        return members;
    }

    /**
     * How often it went to another member.
     *
     * @return from 0.
     */
    public long switches()
    {
        return switches;
    }

    @Override
    public boolean onCommands(final int memberId, final long subscription, final CommandsPart part)
    {
        if (!isWanted(memberId, subscription))
        {
            return true;
        }
        heardNs = nowNs;
        if (part.firstSequence() > nextSequence)
        {
            // Something was lost on the way: asked for anew from where this stands.
            isSubscribed = false;
            return true;
        }
        if (part.totalLength() == part.length())
        {
            return deliver(part.buffer(), part.offset(), part.length(), part);
        }
        return assemble(part);
    }

    /** Whether it belongs to this subscription as it is now; a member that serves an earlier one is told to cease. */
    private boolean isWanted(final int memberId, final long subscription)
    {
        final boolean isNow = memberId == serving && subscription == subscriptionId;
        if (!isNow)
        {
            unwantedAt = memberId;
            unwantedId = subscription;
        }
        return isNow && isSubscribed;
    }

    private boolean assemble(final CommandsPart part)
    {
        final int end = part.partOffset() + part.length();
        if (part.partOffset() == 0 && assembledSequence != part.firstSequence())
        {
            assembledSequence = part.firstSequence();
            assembledLength = 0;
        }
        if (assembledSequence != part.firstSequence() || part.partOffset() > assembledLength)
        {
            isSubscribed = false;
            return true;
        }
        if (end > assembledLength)
        {
            assembly.putBytes(part.partOffset(), part.buffer(), part.offset(), part.length());
            assembledLength = end;
            movedNs = nowNs;
        }
        return end < part.totalLength() || deliver(assembly, 0, part.totalLength(), part);
    }

    private boolean deliver(final DirectBuffer buffer, final int offset, final int length, final CommandsPart part)
    {
        cursor.wrap(buffer, offset, length, part.firstSequence()).skipTo(nextSequence);
        while (room > 0 && cursor.next())
        {
            handler.onCommand(
                nextSequence, part.timeNs(), cursor.sessionId(), cursor.buffer(), cursor.offset(), cursor.length());
            nextSequence++;
            room--;
            movedNs = nowNs;
        }
        return nextSequence >= part.firstSequence() + part.commandCount();
    }

    @Override
    public void onFeedState(
        final int memberId, final long subscription, final long next, final int refusal)
    {
        if (isWanted(memberId, subscription))
        {
            heardNs = nowNs;
            if (refusal != Refusals.NONE || next > nextSequence)
            {
                giveUp();
            }
        }
    }

    @Override
    public void onMemberState(final int memberId, final MemberState state)
    {
        members.onMemberState(memberId, state);
    }

    @Override
    public void onSessionOpened(final int memberId, final long nonce, final long result)
    {
        // A subscriber has no session.
    }

    @Override
    public void onAcks(final int memberId, final AckRuns runs)
    {
        // A subscriber has no session.
    }

    @Override
    public void onExpected(final int memberId, final long sessionId, final long requestId)
    {
        // A subscriber has no session.
    }

    @Override
    public void onSessionClosed(final int memberId, final long sessionId, final int reason)
    {
        // A subscriber has no session.
    }

    @Override
    public void onResult(
        final int memberId,
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        // A subscriber has no session.
    }
}
