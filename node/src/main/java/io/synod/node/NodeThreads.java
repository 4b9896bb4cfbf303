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

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.errors.DistinctErrorLog;

import io.synod.CommandHandler;
import io.synod.ReplicatedStateMachine;
import io.synod.Subscription;
import io.synod.client.ClientTimes;
import io.synod.journal.Durability;
import io.synod.journal.JournalReader;
import io.synod.protocol.Ballot;
import io.synod.transport.GreetingEncoder;

/**
 * The threads of a node: the replica's, the syncer's, the feeder's; and what ends them. The first fault of any of them
 * ends all: it is written down, and told to whoever wants to know.
 */
final class NodeThreads implements AutoCloseable
{
    /** Bytes of a batch that are sent to a subscriber at once. */
    static final int MAX_PART_LENGTH = 32 << 10;

    private final NodeResources resources;
    private final NodeConfig config;
    private final ReplicaAgent replicaAgent;
    private final AgentRunner replica;
    private final AgentRunner syncer;
    private final AgentRunner feeder;
    /** Null without a state machine. */
    private final AgentRunner applier;
    private final DistinctErrorLog errorLog;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final Queue<Runnable> faultActions = new ConcurrentLinkedQueue<>();
    private final List<LocalSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<Thread> running = new CopyOnWriteArrayList<>();
    private final int life;
    private volatile boolean isClosed;

    private NodeThreads(
        final NodeConfig config,
        final NodeResources resources,
        final DistinctErrorLog errorLog,
        final ReplicatedStateMachine machine)
    {
        this.config = config;
        this.resources = resources;
        this.errorLog = errorLog;
        life = resources.journal.life();
        final NanoClock clock = SystemNanoClock.INSTANCE;
        final GreetingEncoder voice = new GreetingEncoder(
            config.clientIdentity().clusterId(),
            config.clientIdentity().groupId(),
            config.memberId(),
            resources.journal.incarnation().digest(),
            resources.peers);
        final Formation formation = new Formation(
            config.memberId(),
            config.members().members(),
            resources.journal.incarnation().digest(),
            new MembersFile(config.dataDirectory()),
            voice::sendHello);
        final ApplierMailbox mailbox = machine == null ? null : new ApplierMailbox(errorLog::record);
        replicaAgent = new ReplicaAgent(
            config, resources, formation, mailbox, clock, new OffsetEpochNanoClock());
        replica = runner(replicaAgent, () -> true);
        syncer = runner(
            new SyncerAgent(resources.journal.syncer(), clock, config.memberId()),
            () -> config.durability() == Durability.FLUSHED);
        final JournalReader reader = resources.journal.newReader();
        final FeederAgent feederAgent =
            new FeederAgent(reader::read, MAX_PART_LENGTH, resources.links, resources.counters, clock);
        feeder = runner(feederAgent, feederAgent::hasSubscribers);
        applier = machine == null ? null : runner(newApplier(machine, mailbox), () -> true);
    }

    private ApplierAgent newApplier(final ReplicatedStateMachine machine, final ApplierMailbox mailbox)
    {
        final JournalReader reader = resources.journal.newReader();
        return new ApplierAgent(reader::read, machine, mailbox, resources.counters, config.memberId(),
            Long.bitCount(config.members().members()), new OffsetEpochNanoClock());
    }

    /**
     * Opens what a node needs and starts its threads.
     *
     * @param config  of the node.
     * @param machine to be hosted; null for none.
     * @return running.
     */
    static NodeThreads start(final NodeConfig config, final ReplicatedStateMachine machine)
    {
        final AtomicReference<DistinctErrorLog> log = new AtomicReference<>();
        final NodeResources resources = NodeResources.open(config, error ->
        {
            if (log.get() != null)
            {
                log.get().record(error);
            }
        });
        NodeThreads threads = null;
        try
        {
            log.set(new DistinctErrorLog(resources.file.errors(), SystemEpochClock.INSTANCE));
            threads = new NodeThreads(config, resources, log.get(), machine);
            threads.startAll();
            return threads;
        }
        finally
        {
            if (threads == null)
            {
                resources.close();
            }
        }
    }

    private AgentRunner runner(final Agent agent, final BooleanSupplier isAwaited)
    {
        return new AgentRunner(
            new RestingIdleStrategy(config.idleMode().newStrategy(), isAwaited), this::onError,
            resources.counters.errors, new FaultStop(agent, () -> fault.get() != null));
    }

    private void startAll()
    {
        running.add(AgentRunner.startOnThread(syncer));
        running.add(AgentRunner.startOnThread(feeder));
        running.add(AgentRunner.startOnThread(replica));
        if (applier != null)
        {
            running.add(AgentRunner.startOnThread(applier));
        }
    }

