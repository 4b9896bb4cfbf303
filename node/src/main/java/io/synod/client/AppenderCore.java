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

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.Refusals;

/**
 * A client's side of a session: what was offered is sent to whoever leads, in order, and again until it is answered.
 * One thread; free of sockets and clocks.
 * <p>
 * Requests are numbered over all sessions; in a session they count from 1, so {@code sessionBase} lies between. When a
 * session ends before its time, what was sent in it is unknown for good, and the rest goes into the next one.
 */
public final class AppenderCore implements AnswerInbox
{
    private final Members members;
    private final MemberLinks links;
    private final ClientTimes times;
    private final RequestWindow window;
    private final int maxBytes;
    private final int maxCommandLength;
    private final Outcomes outcomes = new Outcomes();
    private final SessionWish wish;
    private long sessionId;
    private long sessionBase;
    private long resultThrough;
    private long nextToSend = 1;
    /** The greatest request that was ever sent in this session. */
    private long sentThrough;
    private long progressNs;
    private long knownChanges;
    private long nowNs;
    private long rewinds;
    private AckHandler handler;

    /**
     * Without a session.
     *
     * @param links            to the members.
     * @param times            of the client.
     * @param maxRequests      that may wait for their acknowledgement, a power of two.
     * @param maxBytes         that these may have together, a power of two.
     * @param maxCommandLength bytes of one command, until the cluster says its own limit.
     * @param seed             a number that other clients do not have.
     */
    public AppenderCore(
        final MemberLinks links,
        final ClientTimes times,
        final int maxRequests,
        final int maxBytes,
        final int maxCommandLength,
        final long seed)
    {
        this.links = links;
        this.times = times;
        this.maxBytes = maxBytes;
        this.maxCommandLength = maxCommandLength;
        members = new Members(links, times);
        window = new RequestWindow(maxRequests, maxBytes);
        wish = new SessionWish(seed, times.retryIntervalNs());
    }

    /**
     * Offers a command, as {@link Appender#offer}.
     *
     * @return a request id, or a code of {@link Appender}.
     */
    public long offer(final DirectBuffer buffer, final int offset, final int length)
    {
        if (sessionId == 0)
        {
            return obstacle();
        }
        if (length > maxCommandLength())
        {
            return Appender.TOO_LONG;
        }
        final long requestId = window.add(buffer, offset, length);
        if (requestId == 0)
        {
            return members.isJournalFull() ? Appender.JOURNAL_FULL : Appender.BACK_PRESSURED;
        }
        outcomes.put(requestId, Appender.PENDING);
        if (nextToSend == requestId)
        {
            send();
        }
        return requestId;
    }

    /**
     * Time has passed. To be said before what has come from members is handed to this inbox.
     *
     * @param now        monotonic clock.
     * @param ackHandler told what became of requests, until this is called again.
     */
    public void onTime(final long now, final AckHandler ackHandler)
    {
        nowNs = now;
        handler = ackHandler;
        members.onTime(now);
    }

    /**
     * Sends what is due.
     *
     * @return messages sent.
     */
    public int work()
    {
        int workCount = members.work(sessionId, window.firstRequestId() - 1 - sessionBase);
        if (members.changes() != knownChanges)
        {
            knownChanges = members.changes();
            rewind(window.firstRequestId());
            wish.hurry();
        }
        if (members.leader() == Members.NOBODY)
        {
            return workCount;
        }
        if (sessionId == 0)
        {
            return workCount + wish.open(links.outbox(members.leader()), nowNs);
        }
        if (nextToSend > window.firstRequestId() && nowNs - progressNs >= times.retryIntervalNs())
        {
            rewind(window.firstRequestId());
        }
        workCount += !window.isEmpty() && isTooLong(window.firstRequestId()) ? refuseFirst() : send();
        return workCount;
    }

    /** One that was taken by the limit of another leader: this one would not take it. */
    private boolean isTooLong(final long requestId)
    {
        return window.length(requestId) > maxCommandLength();
    }

    /**
     * The oldest is too long for this leader. A session has no gaps, and another leader may have taken what was sent:
     * the session has to end, and only one of which nothing was sent loses a request.
     */
    private int refuseFirst()
    {
        if (sentThrough > sessionBase)
        {
            return wish.close(links.outbox(members.leader()), sessionId, nowNs);
        }
        final long requestId = window.firstRequestId();
        window.removeFirst();
        nextToSend = window.firstRequestId();
        sessionBase = requestId;
        sentThrough = requestId;
        outcomes.put(requestId, Appender.TOO_LONG);
        handler.onRefused(requestId, Appender.TOO_LONG);
        return 1;
    }

    /**
     * What is known of a request, as {@link Appender#outcomeOf}.
     *
     * @return its sequence, or a code of {@link Appender}.
     */
    public long outcomeOf(final long requestId)
    {
        return outcomes.get(requestId, window.firstRequestId(), window.nextRequestId());
    }

