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

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

import io.synod.desk.Feeds;
import io.synod.desk.ResponseLinks;
import io.synod.transport.aeron.ClientIngress;
import io.synod.transport.aeron.ResponseLink;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.client.AnswerEncoder;
import io.synod.transport.client.AnswerOutbox;
import io.synod.transport.client.ClientIdentity;
import io.synod.transport.client.CommandsEncoder;

/**
 * The streams back to clients. Answers are sent by the replica's thread; the stream of commands is opened by it too,
 * when a client first subscribes, and is then the feeder's until that has let go of it.
 */
final class AeronResponseLinks implements ResponseLinks, Feeds, AutoCloseable
{
    /** What the feeder is told. With {@link Kind#FORGET} comes the stream to be given back. */
    record Order(
        Kind kind,
        long connectionId,
        CommandsEncoder outbox,
        long subscriptionId,
        long fromSequence,
        ResponseLink commands)
    {
    }

    /** What an order wants. */
    enum Kind
    {
        SUBSCRIBE, UNSUBSCRIBE, FORGET
    }

    /** The streams to one client. */
    private static final class Link
    {
        private final ResponseLink answers;
        private final String channel;
        private final int commandsStreamId;
        private ResponseLink commands;
        private CommandsEncoder commandsOutbox;

        private Link(final ResponseLink answers, final String channel, final int commandsStreamId)
        {
            this.answers = answers;
            this.channel = channel;
            this.commandsStreamId = commandsStreamId;
        }
    }

    private static final int ORDERS = 1 << 14;

    private final ClientIngress ingress;
    private final TransportConfig config;
    private final ClientIdentity identity;
    private final int memberId;
    private final Long2ObjectHashMap<Link> links = new Long2ObjectHashMap<>();
    private final List<ResponseLink> leaving = new ArrayList<>();
    private final List<Order> late = new ArrayList<>();
    private final Queue<Order> orders = new OneToOneConcurrentArrayQueue<>(ORDERS);
    private final Queue<ResponseLink> forgotten = new OneToOneConcurrentArrayQueue<>(ORDERS);

    AeronResponseLinks(
        final ClientIngress ingress, final TransportConfig config, final ClientIdentity identity, final int memberId)
    {
        this.ingress = ingress;
        this.config = config;
        this.identity = identity;
        this.memberId = memberId;
    }

    /**
     * What the feeder is told, in order.
     *
     * @return to be polled by the feeder's thread.
     */
    Queue<Order> orders()
    {
        return orders;
    }

    /**
     * Where the feeder gives back a stream that it has let go of.
     *
     * @return as many as it was told to forget.
     */
    Queue<ResponseLink> forgotten()
    {
        return forgotten;
    }

    @Override
    public AnswerOutbox open(
        final long connectionId, final int answersStreamId, final int commandsStreamId, final String channel)
    {
        final ResponseLink answers = ingress.openResponse(channel, answersStreamId, config.answersTermLength());
        if (answers == null)
        {
            return null;
        }
        links.put(connectionId, new Link(answers, channel, commandsStreamId));
        return new AnswerEncoder(identity, memberId, connectionId, answers);
    }

    @Override
    public boolean isFailed(final long connectionId)
    {
        return links.get(connectionId).answers.isFailed();
    }

    @Override
    public void close(final long connectionId)
    {
        final Link link = links.remove(connectionId);
        if (link != null)
        {
            link.answers.close();
            takeFromFeeder(connectionId, link);
        }
    }

    /** It is closed when the feeder has let go of it. */
    private void takeFromFeeder(final long connectionId, final Link link)
    {
        if (link.commands != null)
        {
            leaving.add(link.commands);
            order(new Order(Kind.FORGET, connectionId, null, 0, 0, link.commands));
            link.commands = null;
        }
    }

    @Override
    public void subscribe(final long connectionId, final long subscriptionId, final long fromSequence)
    {
        final Link link = links.get(connectionId);
        if (link == null)
        {
            return;
        }
        if (link.commands != null && link.commands.isFailed())
        {
            takeFromFeeder(connectionId, link);
        }
        if (link.commands == null)
        {
            link.commands = ingress.openResponse(link.channel, link.commandsStreamId, config.commandsTermLength());
            if (link.commands == null)
            {
                return;
            }
            link.commandsOutbox = new CommandsEncoder(identity, memberId, connectionId, link.commands);
        }
        order(new Order(Kind.SUBSCRIBE, connectionId, link.commandsOutbox, subscriptionId, fromSequence, null));
    }

    @Override
    public void unsubscribe(final long connectionId, final long subscriptionId)
    {
        order(new Order(Kind.UNSUBSCRIBE, connectionId, null, subscriptionId, 0, null));
    }

    /** Closes what the feeder has let go of. */
    int work()
    {
        int workCount = 0;
        while (!late.isEmpty() && orders.offer(late.get(0)))
        {
            late.remove(0);
            workCount++;
        }
        for (ResponseLink gone = forgotten.poll(); gone != null; gone = forgotten.poll())
        {
            leaving.remove(gone);
            gone.close();
            workCount++;
        }
        return workCount;
    }

    private void order(final Order order)
    {
        if (!late.isEmpty() || !orders.offer(order))
        {
            late.add(order);
        }
    }

    /** When the feeder's thread has ended. */
    @Override
    public void close()
    {
        links.forEach((final Long connectionId, final Link link) ->
        {
            link.answers.close();
            if (link.commands != null)
            {
                link.commands.close();
            }
        });
        leaving.forEach(ResponseLink::close);
        links.clear();
        leaving.clear();
    }
}
