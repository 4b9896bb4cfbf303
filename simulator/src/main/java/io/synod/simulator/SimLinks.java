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

import io.synod.client.MemberLinks;
import io.synod.client.Members;
import io.synod.simulator.check.ClientChecker;
import io.synod.transport.client.AnswerAdapter;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.CommandsAdapter;
import io.synod.transport.client.CommandsInbox;
import io.synod.transport.client.RequestEncoder;
import io.synod.transport.client.RequestOutbox;

/** The ways from one client to all members, from its first day to its last. */
final class SimLinks implements MemberLinks
{
    private final long connectionId;
    private final int[] memberIds;
    private final List<SimLink> links = new ArrayList<>();
    private final List<RequestOutbox> outboxes = new ArrayList<>();

    SimLinks(
        final SimOptions options,
        final EventQueue events,
        final SimRandom random,
        final List<SimMember> members,
        final ClientChecker checker,
        final long connectionId)
    {
        this.connectionId = connectionId;
        memberIds = new int[members.size()];
        for (int i = 0; i < memberIds.length; i++)
        {
            memberIds[i] = i;
            final ClientSide side = members.get(i).clientSide();
            final SimLink link = new SimLink(options, events, random, side, checker, connectionId);
            side.attach(link);
            links.add(link);
            outboxes.add(new RequestEncoder(SimLink.IDENTITY, i, connectionId, link::sendRequest));
        }
    }

    @Override
    public int[] memberIds()
    {
        return memberIds;
    }

    @Override
    public int maxCommandLength()
    {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isUp(final int memberId)
    {
        return links.get(memberId).isUp();
    }

    @Override
    public RequestOutbox outbox(final int memberId)
    {
        return outboxes.get(memberId);
    }

    @Override
    public boolean sendConnect(final int memberId)
    {
        return outboxes.get(memberId).sendConnect(1, 2, "aeron:udp?endpoint=localhost:1");
    }

    AnswerAdapter answersTo(final AnswerInbox inbox)
    {
        return new AnswerAdapter(SimLink.IDENTITY, connectionId, inbox);
    }

    CommandsAdapter commandsTo(final CommandsInbox inbox)
    {
        return new CommandsAdapter(SimLink.IDENTITY, connectionId, inbox);
    }

    SimLink link(final int memberId)
    {
        return links.get(memberId);
    }

    void pollAnswers(final AnswerAdapter adapter)
    {
        for (int i = 0; i < memberIds.length; i++)
        {
            links.get(i).pollAnswers(adapter);
        }
    }

    void pollCommands(final CommandsAdapter adapter)
    {
        for (int i = 0; i < memberIds.length; i++)
        {
            links.get(i).pollCommands(adapter);
        }
    }

    /** For people who look for the reason of a failure: which members are reached, and which serve. */
    String describe(final Members known)
    {
        final StringBuilder text = new StringBuilder(" members");
        for (int i = 0; i < memberIds.length; i++)
        {
            text.append(known.isServing(i) ? " serving " : isUp(i) ? " up " : " down ").append(i);
            text.append(links.get(i).describe());
        }
        return text.toString();
    }

    void vanish()
    {
        links.forEach(SimLink::vanish);
    }

    void calm()
    {
        links.forEach(SimLink::calm);
    }
}
