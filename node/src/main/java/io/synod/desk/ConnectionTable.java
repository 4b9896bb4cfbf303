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

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

import io.synod.transport.client.Refusals;

/** The clients that a member knows, and among them those that have something to be told. */
final class ConnectionTable
{
    /** A client whose words lead nowhere asks again and again: a name that is not known costs a search each time. */
    private static final long REOPEN_AFTER_NS = 1_000_000_000L;

    private final ResponseLinks links;
    private final long timeoutNs;
    private final Long2ObjectHashMap<Connection> byId = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Connection> bySession = new Long2ObjectHashMap<>();
    private final List<Connection> all = new ArrayList<>();
    private final List<Connection> busy = new ArrayList<>();
    private boolean hasStarted;
    private long nowNs;
    private long sweptNs;

    ConnectionTable(final ResponseLinks links, final long timeoutNs)
    {
        this.links = links;
        this.timeoutNs = timeoutNs;
    }

    int size()
    {
        return all.size();
    }

    /**
     * The client with this id, of whom something is heard now; null if there is none. One that leaves its answers
     * unread until there is no room for more is taken for silent: the others' state machine waits for it.
     */
    Connection heard(final long connectionId)
    {
        final Connection connection = byId.get(connectionId);
        if (connection != null && !connection.results.isFull())
        {
            connection.heardNs = nowNs;
        }
        return connection;
    }

    /** The client that connects now; null if there is none, or one whose way back has failed and is tried again. */
    Connection connecting(final long connectionId)
    {
        final Connection known = heard(connectionId);
        if (known != null && isLost(known))
        {
            forget(known);
            return null;
        }
        return known;
    }

    /** An answer for whoever speaks for a session here, the last one to begin with it; false if it has to wait. */
    boolean onResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final Connection connection = bySession.get(sessionId);
        if (connection == null)
        {
            return true;
        }
        final boolean isTaken = connection.results.add(sessionId, requestId, sequence, buffer, offset, length);
        if (!connection.results.isEmpty())
        {
            wake(connection);
        }
        return isTaken;
    }

    /** A client speaks for a session from now on. */
    void use(final Connection connection, final long sessionId)
    {
        if (sessionId != connection.sessionId)
        {
            bySession.remove(connection.sessionId, connection);
            connection.use(sessionId);
            bySession.put(sessionId, connection);
        }
    }

    void add(final Connection connection)
    {
        connection.heardNs = nowNs;
        connection.openedNs = nowNs;
        byId.put(connection.connectionId, connection);
        all.add(connection);
    }

    void wake(final Connection connection)
    {
        if (!connection.isBusy)
        {
            connection.isBusy = true;
            busy.add(connection);
        }
    }

    /** Each client is to be told how the member stands. */
    void wakeAll()
    {
        for (int i = 0; i < all.size(); i++)
        {
            all.get(i).isStateDue = true;
            wake(all.get(i));
        }
    }

    int tell(final Answers answers, final boolean isJournalFull)
    {
        int workCount = 0;
        for (int i = busy.size() - 1; i >= 0; i--)
        {
            final Connection connection = busy.get(i);
            workCount += answers.work(connection, isJournalFull);
            if (!connection.isAnythingDue())
            {
                connection.isBusy = false;
                busy.set(i, busy.get(busy.size() - 1));
                busy.remove(busy.size() - 1);
            }
        }
        return workCount;
    }

    /**
     * Forgets, now and then, those that have said nothing for the timeout, and those to which nothing can be said.
     * While this member stood still itself, or had no clock yet, nobody could be heard: they are given the time again.
     */
    void onTime(final long now)
    {
        final boolean stoodStill = !hasStarted || now - nowNs >= timeoutNs / 4;
        hasStarted = true;
        nowNs = now;
        if (stoodStill)
        {
            sweptNs = nowNs;
            for (int i = 0; i < all.size(); i++)
            {
                all.get(i).heardNs = nowNs;
            }
        }
        else if (nowNs - sweptNs >= timeoutNs / 4)
        {
            sweptNs = nowNs;
            sweep(timeoutNs);
        }
    }

    /**
     * How many are served, when those have made room that were silent for so long that a living client would have
     * spoken many times: a client that has to connect anew must not lose its session to one that vanished.
     */
    int servedWithRoomMade(final int limit)
    {
        if (served() >= limit)
        {
            sweep(timeoutNs / 2);
        }
        return served();
    }

    private int served()
    {
        int served = 0;
        for (int i = 0; i < all.size(); i++)
        {
            served += all.get(i).refusal == Refusals.NONE ? 1 : 0;
        }
        return served;
    }

    private void sweep(final long silentNs)
    {
        for (int i = all.size() - 1; i >= 0; i--)
        {
            final Connection connection = all.get(i);
            connection.results.trim();
            final boolean isRefused =
                isLost(connection) || connection.refusal != Refusals.NONE && !connection.isStateDue;
            if (isRefused || nowNs - connection.heardNs >= silentNs)
            {
                forget(connection);
            }
        }
    }

    private boolean isLost(final Connection connection)
    {
        return nowNs - connection.openedNs >= REOPEN_AFTER_NS && links.isFailed(connection.connectionId);
    }

    void forget(final Connection connection)
    {
        byId.remove(connection.connectionId);
        bySession.remove(connection.sessionId, connection);
        all.remove(connection);
        busy.remove(connection);
        connection.isBusy = false;
        links.close(connection.connectionId);
    }
}
