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

import java.util.concurrent.CountDownLatch;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

import io.synod.protocol.Role;
import io.synod.transport.DigestAdapter;
import io.synod.transport.GreetingAdapter;
import io.synod.transport.PeerAdapter;
import io.synod.transport.aeron.FrameHandler;
import io.synod.transport.aeron.FrameTaker;

/**
 * The duty cycle of a node: one thread that owns its member. First the members get to know each other, then the member
 * takes its seat. Whatever is thrown ends it: a step that was left half-done must not be followed by another.
 */
final class ReplicaAgent implements Agent
{
    private static final int FRAGMENT_LIMIT = 64;

    /** Of clients' frames: what is taken at once becomes one entry, which costs about as much for one as for many. */
    private static final int CLIENT_FRAGMENT_LIMIT = 512;

    private final NodeConfig config;
    private final NodeResources resources;
    private final Formation formation;
    private final ApplierMailbox mailbox;
    private final GreetingAdapter greetings;
    private final NanoClock nanoClock;
    private final EpochNanoClock epochClock;
    private final FrameHandler peerFrames = this::onPeerFrame;
    private final FrameTaker clientFrames = this::onClientFrame;
    private final Gathering gathering = new Gathering();
    private final CountDownLatch seated = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean isLeaving;
    private volatile long membersNotMet;
    private volatile long slotsAtStart;
    private boolean isHandingOver;
    private long leaveDeadlineNs;
    private Seat seat;

    ReplicaAgent(
        final NodeConfig config,
        final NodeResources resources,
        final Formation formation,
        final ApplierMailbox mailbox,
        final NanoClock nanoClock,
        final EpochNanoClock epochClock)
    {
        this.config = config;
        this.resources = resources;
        this.formation = formation;
        this.mailbox = mailbox;
        this.nanoClock = nanoClock;
        this.epochClock = epochClock;
        membersNotMet = formation.peers();
        greetings = new GreetingAdapter(
            config.clientIdentity().clusterId(),
            config.clientIdentity().groupId(),
            config.memberId(),
            config.members().members(),
            formation);
    }

    /**
     * Opened when the member has taken its seat.
     *
     * @return to be waited for by others.
     */
    CountDownLatch seated()
    {
        return seated;
    }

    /**
     * Members that have not been heard yet.
     *
     * @return bits; to be read by others.
     */
    long membersNotMet()
    {
        return membersNotMet;
    }

    /** Others want it to leave: it hands over first, if it leads. */
    CountDownLatch leave()
    {
        isLeaving = true;
        return left;
    }

    @Override
    public int doWork()
    {
        final long nowNs = nanoClock.nanoTime();
        resources.driver.busy(isBusy());
        int workCount = resources.driver.doWork();
        workCount += resources.peers.poll(peerFrames, FRAGMENT_LIMIT);
        workCount += formation.work(nowNs);
        if (seat != null)
        {
            workCount += seat.onDurable();
            workCount += pollClients(nowNs);
            workCount += seat.work(nowNs, epochClock.nanoTime());
            workCount += resources.links.work();
        }
        else
        {
            workCount += form();
        }
        if (isLeaving)
        {
            workCount += workLeaving(nowNs);
        }
        return workCount;
    }

    private boolean isBusy()
    {
        return seat != null && seat.replica().role() == Role.LEADER && seat.undecidedSlots() >= Gathering.BUSY;
    }

    private int pollClients(final long nowNs)
    {
        return gathering.isDue(nowNs, seat.replica().role(), seat.undecidedSlots()) ?
            resources.ingress.poll(clientFrames, CLIENT_FRAGMENT_LIMIT) : 0;
    }

    private int form()
    {
        if (formation.isFormed())
        {
            seat = new Seat(config, formation.digests(), resources.journal, resources.peers, resources.links,
                resources.links, resources.counters, mailbox);
            slotsAtStart = resources.journal.lastSlot();
            membersNotMet = 0;
            seated.countDown();
            return 1;
        }
        final long missing = formation.missing();
        // All are met, and one of them still knows another by an older directory: that one is told so.
        membersNotMet = missing == 0 ? membersNotMet : missing;
        return 0;
    }

    /**
     * The last slot in the journal when the member took its seat.
     *
     * @return to be read by others.
     */
    long slotsAtStart()
    {
        return slotsAtStart;
    }

    private void onPeerFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = PeerAdapter.templateId(buffer, offset, length);
        if (templateId == GreetingAdapter.TEMPLATE_ID)
        {
            greetings.onFrame(buffer, offset, length);
        }
        else if (seat != null && templateId == DigestAdapter.TEMPLATE_ID)
        {
            seat.onDigestFrame(buffer, offset, length);
        }
        else if (seat != null)
        {
            seat.onPeerFrame(buffer, offset, length);
        }
    }

    private boolean onClientFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        return seat.onClientFrame(buffer, offset, length);
    }

    private int workLeaving(final long nowNs)
    {
        if (!isHandingOver)
        {
            isHandingOver = true;
            leaveDeadlineNs = nowNs + config.timing().handOverTimeoutNs();
            if (seat == null || seat.replica().role() != Role.LEADER || !seat.handOver())
            {
                left.countDown();
            }
        }
        else if (seat != null && (seat.replica().role() != Role.LEADER || nowNs - leaveDeadlineNs >= 0))
        {
            left.countDown();
        }
        return 0;
    }

    @Override
    public void onClose()
    {
        seated.countDown();
        left.countDown();
    }

    @Override
    public String roleName()
    {
        return "synod-replica-" + config.memberId();
    }
}
