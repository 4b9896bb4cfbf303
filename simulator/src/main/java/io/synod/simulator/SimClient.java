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

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.client.AppenderCore;
import io.synod.simulator.check.Violation;
import io.synod.transport.client.AnswerAdapter;

/**
 * A client that appends: the production core of one, polled now and then; a few requests at once. It closes its session
 * at times, stands still for longer than a session lives, or dies, and another comes. Every command carries a number
 * that no other has.
 */
final class SimClient implements AckHandler
{
    /** A request that has no outcome yet. */
    private record Request(long requestId, long command)
    {
    }

    private static final int MIN_COMMAND_LENGTH = 8;
    private static final int WINDOW_REQUESTS = 8;

    private final int clientId;
    private final SimPeople people;
    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final SimClock clock;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final List<long[]> acknowledged = new ArrayList<>();
    private AppenderCore core;
    private AnswerAdapter answers;
    private SimLinks links;
    private long sessionBefore;
    private long sessionsLost;
    private long commands;
    private boolean isClosing;
    private boolean isDone;
    private long pausedUntilNs;

    SimClient(final int clientId, final SimPeople people, final SimRandom random)
    {
        this.clientId = clientId;
        this.people = people;
        this.random = random;
        options = people.options();
        events = people.events();
        clock = new SimClock(options, events, random);
        appear();
        pollLater();
    }

    private void appear()
    {
        links = people.newLinks(random);
        core = new AppenderCore(links, people.times(), WINDOW_REQUESTS, random.pick(64, 256),
            options.limits().maxCommandLength(), random.nextLong());
        answers = links.answersTo(core);
        sessionBefore = 0;
        isClosing = false;
    }

    /** It dies, and what it waited for nobody waits for any more. Another client comes. */
    void vanish()
    {
        if (!isDone)
        {
            links.vanish();
            requests.clear();
            appear();
        }
    }

    void pause(final long durationNs)
    {
        pausedUntilNs = isDone ? 0 : events.nowNs() + durationNs;
    }

    /** Nothing new is asked for; what is pending still wants its outcome. */
    void finish()
    {
        isDone = true;
        pausedUntilNs = 0;
        links.calm();
    }

    boolean isIdle()
    {
        return requests.isEmpty() && !isClosing;
    }

    long sessionsLost()
    {
        return sessionsLost;
    }

    List<long[]> acknowledged()
    {
        return acknowledged;
    }

    SimLinks links()
    {
        return links;
    }

    private void pollLater()
    {
        final long pauseNs = options.clients().pauseNs();
        events.after(random.between(pauseNs / 2, 3 * pauseNs / 2), () ->
        {
            pollLater();
            if (events.nowNs() >= pausedUntilNs)
            {
                poll();
            }
        });
    }

    private void poll()
    {
        core.onTime(clock.localNs(), this);
        links.pollAnswers(answers);
        core.work();
        onSession(core.sessionId());
        Violation.check(core.inFlight() == requests.size(), "I14", "requests without an outcome that are forgotten",
            clientId, core.inFlight(), requests.size());
        if (!isDone && !isClosing && core.inFlight() < options.clients().window())
        {
            offer();
        }
        if (!isDone && random.chance(core.inFlight() == 0 ? 0.02 : 0.001))
        {
            isClosing = true;
        }
        if (isClosing && random.chance(0.3))
        {
            isClosing = !core.closeSession();
        }
    }

    private void onSession(final long sessionId)
    {
        if (sessionId == sessionBefore)
        {
            return;
        }
        if (sessionBefore != 0)
        {
            people.checker().onSessionEnded(sessionBefore);
            sessionsLost += isClosing ? 0 : 1;
            isClosing = false;
        }
        if (sessionId != 0)
        {
            people.checker().onSessionBegun(sessionId);
        }
        sessionBefore = sessionId;
    }

    private void offer()
    {
        final long command = (long)(clientId + 1) << 32 | ++commands;
        final byte[] bytes = new byte[random.between(MIN_COMMAND_LENGTH, options.limits().maxCommandLength())];
        new UnsafeBuffer(bytes).putLong(0, command);
        final long requestId = core.offer(new UnsafeBuffer(bytes), 0, bytes.length);
        if (requestId > 0)
        {
            requests.add(new Request(requestId, command));
        }
        else
        {
            Violation.check(requestId != Appender.TOO_LONG, "I14", "refused as too long", clientId, bytes.length);
        }
    }

    @Override
    public void onAck(final long requestId, final long sequence, final Acknowledged durability)
    {
        final Request request = next(requestId);
        people.order().onAcknowledged(request.command(), sequence);
        acknowledged.add(new long[]{ request.command(), sequence });
        Violation.check(core.outcomeOf(requestId) == sequence, "I14", "another outcome than was told", requestId);
    }

    @Override
    public void onUnknown(final long requestId)
    {
        next(requestId);
        Violation.check(
            core.outcomeOf(requestId) == Appender.UNKNOWN, "I14", "another outcome than was told", requestId);
    }

    /** Outcomes come in the order of the requests, one for each. */
    private Request next(final long requestId)
    {
        final Request request = requests.poll();
        Violation.check(request != null && request.requestId() == requestId, "I14", "outcomes out of order", clientId,
            requestId, request == null ? 0 : request.requestId());
        return request;
    }

    String describe()
    {
        return "client " + clientId + " session " + core.sessionId() + " pending " + requests.size() + " from " +
            (requests.isEmpty() ? 0 : requests.peek().requestId()) + " leader " + core.members().leader() +
            (isClosing ? " closing" : "") + links.describe(core.members());
    }
}
