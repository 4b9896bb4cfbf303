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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Proposal;
import io.synod.simulator.check.OrderChecker;

/**
 * A client that does not give up: one session at a time, a few requests at once, each sent again to one member after
 * the other until it is answered. Every command carries a number that no other has.
 */
final class SimClient
{
    /** A request that has no answer yet. */
    private static final class Request
    {
        private final long requestId;
        private final long command;
        private long sentNs = Long.MIN_VALUE / 2;
        private boolean isSilent;

        Request(final long requestId, final long command)
        {
            this.requestId = requestId;
            this.command = command;
        }
    }

    private static final int MIN_COMMAND_LENGTH = 8;

    private final int clientId;
    private final SimOptions options;
    private final EventQueue events;
    private final IntFunction<SimMember> members;
    private final OrderChecker order;
    private final SimRandom random;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final List<long[]> acknowledged = new ArrayList<>();
    private long sessionId;
    private long lastRequestId;
    private long commands;
    private int target;
    private long attempt;
    private long openedNs = Long.MIN_VALUE / 2;
    private boolean isClosing;
    private boolean isDone;
    private double loss;
    private long lastRefusal;

    String describe()
    {
        return "client " + clientId + " session " + sessionId + " pending " + requests.size() + " from " +
            (requests.isEmpty() ? 0 : requests.peek().requestId) + " refused with " + lastRefusal;
    }

    SimClient(
        final int clientId,
        final SimOptions options,
        final EventQueue events,
        final IntFunction<SimMember> members,
        final OrderChecker order)
    {
        this.clientId = clientId;
        this.options = options;
        this.events = events;
        this.members = members;
        this.order = order;
        random = new SimRandom(options.seed(), "client" + clientId);
        loss = options.loss();
        wake();
    }

    /** Nothing new is asked for; what is pending still wants its answer. */
    void finish()
    {
        isDone = true;
        loss = 0;
    }

    boolean isIdle()
    {
        return requests.isEmpty();
    }

    List<long[]> acknowledged()
    {
        return acknowledged;
    }

    private void wake()
    {
        events.after(1 + random.exponential(options.clientPauseNs()), this::wake);
        if (sessionId == 0)
        {
            openSession();
            return;
        }
        if (!isDone && !isClosing && inFlight() < options.clientWindow())
        {
            requests.add(new Request(++lastRequestId, (long)(clientId + 1) << 32 | ++commands));
        }
        if (requests.isEmpty() && !isDone && random.chance(0.03))
        {
            isClosing = true;
        }
        if (isClosing && requests.isEmpty())
        {
            closeSession();
        }
        resend();
    }

    /** From the oldest request without an answer on: the leader remembers only the last few sequences. */
    private long inFlight()
    {
        return requests.isEmpty() ? 0 : lastRequestId - requests.peek().requestId + 1;
    }

    private void openSession()
    {
        if (isDone && requests.isEmpty() || events.nowNs() - openedNs < retryNs())
        {
            return;
        }
        openedNs = events.nowNs();
        final long mine = ++attempt;
        call(ingress -> ingress.openSession(reply((result, hint) ->
        {
            if (result > 0 && mine == attempt && sessionId == 0)
            {
                sessionId = result;
                lastRequestId = 0;
                isClosing = false;
            }
            else if (result < 0)
            {
                follow(result, hint);
            }
        })));
    }

    private void closeSession()
    {
        final long session = sessionId;
        call(ingress -> ingress.closeSession(session, reply((result, hint) ->
        {
            if (result > 0 || result == Proposal.SESSION_UNKNOWN)
            {
                endSession(session);
            }
            else
            {
                follow(result, hint);
            }
        })));
    }

    private void resend()
    {
        for (final Request request : requests)
        {
            if (events.nowNs() - request.sentNs >= retryNs())
            {
                if (request.isSilent)
                {
                    target = random.between(0, options.memberCount() - 1);
                }
                request.isSilent = true;
                request.sentNs = events.nowNs();
                send(request);
            }
        }
    }

    private void send(final Request request)
    {
        final byte[] bytes = new byte[random.between(MIN_COMMAND_LENGTH, options.limits().maxCommandLength())];
        new UnsafeBuffer(bytes).putLong(0, request.command);
        final long session = sessionId;
        call(ingress -> ingress.offer(session, request.requestId, bytes, reply((result, hint) ->
        {
            if (session != sessionId)
            {
                return;
            }
            if (result > 0)
            {
                order.onAcknowledged(request.command, result);
                acknowledged.add(new long[]{ request.command, result });
                requests.remove(request);
            }
            else if (result == Proposal.SESSION_UNKNOWN)
            {
                endSession(session);
            }
            else
            {
                lastRefusal = result;
                request.isSilent = false;
                request.sentNs = Math.min(request.sentNs, events.nowNs() - retryNs() + options.clientPauseNs());
                follow(result, hint);
            }
        })));
    }

    /** What was pending in a session that is gone stays unknown: it may be in the order once, or never. */
    private void endSession(final long session)
    {
        if (session == sessionId)
        {
            sessionId = 0;
            requests.clear();
        }
    }

    private void follow(final long result, final int hint)
    {
        if (result == Proposal.NOT_LEADER)
        {
            target = hint >= 0 && !random.chance(0.2) ? hint : random.between(0, options.memberCount() - 1);
        }
    }

    private void call(final java.util.function.Consumer<Ingress> call)
    {
        final int to = target;
        if (!random.chance(loss))
        {
            events.after(random.exponential(options.delayNs()), () -> members.apply(to).withIngress(call));
        }
    }

    private Ingress.Reply reply(final Ingress.Reply reply)
    {
        return (result, hint) ->
        {
            if (!random.chance(loss))
            {
                events.after(random.exponential(options.delayNs()), () -> reply.onReply(result, hint));
            }
        };
    }

    private long retryNs()
    {
        return options.timing().leaderTimeoutNs();
    }
}
