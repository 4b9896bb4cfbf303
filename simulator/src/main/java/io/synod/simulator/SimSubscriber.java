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

import org.agrona.DirectBuffer;

import io.synod.CommandHandler;
import io.synod.client.SubscriberCore;
import io.synod.simulator.check.Violation;
import io.synod.transport.client.AnswerAdapter;
import io.synod.transport.client.CommandsAdapter;

/**
 * A client that reads: the production core of one, polled now and then. It begins at the start, or ahead; takes much or
 * little at a time; stands still, or dies, and another comes.
 */
final class SimSubscriber implements CommandHandler
{
    private static final int LAST_ROOM = 32;

    private final int subscriberId;
    private final SimPeople people;
    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final SimClock clock;
    private final int maxRoom;
    private SubscriberCore core;
    private AnswerAdapter answers;
    private CommandsAdapter commands;
    private SimLinks links;
    private long expected;
    private boolean isDone;
    private long pausedUntilNs;

    SimSubscriber(final int subscriberId, final SimPeople people, final SimRandom random)
    {
        this.subscriberId = subscriberId;
        this.people = people;
        this.random = random;
        options = people.options();
        events = people.events();
        clock = new SimClock(options, events, random);
        maxRoom = random.pick(1, 4, 100);
        appear();
        pollLater();
    }

    private void appear()
    {
        final long inOrder = people.order().commandCount();
        expected = random.chance(0.6) ? 1 : random.between(1, inOrder + 20);
        links = people.newLinks(random);
        core = new SubscriberCore(
            links, people.times(), expected, this, random.between(0, options.memberCount() - 1));
        answers = links.answersTo(core);
        commands = links.commandsTo(core);
    }

    void vanish()
    {
        if (!isDone)
        {
            links.vanish();
            appear();
        }
    }

    void pause(final long durationNs)
    {
        pausedUntilNs = isDone ? 0 : events.nowNs() + durationNs;
    }

    void finish()
    {
        isDone = true;
        pausedUntilNs = 0;
        links.calm();
    }

    /** Whether it has read what there is; one that began ahead may wait there. */
    boolean isAtEnd()
    {
        return expected > people.order().commandCount();
    }

    long commandsRead()
    {
        return expected;
    }

    SimLinks links()
    {
        return links;
    }

    private void pollLater()
    {
        final long pauseNs = options.timing().heartbeatIntervalNs();
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
        core.onTime(clock.localNs(), isDone ? LAST_ROOM : random.between(0, maxRoom));
        links.pollAnswers(answers);
        links.pollCommands(commands);
        core.work();
        Violation.check(core.nextSequence() == expected, "I9", "a subscriber counts otherwise", subscriberId,
            core.nextSequence(), expected);
    }

    @Override
    public void onCommand(
        final long sequence,
        final long timeNs,
        final long sessionId,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        Violation.check(sequence == expected, "I9", "a subscriber gets a gap or a duplicate", subscriberId, sequence,
            expected);
        expected++;
        people.order().onRead(sequence, timeNs, sessionId, buffer, offset, length);
    }

    String describe()
    {
        return "subscriber " + subscriberId + " at " + expected + " of " + people.order().commandCount() +
            links.describe(core.members());
    }
}
