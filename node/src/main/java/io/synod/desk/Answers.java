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

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.session.SessionTable;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.SessionEnd;

/** Tells one client what is due to it: all from what is decided, and again as long as there is no room. */
final class Answers
{
    private final Replica replica;
    private final DeskConfig config;
    private final MemberState state = new MemberState();
    private final AckRuns runs = new AckRuns();

    Answers(final Replica replica, final DeskConfig config)
    {
        this.replica = replica;
        this.config = config;
    }

    int work(final Connection connection, final boolean isJournalFull)
    {
        int workCount = 0;
        if (connection.isStateDue && tellState(connection, isJournalFull))
        {
            connection.isStateDue = false;
            workCount++;
        }
        if (connection.isOpenWanted || connection.openSlot != Connection.NONE ||
            connection.openResult != Connection.NONE)
        {
            workCount += workOpen(connection);
        }
        if (!connection.results.isEmpty())
        {
            workCount += connection.results.send();
        }
        // A client that has no room for results gets no acknowledgements: so it is not its next requests that fill up
        // what is kept for it.
        if (connection.isAckDue() && connection.results.isEmpty())
        {
            workCount += tellAcks(connection);
        }
        if (connection.isCloseWanted)
        {
            workCount += workClose(connection);
        }
        if (connection.isExpectedDue && tellExpected(connection))
        {
            connection.isExpectedDue = false;
            workCount++;
        }
        if (connection.isClosedDue)
        {
            workCount += tellClosed(connection);
        }
        return workCount;
    }

    /**
     * Whether a session is not open, for good: its first entry is decided here, and it is not in the table. What is not
     * decided yet says nothing.
     *
     * @param sessionId slot of that entry.
     * @return false if it is open, or nobody knows here.
     */
    boolean isClosed(final long sessionId)
    {
        return sessionId <= replica.decidedThrough() && !replica.sessions().isOpen(sessionId);
    }

    private boolean tellState(final Connection connection, final boolean isJournalFull)
    {
        state
            .leader(replica.leaderBallot(), replica.role() == Role.LEADER)
            .limits(config.sessionTimeoutNs(), config.maxCommandLength(), config.maxInFlight())
            .log(config.durability(), replica.decidedSequence(), isJournalFull)
            .refusal(connection.refusal);
        return connection.answers.sendMemberState(state);
    }

    /** Wanted, then an entry of this leader's, then a fact; or nothing, if the leader is another by then. */
    private int workOpen(final Connection connection)
    {
        if (connection.isOpenWanted)
        {
            proposeOpen(connection);
        }
        if (connection.openSlot != Connection.NONE)
        {
            final boolean isStillLed =
                replica.role() == Role.LEADER && replica.leaderBallot() == connection.openBallot;
            if (!isStillLed)
            {
                connection.openSlot = Connection.NONE;
                connection.isStateDue = true;
            }
            else if (connection.openSlot <= replica.decidedThrough())
            {
                connection.openResult = connection.openSlot;
                connection.openedSession = connection.openSlot;
                connection.openSlot = Connection.NONE;
            }
        }
        if (connection.openResult != Connection.NONE &&
            connection.answers.sendSessionOpened(connection.openNonce, connection.openResult))
        {
            connection.openResult = Connection.NONE;
            return 1;
        }
        return 0;
    }

    private void proposeOpen(final Connection connection)
    {
        final long result = replica.openSession();
        if (result == Proposal.WINDOW_FULL)
        {
            return;
        }
        connection.isOpenWanted = false;
        if (result > 0)
        {
            connection.openSlot = result;
            connection.openBallot = replica.leaderBallot();
        }
        else if (result == Proposal.NOT_LEADER || result == Proposal.HANDING_OVER)
        {
            connection.isStateDue = true;
        }
        else
        {
            connection.openResult = result;
        }
    }

    private int workClose(final Connection connection)
    {
        if (isClosed(connection.sessionId))
        {
            connection.isCloseWanted = !connection.answers.sendSessionClosed(connection.sessionId, SessionEnd.CLOSED);
            return connection.isCloseWanted ? 0 : 1;
        }
        final long result = replica.closeSession(connection.sessionId, BatchDescriptor.CLOSED);
        if (result == Proposal.NOT_LEADER || result == Proposal.HANDING_OVER)
        {
            connection.isCloseWanted = false;
            connection.isStateDue = true;
        }
        return 0;
    }

    private int tellAcks(final Connection connection)
    {
        final SessionTable sessions = replica.sessions();
        final long sessionId = connection.sessionId;
        final long last = Math.min(sessions.expectedRequestId(sessionId) - 1, connection.takenThrough);
        if (last <= connection.ackedThrough)
        {
            if (isClosed(sessionId))
            {
                connection.takenThrough = connection.ackedThrough;
                connection.isClosedDue = true;
            }
            return 0;
        }
        runs.start(sessionId, config.durability());
        for (long requestId = connection.ackedThrough + 1; requestId <= last; requestId++)
        {
            final long sequence = sessions.lookUp(sessionId, requestId);
            if (sequence <= 0 || !runs.add(requestId, sequence))
            {
                break;
            }
        }
        if (runs.size() == 0)
        {
            // Too far back: who asked for it again has to ask for the outcome, and is told that it is forgotten.
            connection.ackedThrough = last - config.maxInFlight() > connection.ackedThrough ?
                last - config.maxInFlight() : last;
            return 1;
        }
        if (!connection.answers.sendAcks(runs))
        {
            return 0;
        }
        connection.ackedThrough = runs.lastRequestId();
        return 1;
    }

    private boolean tellExpected(final Connection connection)
    {
        final long expected = replica.sessions().expectedRequestId(connection.sessionId);
        return connection.answers.sendExpected(connection.sessionId, Math.max(1, expected));
    }

    private int tellClosed(final Connection connection)
    {
        connection.isClosedDue = !connection.answers.sendSessionClosed(connection.sessionId, SessionEnd.UNKNOWN);
        return connection.isClosedDue ? 0 : 1;
    }
}
