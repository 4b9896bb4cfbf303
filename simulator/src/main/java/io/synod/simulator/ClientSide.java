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

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

import io.synod.desk.ClientDesk;
import io.synod.desk.DeskConfig;
import io.synod.desk.Feeds;
import io.synod.desk.ResponseLinks;
import io.synod.feed.FeedTable;
import io.synod.journal.Durability;
import io.synod.port.Journal;
import io.synod.replica.Replica;
import io.synod.testkit.MemoryRecord;
import io.synod.transport.client.AnswerEncoder;
import io.synod.transport.client.AnswerOutbox;
import io.synod.transport.client.CommandsEncoder;
import io.synod.transport.client.RequestAdapter;

/**
 * A member's side of its clients: the ends of their links, and in each of its lives a desk and a table of feeds, worked
 * as a node's duty cycle does.
 */
final class ClientSide implements ResponseLinks, Feeds
{
    private final int memberId;
    private final SimOptions options;
    private final DeskConfig config;
    private final Runnable wake;
    private final List<SimLink> links = new ArrayList<>();
    private final Long2ObjectHashMap<SimLink.Way> ways = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<CommandsEncoder> outboxes = new Long2ObjectHashMap<>();
    private Replica replica;
    private ExpiryWatch expiry;
    private ClientDesk desk;
    private FeedTable feeds;
    private RequestAdapter requests;

    /**
     * A member that has not started yet.
     *
     * @param wake makes the member do its work soon.
     */
    ClientSide(final int memberId, final SimOptions options, final Runnable wake)
    {
        this.memberId = memberId;
        this.options = options;
        this.wake = wake;
        config = new DeskConfig(
            options.disks().durability() == Durability.FLUSHED ? 1 : 2,
            options.clients().sessionTimeoutNs(),
            options.clients().maxConnections(),
            options.limits().maxCommandLength(),
            options.limits().rememberedRequests());
    }

    void attach(final SimLink link)
    {
        links.removeIf(old -> !old.isClientThere() && !ways.containsKey(old.connectionId()));
        links.add(link);
    }

    void onStart(final Replica newReplica, final Journal journal)
    {
        replica = newReplica;
        expiry = new ExpiryWatch(memberId, options.clients().sessionTimeoutNs());
        desk = new ClientDesk(replica, config, this, this, status -> status.sessions = 0);
        requests = new RequestAdapter(SimLink.IDENTITY, memberId, desk);
        feeds = new FeedTable(
            journal::read, options.clients().maxPartLength(), options.timing().heartbeatIntervalNs());
        links.forEach(SimLink::onMemberStart);
    }

    /** All that the member knew of its clients is gone. */
    void onCrash()
    {
        desk = null;
        expiry = null;
        feeds = null;
        ways.clear();
        outboxes.clear();
        links.forEach(SimLink::onMemberCrash);
    }

    boolean isAlive()
    {
        return desk != null;
    }

    void wake()
    {
        wake.run();
    }

    /** What has come from clients goes to the desk. */
    void poll()
    {
        for (int i = 0; i < links.size(); i++)
        {
            links.get(i).pollRequests(requests);
        }
    }

    void onTaken(final DirectBuffer frame)
    {
        expiry.onFrame(frame);
    }

    /** The replica has appended a record. */
    void onAppend(final MemoryRecord record)
    {
        if (expiry != null)
        {
            expiry.onAppend(record);
        }
    }

    /** Tells clients what there is to tell, after the replica has done its work. */
    void work(final long nowNs)
    {
        expiry.onWork(replica, nowNs);
        desk.work(nowNs);
        feeds.work(replica.decidedThrough(), nowNs);
    }

    @Override
    public AnswerOutbox open(
        final long connectionId, final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        for (final SimLink link : links)
        {
            if (link.connectionId() == connectionId)
            {
                final SimLink.Way way = link.new Way();
                final CommandsEncoder commands =
                    new CommandsEncoder(SimLink.IDENTITY, memberId, connectionId, way::sendCommands);
                ways.put(connectionId, way);
                outboxes.put(connectionId, commands);
                return new AnswerEncoder(SimLink.IDENTITY, memberId, connectionId, way::sendAnswer);
            }
        }
        return null;
    }

    @Override
    public boolean isFailed(final long connectionId)
    {
        return false;
    }

    @Override
    public void close(final long connectionId)
    {
        feeds.forget(connectionId);
        outboxes.remove(connectionId);
        ways.remove(connectionId).close();
    }

    @Override
    public void subscribe(final long connectionId, final long subscriptionId, final long fromSequence)
    {
        feeds.subscribe(connectionId, outboxes.get(connectionId), subscriptionId, fromSequence);
    }

    @Override
    public void unsubscribe(final long connectionId, final long subscriptionId)
    {
        feeds.unsubscribe(connectionId, subscriptionId);
    }

    int connectionCount()
    {
        return desk.connectionCount();
    }

    int feedCount()
    {
        return feeds.feedCount();
    }
}
