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

import org.agrona.DirectBuffer;

import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.transport.client.AnswerOutbox;
import io.synod.transport.client.MemberStatus;
import io.synod.transport.client.Refusals;
import io.synod.transport.client.RequestInbox;

/**
 * A member's counter for its clients: takes what they want to the replica, and tells them what became of it. It keeps
 * no list of what is pending: a request is acknowledged when the table of sessions at {@code decidedThrough} has it,
 * so nothing has to be undone when leadership is lost. One thread, the replica's; free of sockets and clocks.
 */
public final class ClientDesk implements RequestInbox
{
    /** Clients above the limit that are told so, before they are forgotten. */
    private static final int REFUSED_ROOM = 16;

    private final Replica replica;
    private final DeskConfig config;
    private final ResponseLinks links;
    private final Feeds feeds;
    private final StatusSource statusSource;
    private final SessionWatch watch;
    private final Answers answers;
    private final JournalRoom journalRoom = new JournalRoom();
    private final ConnectionTable connections;
    private long nowNs;
    private long toldBallot;
    private boolean isToldLeader;
    private long commands;
    private long strangers;

    /**
     * A desk without clients.
     *
     * @param replica      of the member.
     * @param config       limits.
     * @param links        the ways back to clients.
     * @param feeds        where subscriptions are served.
     * @param statusSource who knows how the member is.
     */
    public ClientDesk(
        final Replica replica,
        final DeskConfig config,
        final ResponseLinks links,
        final Feeds feeds,
        final StatusSource statusSource)
    {
        this.replica = replica;
        this.config = config;
        this.links = links;
        this.feeds = feeds;
        this.statusSource = statusSource;
        connections = new ConnectionTable(links, config.sessionTimeoutNs());
        watch = new SessionWatch(replica, config.sessionTimeoutNs());
        answers = new Answers(replica, config);
    }

    /**
     * Tells clients what there is to tell, and forgets those that are gone.
     *
     * @param now monotonic clock, the replica's.
     * @return things done.
     */
    public int work(final long now)
    {
        nowNs = now;
        connections.onTime(nowNs);
        tellLeadership();
        return watch.work(nowNs) + connections.tell(answers, journalRoom.isFull());
    }

    public int connectionCount()
    {
        return connections.size();
    }

    /**
     * Commands taken into the log.
     *
     * @return since the start.
     */
    public long commands()
    {
        return commands;
    }

    /**
     * Requests on connections that this member does not know.
     *
     * @return since the start.
     */
    public long strangers()
    {
        return strangers;
    }

    @Override
    public void onConnect(
        final long connectionId,
        final int answersStreamId,
        final int commandsStreamId,
        final String responseChannel)
    {
        final Connection served = connections.connecting(connectionId);
        final boolean isServed = served != null && served.refusal == Refusals.NONE;
        final boolean hasRoom =
            isServed || connections.servedWithRoomMade(config.maxConnections()) < config.maxConnections();
        // Making room forgets those that were refused, and told so.
        final Connection known = connections.heard(connectionId);
        if (known != null && (isServed || !hasRoom))
        {
            known.isStateDue = true;
            connections.wake(known);
            return;
        }
        if (known != null)
        {
            connections.forget(known);
        }
        if (connections.size() >= config.maxConnections() + REFUSED_ROOM)
        {
            strangers++;
            return;
        }
        final AnswerOutbox outbox =
            links.open(connectionId, answersStreamId, commandsStreamId, responseChannel);
        if (outbox == null)
        {
            strangers++;
            return;
        }
        final int refusal = hasRoom ? Refusals.NONE : Refusals.CONNECTION_LIMIT;
        final Connection connection = new Connection(connectionId, outbox, refusal);
        connections.add(connection);
        connections.wake(connection);
    }

    @Override
    public void onDisconnect(final long connectionId)
    {
        final Connection connection = connections.heard(connectionId);
        if (connection != null)
        {
            connections.forget(connection);
        }
    }

    @Override
    public void onKeepAlive(final long connectionId, final long sessionId, final long ackedThrough)
    {
        // A session is kept alive by whoever speaks for it, also by one whom this member has to get to know again.
        watch.onHeard(sessionId, nowNs);
        final Connection connection = heard(connectionId);
        if (connection != null)
        {
            connection.isStateDue = true;
            if (sessionId > 0)
            {
                connections.use(connection, sessionId);
                connection.isClosedDue |= answers.isClosed(sessionId);
            }
            connections.wake(connection);
        }
    }

    @Override
    public void onOpenSession(final long connectionId, final long nonce)
    {
        final Connection connection = heard(connectionId);
        if (connection == null || connection.refusal != Refusals.NONE)
        {
            return;
        }
        if (nonce != connection.openNonce)
        {
            connection.openNonce = nonce;
            connection.openSlot = Connection.NONE;
            connection.openedSession = Connection.NONE;
            connection.openResult = Connection.NONE;
            connection.isOpenWanted = true;
        }
        else if (replica.sessions().isOpen(connection.openedSession))
        {
            // The answer was lost.
            connection.openResult = connection.openedSession;
        }
        else
        {
            connection.isOpenWanted = connection.openSlot == Connection.NONE;
        }
        connections.wake(connection);
    }

