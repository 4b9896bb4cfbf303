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
package io.synod.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.synod.port.Inbox;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;

/**
 * Members in one thread that deliver to each other in order and without loss: for tests of what happens when all is
 * well, with cuts and crashes at the wish of the test. Time is what the test says.
 */
public final class DirectCluster
{
    /** A message on its way. */
    private record Message(int from, int to, Runnable delivery)
    {
    }

    private final List<ReplicaConfig> configs;
    private final Replica[] replicas;
    private final MemoryJournal[] journals;
    private final Queue<Message> messages = new ArrayDeque<>();
    private final boolean[] isCut;
    private final boolean[] isStalled;
    private long nowNs;
    private long clockOffsetNs;

    /**
     * Members that start with empty journals.
     *
     * @param configs one a member, in the order of their ids.
     */
    public DirectCluster(final List<ReplicaConfig> configs)
    {
        this.configs = configs;
        replicas = new Replica[configs.size()];
        journals = new MemoryJournal[configs.size()];
        isCut = new boolean[configs.size()];
        isStalled = new boolean[configs.size()];
        for (int i = 0; i < replicas.length; i++)
        {
            journals[i] = new MemoryJournal();
            replicas[i] = new Replica(configs.get(i), journals[i], new Wire(i));
        }
    }

    public Replica replica(final int memberId)
    {
        return replicas[memberId];
    }

    public MemoryJournal journal(final int memberId)
    {
        return journals[memberId];
    }

    /**
     * All members' clocks of replicated time are set.
     *
     * @param offsetNs against the time of the test.
     */
    public void clock(final long offsetNs)
    {
        clockOffsetNs = offsetNs;
    }

    public long nowNs()
    {
        return nowNs;
    }

    /**
     * Nothing reaches or leaves a member until it is mended.
     *
     * @param memberId who.
     */
    public void cut(final int memberId)
    {
        isCut[memberId] = true;
    }

    public void mend(final int memberId)
    {
        isCut[memberId] = false;
    }

    /**
     * A member's disk makes nothing durable any more until it goes on.
     *
     * @param memberId who.
     */
    public void stallDisk(final int memberId)
    {
        isStalled[memberId] = true;
    }

    public void goOnWithDisk(final int memberId)
    {
        isStalled[memberId] = false;
    }

    /**
     * A member starts anew from what its journal holds.
     *
     * @param memberId    who.
     * @param recordLimit how many records the crash left.
     */
    public void restart(final int memberId, final int recordLimit)
    {
        journals[memberId] = MemoryJournal.afterCrash(journals[memberId], recordLimit, record -> {});
        replicas[memberId] = new Replica(configs.get(memberId), journals[memberId], new Wire(memberId));
    }

    /**
     * Time passes in small steps, every journal forced and every message delivered in each.
     *
     * @param durationNs how long.
     */
    public void run(final long durationNs)
    {
        final long endNs = nowNs + durationNs;
        while (nowNs < endNs)
        {
            nowNs += 1_000_000L;
            work();
        }
    }

    /**
     * Time goes by, and nobody does anything: the machine that all run on stood still.
     *
     * @param durationNs for how long.
     */
    public void standStill(final long durationNs)
    {
        nowNs += durationNs;
    }

    /** A tenth of a millisecond later: all members work once, and everything on its way arrives. */
    public void step()
    {
        nowNs += 100_000L;
        work();
    }

    private void work()
    {
        for (int i = 0; i < replicas.length; i++)
        {
            replicas[i].doWork(nowNs, nowNs + clockOffsetNs);
            if (!isStalled[i])
            {
                replicas[i].onDurable(journals[i].tailPosition());
            }
        }
        while (!messages.isEmpty())
        {
            final Message message = messages.remove();
            if (!isCut[message.from()] && !isCut[message.to()])
            {
                message.delivery().run();
            }
        }
    }

    /**
     * The member that leads with the highest ballot.
     *
     * @return -1 if none leads.
     */
    public int leader()
    {
        int leader = -1;
        for (int i = 0; i < replicas.length; i++)
        {
            if (replicas[i].role() == Role.LEADER && !isCut[i] &&
                (leader < 0 || replicas[i].leaderBallot() > replicas[leader].leaderBallot()))
            {
                leader = i;
            }
        }
        return leader;
    }

    /** An outbox that copies each message and queues it for its receiver. */
    private final class Wire implements Outbox
    {
        private final int from;

        Wire(final int from)
        {
            this.from = from;
        }

        private boolean post(final int to, final java.util.function.Consumer<Inbox> call)
        {
            messages.add(new Message(from, to, () -> call.accept(replicas[to].inbox())));
            return true;
        }

        @Override
        public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
        {
            return post(to, inbox -> inbox.onPrepare(from, ballot, fromSlot));
        }

        @Override
        public boolean sendPromise(final int to, final long ballot, final PromisePart part)
        {
            final PromisePart copy = Copies.of(part);
            return post(to, inbox -> inbox.onPromise(from, ballot, copy));
        }

        @Override
        public boolean sendAccept(
            final int to,
            final long ballot,
            final long chainFrom,
            final long fence,
            final long decidedThrough,
            final Entry entry)
        {
            final Entry copy = Copies.of(entry);
            return post(to, inbox -> inbox.onAccept(from, ballot, chainFrom, fence, decidedThrough, copy));
        }

        @Override
        public boolean sendReAccept(
            final int to,
            final long ballot,
            final long chainFrom,
            final long fence,
            final long decidedThrough,
            final Entry entry)
        {
            final Entry copy = Copies.of(entry).noBody();
            return post(to, inbox -> inbox.onReAccept(from, ballot, chainFrom, fence, decidedThrough, copy));
        }

        @Override
        public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
        {
            return post(to, inbox -> inbox.onAccepted(from, ballot, acceptedThrough));
        }

        @Override
        public boolean sendGap(final int to, final long ballot, final long expectedSlot)
        {
            return post(to, inbox -> inbox.onGap(from, ballot, expectedSlot));
        }

        @Override
        public boolean sendNack(final int to, final long ballot, final long promisedBallot)
        {
            return post(to, inbox -> inbox.onNack(from, ballot, promisedBallot));
        }

        @Override
        public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
        {
            final Heartbeat copy = Copies.of(heartbeat);
            return post(to, inbox -> inbox.onHeartbeat(from, copy));
        }

        @Override
        public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
        {
            return post(to, inbox -> inbox.onFetch(from, fromSlot, slotLimit));
        }

        @Override
        public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
        {
            final Entry copy = Copies.of(entry);
            return post(to, inbox -> inbox.onFill(from, decidedThrough, copy));
        }

        @Override
        public boolean sendHandOver(final int to, final long ballot)
        {
            return post(to, inbox -> inbox.onHandOver(from, ballot));
        }
    }
}
