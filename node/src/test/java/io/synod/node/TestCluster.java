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

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Appender;
import io.synod.ReplicatedStateMachine;
import io.synod.Subscription;
import io.synod.journal.Durability;

/** Members of one cluster in this process: real sockets, real files, real threads. */
final class TestCluster implements AutoCloseable
{
    static final long DEADLINE_NS = 30_000_000_000L;
    static final AckHandler NOBODY = (requestId, sequence, durability) ->
    {
    };
    private static final int SEGMENT_LENGTH = 4 << 20;

    private final Path directory;
    private final String members;
    private final IntFunction<ReplicatedStateMachine> machines;
    private final SynodNode[] nodes;

    TestCluster(final Path directory, final int count, final IntFunction<ReplicatedStateMachine> machines)
    {
        this.directory = directory;
        this.machines = machines;
        members = membersOn(freePorts(count));
        nodes = new SynodNode[count];
        for (int i = 0; i < count; i++)
        {
            start(i);
        }
        for (final SynodNode node : nodes)
        {
            await("all take part", () -> takesPart(node));
        }
    }

    static int[] freePorts(final int count)
    {
        final List<DatagramSocket> sockets = new ArrayList<>();
        try
        {
            final int[] ports = new int[count];
            for (int i = 0; i < count; i++)
            {
                sockets.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
                ports[i] = sockets.get(i).getLocalPort();
            }
            return ports;
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
        finally
        {
            CloseHelper.closeAll(sockets);
        }
    }

    static String membersOn(final int... ports)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ports.length; i++)
        {
            text.append(i == 0 ? "" : ",").append(i).append("=127.0.0.1:").append(ports[i]);
        }
        return text.toString();
    }

    private static boolean takesPart(final SynodNode node)
    {
        try
        {
            return node.awaitTakingPart(1, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    NodeConfig config(final int memberId)
    {
        return NodeConfig.defaults(memberId, members, directory.resolve("member" + memberId))
            .withSegmentLength(SEGMENT_LENGTH)
            .withDurability(Durability.WRITTEN);
    }

    void start(final int memberId)
    {
        final ReplicatedStateMachine machine = machines == null ? null : machines.apply(memberId);
        nodes[memberId] = machine == null ?
            SynodNode.launch(config(memberId)) : SynodNode.launch(config(memberId), machine);
    }

    void stop(final int memberId)
    {
        nodes[memberId].close();
        nodes[memberId] = null;
    }

    SynodNode node(final int memberId)
    {
        return nodes[memberId];
    }

    String members()
    {
        return members;
    }

    int leader()
    {
        final int[] leader = { -1 };
        await("someone leads", () ->
        {
            for (final SynodNode node : nodes)
            {
                leader[0] = node == null ? leader[0] : Math.max(leader[0], node.leaderMemberId());
            }
            return leader[0] >= 0 && nodes[leader[0]] != null;
        });
        return leader[0];
    }

    static void await(final String what, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new AssertionError("not within the deadline: " + what);
            }
        }
    }

    /** Appends commands of eight bytes, the numbers from one on; all are acknowledged when it returns. */
    static void append(final Appender appender, final long from, final int count, final AckHandler handler)
    {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
        final long[] state = { from, 0 };
        await(count + " acknowledgements", () ->
        {
            if (state[0] < from + count)
            {
                command.putLong(0, state[0]);
                state[0] += appender.offer(command, 0, 8) > 0 ? 1 : 0;
            }
            appender.poll((requestId, sequence, durability) ->
            {
                state[1]++;
                handler.onAck(requestId, sequence, durability);
            });
            return state[1] == count;
        });
    }

    /** Reads commands of eight bytes until there are so many. */
    static List<Long> read(final SynodNode node, final int count)
    {
        final List<Long> read = new ArrayList<>();
        try (Subscription subscription = node.subscribe(
            1, (sequence, timeNs, sessionId, buffer, offset, length) -> read.add(buffer.getLong(offset))))
        {
            await(count + " commands at " + node.config().memberId(), () ->
            {
                subscription.poll(100);
                return read.size() >= count;
            });
        }
        return read;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(nodes);
    }
}