    @Override
    public boolean onAppend(
        final long connectionId,
        final long sessionId,
        final long requestId,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final Connection connection = heard(connectionId);
        if (connection == null || connection.refusal != Refusals.NONE)
        {
            return true;
        }
        connections.use(connection, sessionId);
        connection.lead(replica.leaderBallot(), requestId);
        final long result = requestId > connection.ackedThrough + config.maxInFlight() ?
            tooMany(connection, sessionId) : replica.offer(sessionId, requestId, buffer, offset, length);
        if (result > 0)
        {
            commands++;
            if (requestId > connection.takenThrough)
            {
                // A retry of what is there needs no room, and says nothing of it.
                journalRoom.forget();
            }
            connection.takenThrough = Math.max(connection.takenThrough, requestId);
            // One that was acknowledged and comes again has not heard so.
            connection.ackedThrough = Math.min(connection.ackedThrough, requestId - 1);
            connections.wake(connection);
            watch.onHeard(sessionId, nowNs);
            return true;
        }
        return onNotTaken(connection, sessionId, result);
    }

    /** Acknowledgements make room for a request too many, unless there is nothing that could be acknowledged. */
    private long tooMany(final Connection connection, final long sessionId)
    {
        if (replica.role() != Role.LEADER)
        {
            return Proposal.NOT_LEADER;
        }
        if (answers.isClosed(sessionId))
        {
            return Proposal.SESSION_UNKNOWN;
        }
        return connection.isAckDue() ? Proposal.WINDOW_FULL : Proposal.REQUEST_GAP;
    }

    private boolean onNotTaken(final Connection connection, final long sessionId, final long result)
    {
        if (result == Proposal.WINDOW_FULL || result == Proposal.JOURNAL_FULL && !journalRoom.onLack(nowNs))
        {
            watch.onHeard(sessionId, nowNs);
            return false;
        }
        if (result == Proposal.NOT_LEADER || result == Proposal.HANDING_OVER || result == Proposal.TOO_LONG)
        {
            // Who leads, and its limits: a client that knows them sends nothing that is too long.
            connection.isStateDue = true;
        }
        else if (result == Proposal.SESSION_UNKNOWN)
        {
            connection.isClosedDue |= answers.isClosed(sessionId);
        }
        else if (result == Proposal.REQUEST_GAP || result == Proposal.JOURNAL_FULL)
        {
            // A gap may be what lies behind a request for which there was no room.
            connection.isStateDue |= journalRoom.isFull();
            connection.isExpectedDue = true;
            watch.onHeard(sessionId, nowNs);
        }
        connections.wake(connection);
        return true;
    }

    @Override
    public void onCloseSession(final long connectionId, final long sessionId)
    {
        final Connection connection = heard(connectionId);
        if (connection != null)
        {
            connections.use(connection, sessionId);
            connection.isCloseWanted = true;
            connections.wake(connection);
        }
    }

    @Override
    public void onAskOutcome(final long connectionId, final long sessionId, final long requestId)
    {
        final Connection connection = heard(connectionId);
        if (connection != null)
        {
            // Without room it is lost: who asks asks again.
            connection.answers.sendOutcome(sessionId, requestId, replica.sessions().lookUp(sessionId, requestId));
        }
    }

    /**
     * A state machine has answered a command. Goes to the client if that is connected here: now, or when it has room.
     *
     * @param sessionId whose command it was.
     * @param requestId the session's number of it.
     * @param sequence  of the command.
     * @param buffer    copied before the call returns.
     * @param offset    of the answer.
     * @param length    from 0.
     * @return false if as much is kept for the client as may be: the same answer is to come again, and nothing is to be
     * applied before.
     */
    public boolean onResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        return replica.role() != Role.LEADER ||
            connections.onResult(sessionId, requestId, sequence, buffer, offset, length);
    }

    @Override
    public void onSubscribe(final long connectionId, final long subscriptionId, final long fromSequence)
    {
        final Connection connection = heard(connectionId);
        if (connection != null && connection.refusal == Refusals.NONE)
        {
            feeds.subscribe(connectionId, subscriptionId, fromSequence);
        }
    }

    @Override
    public void onUnsubscribe(final long connectionId, final long subscriptionId)
    {
        if (heard(connectionId) != null)
        {
            feeds.unsubscribe(connectionId, subscriptionId);
        }
    }

    @Override
    public void onAskStatus(final long connectionId, final long nonce)
    {
        final Connection connection = heard(connectionId);
        if (connection != null)
        {
            final MemberStatus status = new MemberStatus();
            status.connections = connections.size();
            status.commands = commands;
            status.isJournalFull = journalRoom.isFull();
            statusSource.fill(status);
            connection.answers.sendStatus(nonce, status);
        }
    }

    private Connection heard(final long connectionId)
    {
        final Connection connection = connections.heard(connectionId);
        strangers += connection == null ? 1 : 0;
        return connection;
    }

    /** Who leads concerns every client at once: that is what makes a fail-over quick. */
    private void tellLeadership()
    {
        final boolean leads = replica.role() == Role.LEADER;
        if (replica.leaderBallot() != toldBallot || leads != isToldLeader)
        {
            toldBallot = replica.leaderBallot();
            isToldLeader = leads;
            if (!leads)
            {
                journalRoom.forget();
            }
            connections.wakeAll();
        }
    }
}
