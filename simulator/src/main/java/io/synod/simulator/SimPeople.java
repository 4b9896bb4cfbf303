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

import java.util.ArrayList;
import java.util.List;

import io.synod.client.ClientTimes;
import io.synod.simulator.check.ClientChecker;
import io.synod.simulator.check.OrderChecker;
import io.synod.simulator.check.Violation;

/** All clients of a run, and what holds for all of them. */
final class SimPeople
{
    private final SimOptions options;
    private final EventQueue events;
    private final List<SimMember> members;
    private final OrderChecker order;
    private final ClientChecker checker;
    private final List<SimClient> appenders = new ArrayList<>();
    private final List<SimSubscriber> subscribers = new ArrayList<>();
    private long connections;

    SimPeople(
        final SimOptions options, final EventQueue events, final List<SimMember> members, final OrderChecker order)
    {
        this.options = options;
        this.events = events;
        this.members = members;
        this.order = order;
        checker = new ClientChecker(order);
        for (int i = 0; i < options.clients().appenders(); i++)
        {
            appenders.add(new SimClient(i, this, new SimRandom(options.seed(), "client" + i)));
        }
        for (int i = 0; i < options.clients().subscribers(); i++)
        {
            subscribers.add(new SimSubscriber(i, this, new SimRandom(options.seed(), "subscriber" + i)));
        }
    }

    SimOptions options()
    {
        return options;
    }

    EventQueue events()
    {
        return events;
    }

    OrderChecker order()
    {
        return order;
    }

    ClientChecker checker()
    {
        return checker;
    }

    /** Signs of life often enough for the slowest clock against the fastest, and no member taken for gone too soon. */
    ClientTimes times()
    {
        final long keepAliveNs = options.clients().sessionTimeoutNs() / 6;
        final long heartbeatNs = options.timing().heartbeatIntervalNs();
        return new ClientTimes(
            heartbeatNs / 2, keepAliveNs, 2 * keepAliveNs + 4 * heartbeatNs, options.timing().leaderTimeoutNs() / 2);
    }

    SimLinks newLinks(final SimRandom random)
    {
        return new SimLinks(options, events, random, members, checker, ++connections);
    }

    /** A fault strikes a client, or the link between it and a member. */
    void inject(final Fault fault)
    {
        final int all = appenders.size() + subscribers.size();
        final int who = (fault.other() & 0xffff) % all;
        final boolean appends = who < appenders.size();
        final SimLinks links = appends ? appenders.get(who).links() : subscribers.get(who - appenders.size()).links();
        final SimLink link = links.link(fault.member());
        switch (fault.kind())
        {
            case CLIENT_CUT ->
            {
                link.cut();
                events.after(fault.amount(), link::heal);
            }
            case CLIENT_LOSS -> link.loseSilently(1 + (fault.other() >>> 16) % 7);
            case CLIENT_PAUSE ->
            {
                if (appends)
                {
                    appenders.get(who).pause(fault.amount());
                }
                else
                {
                    subscribers.get(who - appenders.size()).pause(fault.amount());
                }
            }
            default ->
            {
                if (appends)
                {
                    appenders.get(who).vanish();
                }
                else
                {
                    subscribers.get(who - appenders.size()).vanish();
                }
            }
        }
    }

    /** Nothing new is asked for, and all links are good. */
    void finish()
    {
        appenders.forEach(SimClient::finish);
        subscribers.forEach(SimSubscriber::finish);
    }

    /** Whether every request has its outcome, and every subscriber all there is. */
    boolean isSatisfied()
    {
        return appenders.stream().allMatch(SimClient::isIdle) && subscribers.stream().allMatch(SimSubscriber::isAtEnd);
    }

    /** Grows while subscribers read. */
    long commandsRead()
    {
        return subscribers.stream().mapToLong(SimSubscriber::commandsRead).sum();
    }

    /** Sessions that ended though nobody wanted them to. */
    long sessionsLost()
    {
        return appenders.stream().mapToLong(SimClient::sessionsLost).sum();
    }

    /** After a long quiet time members know the clients that there are, and each feed is wanted. */
    void checkForgotten(final List<ClientSide> sides)
    {
        int feeds = 0;
        for (final ClientSide side : sides)
        {
            final int living = appenders.size() + subscribers.size();
            Violation.check(side.connectionCount() <= living, "B3", "connections of clients that are gone",
                side.connectionCount(), living);
            feeds += side.feedCount();
        }
        Violation.check(feeds <= subscribers.size(), "B3", "feeds that nobody reads", feeds, subscribers.size());
    }

    /** After a long quiet time under one leader, the sessions that are open are those of clients that are there. */
    void checkSessions(final long openSessions)
    {
        Violation.check(openSessions <= appenders.size(), "B3", "sessions of clients that are gone", openSessions,
            appenders.size());
    }

    void checkEnd()
    {
        appenders.forEach(client -> client.acknowledged()
            .forEach(done -> order.onAcknowledged(done[0], done[1])));
        checker.checkOrder();
    }

    String describe()
    {
        final StringBuilder text = new StringBuilder();
        appenders.stream().filter(client -> !client.isIdle()).forEach(client -> text
            .append("; ")
            .append(client.describe()));
        subscribers.stream().filter(subscriber -> !subscriber.isAtEnd()).forEach(subscriber -> text
            .append("; ")
            .append(subscriber.describe()));
        return text.toString();
    }
}
