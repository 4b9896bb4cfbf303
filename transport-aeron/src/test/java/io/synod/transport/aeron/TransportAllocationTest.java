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
package io.synod.transport.aeron;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

import com.sun.management.ThreadMXBean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Sending and receiving allocate nothing, not a byte in thousands of round trips, once warm. For the driver it holds
 * where a socket hears one sender: whenever the sender changes, the JDK makes new objects of its address.
 */
class TransportAllocationTest
{
    private static final int ROUNDS = 5_000;
    private static final int TRIES = 20;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final long threadId = Thread.currentThread().getId();
    private final UnsafeBuffer head = new UnsafeBuffer(ByteBuffer.allocateDirect(48));
    private final UnsafeBuffer body = new UnsafeBuffer(ByteBuffer.allocateDirect(50_000));
    private final FrameHandler handler = (buffer, offset, length) -> onFrame();
    private final FrameTaker taker = (buffer, offset, length) -> onFrame();
    private int arrived;
    private long allocatedByUs;
    private long allocatedByDrivers;

    private boolean onFrame()
    {
        arrived++;
        return true;
    }

    private long allocated()
    {
        return threads.getThreadAllocatedBytes(threadId);
    }

    private long allocatedByAll()
    {
        return allocatedByUs + allocatedByDrivers;
    }

    private void step(final TransportDriver[] drivers, final Runnable polls)
    {
        final long before = allocated();
        for (final TransportDriver driver : drivers)
        {
            driver.doWork();
        }
        final long between = allocated();
        polls.run();
        allocatedByDrivers += between - before;
        allocatedByUs += allocated() - between;
    }

    private void runRounds(final Offers offers, final TransportDriver[] drivers, final Runnable polls)
    {
        allocatedByUs = 0;
        allocatedByDrivers = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            arrived = 0;
            final long before = allocated();
            // Some are longer than a datagram.
            final int count = offers.offer(i % 10 == 0 ? body.capacity() : 100);
            allocatedByUs += allocated() - before;
            final long startNs = System.nanoTime();
            while (arrived < count)
            {
                step(drivers, polls);
                assertTrue(System.nanoTime() - startNs < 10_000_000_000L, "frames got lost");
            }
        }
    }

    /** Until its last recompilation the JVM allocates a little for itself. What frames allocate, all of them do. */
    private long leastAllocated(
        final Offers offers, final TransportDriver[] drivers, final Runnable polls, final LongSupplier counter)
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > 0; i++)
        {
            runRounds(offers, drivers, polls);
            least = Math.min(least, counter.getAsLong());
        }
        return least;
    }

    @Test
    void twoPeersAndTheirDriversAllocateNothing()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(members, 0); Member b = new Member(members, 1))
        {
            final TransportDriver[] drivers = { a.driver, b.driver };
            final Runnable polls = () ->
            {
                a.peers.poll(handler, Member.LIMIT);
                b.peers.poll(handler, Member.LIMIT);
            };
            final Offers offers = length ->
                (a.peers.offer(1, head, head.capacity(), body, 0, length) ? 1 : 0) +
                (b.peers.offer(0, head, head.capacity(), body, 0, length) ? 1 : 0);
            Await.until("connected", () -> step(drivers, polls),
                () -> a.peers.isConnected(1) && b.peers.isConnected(0));
            assertEquals(0, leastAllocated(offers, drivers, polls, this::allocatedByAll), "bytes allocated");
        }
    }

    @Test
    void threePeersAllocateNothing()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 3);
        try (Member a = new Member(members, 0); Member b = new Member(members, 1); Member c = new Member(members, 2))
        {
            final TransportDriver[] drivers = { a.driver, b.driver, c.driver };
            final Runnable polls = () ->
            {
                a.peers.poll(handler, Member.LIMIT);
                b.peers.poll(handler, Member.LIMIT);
                c.peers.poll(handler, Member.LIMIT);
            };
            final Offers offers = length ->
                (a.peers.offer(1, head, head.capacity(), body, 0, length) ? 1 : 0) +
                (a.peers.offer(2, head, head.capacity(), body, 0, length) ? 1 : 0) +
                (b.peers.offer(0, head, head.capacity(), body, 0, length) ? 1 : 0) +
                (c.peers.offer(0, head, head.capacity(), body, 0, length) ? 1 : 0);
            Await.until("connected", () -> step(drivers, polls), () -> a.peers.isConnected(1) &&
                a.peers.isConnected(2) && b.peers.isConnected(0) && c.peers.isConnected(0));
            assertEquals(0, leastAllocated(offers, drivers, polls, () -> allocatedByUs), "bytes allocated");
        }
    }

    @Test
    void clientsAndMembersAllocateNothing()
    {
        final TransportConfig config = TransportConfig.defaults();
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0);
            Client client = new Client(config, members, "127.0.0.1");
            ResponseLink answers = member.ingress.openResponse(client.channels.responseChannel(0),
                client.channels.answersStreamId(0), config.commandsTermLength());
            ResponseLink commands = member.ingress.openResponse(client.channels.responseChannel(0),
                client.channels.commandsStreamId(0), config.commandsTermLength()))
        {
            final TransportDriver[] drivers = { member.driver, client.driver };
            final Runnable polls = () ->
            {
                member.peers.poll(handler, Member.LIMIT);
                member.ingress.poll(taker, Member.LIMIT);
                client.channels.pollAnswers(handler, Member.LIMIT);
                client.channels.pollCommands(taker, Member.LIMIT);
            };
            final Offers offers = length ->
                (client.channels.link(0).offer(head, head.capacity(), body, 0, length) ? 1 : 0) +
                (answers.offer(head, head.capacity(), body, 0, length) ? 1 : 0) +
                (commands.offer(head, head.capacity(), body, 0, length) ? 1 : 0);
            Await.until("connected", () -> step(drivers, polls), () ->
                client.channels.isConnected(0) && answers.isConnected() && commands.isConnected());
            assertEquals(0, leastAllocated(offers, drivers, polls, this::allocatedByAll), "bytes allocated");
        }
    }

    /** One of each, and how many of them were sent. */
    private interface Offers
    {
        int offer(int bodyLength);
    }
}