    /**
     * What stands in the way of commands, as {@link Appender#obstacle}.
     *
     * @return a code of {@link Appender}; 0 if there is nothing.
     */
    public long obstacle()
    {
        if (isConnected())
        {
            return members.isJournalFull() ? Appender.JOURNAL_FULL : 0;
        }
        if (members.leader() == Members.NOBODY)
        {
            return members.refusal() == Refusals.CONNECTION_LIMIT ? Appender.CONNECTION_LIMIT : Appender.NOT_CONNECTED;
        }
        return wish.obstacle();
    }

    /**
     * Wants the session closed; to be followed by {@link #work} and what comes, until it is.
     *
     * @return true if there is none any more.
     */
    public boolean closeSession()
    {
        if (sessionId != 0 && members.leader() != Members.NOBODY)
        {
            links.outbox(members.leader()).sendCloseSession(sessionId);
        }
        return sessionId == 0;
    }

    /**
     * Whether commands can be offered and sent.
     *
     * @return true if a session is open and a leader known.
     */
    public boolean isConnected()
    {
        return sessionId != 0 && members.leader() != Members.NOBODY;
    }

    public Members members()
    {
        return members;
    }

    public long sessionId()
    {
        return sessionId;
    }

    public int inFlight()
    {
        return window.size();
    }

    /**
     * How often requests had to be sent again.
     *
     * @return times that it went back.
     */
    public long rewinds()
    {
        return rewinds;
    }

    /**
     * Bytes that a command may have.
     *
     * @return what the cluster takes, fits a frame on its way there, and fits the room for what waits here.
     */
    public int maxCommandLength()
    {
        final int taken = members.maxCommandLength() == 0 ? maxCommandLength : members.maxCommandLength();
        return Math.min(taken, Math.min(links.maxCommandLength(), maxBytes));
    }

    @Override
    public void onMemberState(final int memberId, final MemberState state)
    {
        members.onMemberState(memberId, state);
    }

    @Override
    public void onSessionOpened(final int memberId, final long answeredNonce, final long result)
    {
        if (sessionId == 0 && wish.isOpened(answeredNonce, result))
        {
            sessionId = result;
            sessionBase = window.firstRequestId() - 1;
            sentThrough = sessionBase;
            nextToSend = window.firstRequestId();
            progressNs = nowNs;
        }
    }

    @Override
    public void onAcks(final int memberId, final AckRuns runs)
    {
        if (runs.sessionId() != sessionId)
        {
            return;
        }
        final Acknowledged durability = Acknowledged.ofCode(runs.durability());
        for (int i = 0; i < runs.size(); i++)
        {
            final long first = runs.firstRequestId(i) + sessionBase;
            for (int k = 0; k < runs.requests(i); k++)
            {
                // One that was acknowledged before, or that lies behind one whose acknowledgement was lost.
                if (first + k == window.firstRequestId() && !window.isEmpty())
                {
                    done(first + k, runs.firstSequence(i) + k, durability);
                }
            }
        }
    }

    private void done(final long requestId, final long sequence, final Acknowledged durability)
    {
        window.removeFirst();
        nextToSend = Math.max(nextToSend, window.firstRequestId());
        progressNs = nowNs;
        outcomes.put(requestId, sequence);
        handler.onAck(requestId, sequence, durability);
    }

    @Override
    public void onExpected(final int memberId, final long session, final long requestId)
    {
        if (session == sessionId && memberId == members.leader() && !members.isJournalFull())
        {
            final long expected = Math.max(requestId + sessionBase, window.firstRequestId());
            if (expected < nextToSend)
            {
                rewind(expected);
            }
        }
    }

    @Override
    public void onSessionClosed(final int memberId, final long session, final int reason)
    {
        if (session != sessionId)
        {
            return;
        }
        sessionId = 0;
        wish.renew();
        while (!window.isEmpty() && window.firstRequestId() <= sentThrough)
        {
            final long requestId = window.firstRequestId();
            window.removeFirst();
            outcomes.put(requestId, Appender.UNKNOWN);
            handler.onUnknown(requestId);
        }
    }

    @Override
    public void onResult(
        final int memberId,
        final long session,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        // A leader that came later may answer again what the one before it had answered.
        if (session == sessionId && requestId + sessionBase > resultThrough)
        {
            resultThrough = requestId + sessionBase;
            handler.onResult(resultThrough, sequence, buffer, offset, length);
        }
    }

    private void rewind(final long requestId)
    {
        rewinds += nextToSend > requestId ? 1 : 0;
        nextToSend = requestId;
        progressNs = nowNs;
    }

    private int send()
    {
        if (members.leader() == Members.NOBODY || sessionId == 0)
        {
            return 0;
        }
        final long limit = Math.min(window.nextRequestId(), window.firstRequestId() + members.maxInFlight());
        int sent = 0;
        while (nextToSend < limit && !isTooLong(nextToSend) && links.outbox(members.leader()).sendAppend(
            sessionId, nextToSend - sessionBase, window.buffer(), window.offset(nextToSend), window.length(nextToSend)))
        {
            if (nextToSend == window.firstRequestId())
            {
                progressNs = nowNs;
            }
            sentThrough = Math.max(sentThrough, nextToSend);
            nextToSend++;
            sent++;
        }
        return sent;
    }
}