    /** Whether the caller is one of the threads, or a handler of what reads the journal: it cannot wait for itself. */
    boolean isInside()
    {
        return running.contains(Thread.currentThread()) ||
            subscriptions.stream().anyMatch(LocalSubscription::isHandling);
    }

    private void onError(final Throwable error)
    {
        if (error.getCause() == null && fault.get() != null)
        {
            // One that ends because another has.
            return;
        }
        errorLog.record(error);
        final Throwable cause = error.getCause() == null ? error : error.getCause();
        if (fault.compareAndSet(null, cause))
        {
            runFaultActions();
        }
    }

    /**
     * What has ended the node.
     *
     * @return null as long as it runs.
     */
    public Throwable fault()
    {
        return fault.get();
    }

    /**
     * Told when a fault ends the node.
     *
     * @param action to be run once.
     */
    public void onFault(final Runnable action)
    {
        faultActions.add(action);
        if (fault.get() != null)
        {
            runFaultActions();
        }
    }

    /** Each once, on a thread of its own: it may wait for the one that had the fault. */
    private void runFaultActions()
    {
        for (Runnable action = faultActions.poll(); action != null; action = faultActions.poll())
        {
            new Thread(action, "synod-fault-" + config.memberId()).start();
        }
    }

    /**
     * Waits until the member takes part.
     *
     * @param timeout of waiting.
     * @param unit    of the timeout.
     * @return false if it does not yet, or the node has ended.
     * @throws InterruptedException if this thread is.
     */
    public boolean awaitTakingPart(final long timeout, final TimeUnit unit) throws InterruptedException
    {
        return replicaAgent.seated().await(timeout, unit) && fault.get() == null;
    }

    /**
     * Members that this one has not met yet.
     *
     * @return bits; 0 when it takes part.
     */
    public long membersNotMet()
    {
        return replicaAgent.membersNotMet();
    }

    /**
     * How often the journal was opened.
     *
     * @return from 1.
     */
    public int life()
    {
        return life;
    }

    /**
     * The last slot that the journal held when the member took its seat.
     *
     * @return 0 if it was empty, or is not read yet.
     */
    public long slotsAtStart()
    {
        return replicaAgent.slotsAtStart();
    }

    /**
     * The ballot that this member follows, or leads.
     *
     * @return {@link Ballot#NONE} if none is known.
     */
    public long leaderBallot()
    {
        return resources.counters.leaderBallot.get();
    }

    public long decidedSequence()
    {
        return resources.counters.decidedSequence.get();
    }

    /**
     * Reads the own journal.
     *
     * @param fromSequence from 1.
     * @param handler      of the commands.
     * @return to be polled.
     */
    public Subscription subscribe(final long fromSequence, final CommandHandler handler)
    {
        final JournalReader reader = resources.journal.newReader();
        final LocalSubscription subscription = new LocalSubscription(
            reader::read, resources.counters.decidedThrough::get, fromSequence, handler, subscriptions::remove);
        subscriptions.add(subscription);
        if (isClosed)
        {
            subscription.close();
            throw new IllegalStateException("the node of member " + config.memberId() + " was closed");
        }
        return subscription;
    }

    /**
     * A way to append, by the node's own media driver.
     *
     * @param nodeConfig of the node.
     * @param onClose    told when it is closed.
     * @return to be polled.
     */
    public RemoteAppender newAppender(final NodeConfig nodeConfig, final Consumer<Polled> onClose)
    {
        return RemoteAppender.sharing(
            resources.driver.directory(), nodeConfig.transport(), nodeConfig.members(), nodeConfig.memberId(),
            nodeConfig.clientIdentity(), ClientTimes.defaults(), nodeConfig.limits().maxCommandLength(), onClose);
    }

    /**
     * On a thread of its own: runners hand an interrupt of who closes them on to the threads they end, and one in the
     * midst of a write counts as a fault of the disk. So the caller's stays with the caller.
     */
    @Override
    public void close()
    {
        try
        {
            CompletableFuture.runAsync(this::end, end -> new Thread(end, "synod-end-" + config.memberId()).start())
                .join();
        }
        catch (final CompletionException ex)
        {
            LangUtil.rethrowUnchecked(ex.getCause());
        }
    }

    private void end()
    {
        if (!hasLeft())
        {
            errorLog.record(new IllegalStateException("the replica's thread did not leave in time"));
        }
        CloseHelper.closeAll(applier, replica, feeder, syncer);
        isClosed = true;
        subscriptions.forEach(LocalSubscription::close);
        resources.close();
    }

    /** As long as it may take to hand over, and then some: the thread may be ending by a fault. */
    private boolean hasLeft()
    {
        try
        {
            return replicaAgent.leave().await(2 * config.timing().handOverTimeoutNs(), TimeUnit.NANOSECONDS);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException("nobody has this thread to interrupt it", ex);
        }
    }
}
