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
package io.synod.node;

import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.synod.AckHandler;
import io.synod.Appender;
import io.synod.client.AppenderCore;
import io.synod.client.ClientTimes;
import io.synod.transport.aeron.MemberAddresses;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.client.ClientIdentity;

/** An appender over Aeron: its thread is whoever polls it. Any may close it. */
final class RemoteAppender implements Appender, Polled
{
    private static final int MAX_REQUESTS = 1 << 13;
    private static final int MAX_BYTES = 16 << 20;
    private static final AckHandler NOBODY = (requestId, sequence, durability) ->
    {
    };

    private final ClientLine line;
    private final AppenderCore core;
    private final ClientTimes times;
    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final Consumer<Polled> onClose;
    private final Turn turn = new Turn();

    private RemoteAppender(
        final ClientLine line,
        final ClientTimes times,
        final int maxCommandLength,
        final Consumer<Polled> onClose)
    {
        this.line = line;
        this.times = times;
        this.onClose = onClose;
        core = new AppenderCore(line.links(), times, MAX_REQUESTS, MAX_BYTES, maxCommandLength, line.seed());
        line.hear(core, null);
    }

    /**
     * An appender of an embedded node: by the node's media driver, and to the node's own member by shared memory.
     *
     * @param driverDirectory  of the node's media driver.
     * @param transport        of the node.
     * @param members          of the cluster.
     * @param memberId         of the node.
     * @param identity         of the cluster.
     * @param times            of clients.
     * @param maxCommandLength bytes of one command.
     * @param onClose          told when it is closed.
     * @return not connected yet.
     */
    static RemoteAppender sharing(
        final String driverDirectory,
        final TransportConfig transport,
        final MemberAddresses members,
        final int memberId,
        final ClientIdentity identity,
        final ClientTimes times,
        final int maxCommandLength,
        final Consumer<Polled> onClose)
    {
        return over(
            ClientLine.open(
                transport.withExternalDriver(driverDirectory), members, identity, members.address(memberId).host(),
                error ->
                {
                    // The driver is the node's, and so are its errors.
                }, memberId),
            times, maxCommandLength, onClose);
    }

    /**
     * An appender of a client.
     *
     * @param line             of its own.
     * @param times            of clients.
     * @param maxCommandLength bytes of one command.
     * @param onClose          told when it is closed.
     * @return not connected yet.
     */
    static RemoteAppender over(
        final ClientLine line,
        final ClientTimes times,
        final int maxCommandLength,
        final Consumer<Polled> onClose)
    {
        RemoteAppender appender = null;
        try
        {
            appender = new RemoteAppender(line, times, maxCommandLength, onClose);
            return appender;
        }
        finally
        {
            if (appender == null)
            {
                // There was no memory for it.
                line.close();
            }
        }
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length)
    {
        if (turn.isMine())
        {
            // From its handler.
            return turn.isClosing() ? CLOSED : core.offer(buffer, offset, length);
        }
        if (!turn.take())
        {
            return turn.isClosed() ? CLOSED : BACK_PRESSURED;
        }
        try
        {
            return core.offer(buffer, offset, length);
        }
        finally
        {
            endTurn();
        }
    }

    @Override
    public int poll(final AckHandler handler)
    {
        if (!turn.take())
        {
            return 0;
        }
        try
        {
            return line.work() + step(handler);
        }
        finally
        {
            endTurn();
        }
    }

    private int step(final AckHandler handler)
    {
        return hear(handler) + core.work();
    }

    private int hear(final AckHandler handler)
    {
        core.onTime(clock.nanoTime(), handler);
        return line.pollAnswers();
    }

    private void endTurn()
    {
        if (turn.giveBack())
        {
            letGo();
        }
    }

    @Override
    public long outcomeOf(final long requestId)
    {
        return core.outcomeOf(requestId);
    }

    @Override
    public boolean isConnected()
    {
        return !turn.isClosed() && core.isConnected();
    }

    @Override
    public long obstacle()
    {
        return turn.isClosed() ? CLOSED : core.obstacle();
    }

    @Override
    public int inFlight()
    {
        return core.inFlight();
    }

    @Override
    public int maxCommandLength()
    {
        return core.maxCommandLength();
    }

    @Override
    public int leaderMemberId()
    {
        return core.members().leader();
    }

    @Override
    public void close()
    {
        if (turn.close())
        {
            letGo();
        }
    }

    @Override
    public boolean isHandling()
    {
        return turn.isMine();
    }

    private void letGo()
    {
        try
        {
            closeSession();
        }
        catch (final AgentTerminationException ex)
        {
            // Its part of the media driver has ended before: the session expires by itself.
        }
        finally
        {
            CloseHelper.closeAll(line, () -> onClose.accept(this));
        }
    }

    /** Its session takes room until it expires: it is closed, if the leader can be reached without much waiting. */
    private void closeSession()
    {
        final long deadlineNs = clock.nanoTime() + times.retryIntervalNs();
        long askedNs = Long.MIN_VALUE / 2;
        while (core.isConnected() && clock.nanoTime() - deadlineNs < 0)
        {
            if (clock.nanoTime() - askedNs >= times.connectIntervalNs())
            {
                askedNs = clock.nanoTime();
                core.closeSession();
            }
            final int workCount = line.workOut() + hear(NOBODY);
            // Without its session it would ask for another one, which nobody would close.
            if (core.isConnected() && workCount + core.work() == 0)
            {
                Thread.onSpinWait();
            }
        }
        core.members().disconnect();
        line.workOut();
    }
}
