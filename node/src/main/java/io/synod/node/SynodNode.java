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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.agrona.CloseHelper;

import io.synod.Appender;
import io.synod.CommandHandler;
import io.synod.OrderedLog;
import io.synod.ReplicatedStateMachine;
import io.synod.Subscription;
import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;

/**
 * A member of a cluster in this process: its journal, its sockets, its threads. What it gives is an {@link OrderedLog}:
 * appenders reach the leader wherever it is, subscriptions read this member's own journal.
 */
public final class SynodNode implements OrderedLog
{
    private final NodeConfig config;
    private final NodeThreads threads;
    private final Opened appenders = new Opened();
    private final Ending ending = new Ending();
    private volatile FutureAppender futures;
    private volatile boolean isClosed;

    private SynodNode(final NodeConfig config, final NodeThreads threads)
    {
        this.config = config;
        this.threads = threads;
    }

    /**
     * Starts a node. It takes part when it has met all members for the first time, and at once after that.
     *
     * @param config of the node.
     * @return running; to be closed.
     * @throws ConfigException                  if the configuration, or the directory, is not this member's.
     * @throws io.synod.journal.StorageFault if the journal is damaged so that the member must not go on.
     */
    public static SynodNode launch(final NodeConfig config)
    {
        return new SynodNode(config, NodeThreads.start(config, null));
    }

    /**
     * Starts a node that hosts a state machine: it gets every command from the first one on, at each start.
     *
     * @param config  of the node.
     * @param machine for this node alone.
     * @return running; to be closed.
     * @throws ConfigException               if the configuration, or the directory, is not this member's.
     * @throws io.synod.journal.StorageFault if the journal is damaged so that the member must not go on.
     */
    public static SynodNode launch(final NodeConfig config, final ReplicatedStateMachine machine)
    {
        return new SynodNode(config, NodeThreads.start(config, machine));
    }

    @Override
    public Appender newAppender()
    {
        refuseIfClosed();
        final RemoteAppender appender = threads.newAppender(config, appenders::remove);
        appenders.add(appender);
        if (isClosed)
        {
            appender.close();
            refuseIfClosed();
        }
        return appender;
    }

    @Override
    public Subscription subscribe(final long fromSequence, final CommandHandler handler)
    {
        if (fromSequence < 1)
        {
            throw new IllegalArgumentException("fromSequence=" + fromSequence + " must be >= 1");
        }
        refuseIfClosed();
        return threads.subscribe(fromSequence, handler);
    }

    private void refuseIfClosed()
    {
        if (isClosed)
        {
            throw new IllegalStateException("the node of member " + config.memberId() + " was closed");
        }
    }

    @Override
    public CompletableFuture<Long> append(final byte[] command) throws InterruptedException
    {
        return futures().append(command);
    }

    private FutureAppender futures()
    {
        final FutureAppender known = futures;
        return known == null || known.hasEnded() ? startFutures() : known;
    }

    private synchronized FutureAppender startFutures()
    {
        refuseIfClosed();
        if (futures == null || futures.hasEnded())
        {
            futures = new FutureAppender(this::newAppender, config.idleMode().newStrategy());
        }
        return futures;
    }

    /**
     * Waits until this member has met the others and takes part.
     *
     * @param timeout of waiting.
     * @param unit    of the timeout.
     * @return false if it does not yet.
     * @throws InterruptedException if this thread is.
     */
    public boolean awaitTakingPart(final long timeout, final TimeUnit unit) throws InterruptedException
    {
        return threads.awaitTakingPart(timeout, unit);
    }

    /**
     * Members that this one has not met yet: before it has met all of them for the first time, it does not take part.
     *
     * @return one bit for each member id; 0 from when it takes part.
     */
    public long membersNotMet()
    {
        return threads.membersNotMet();
    }

    /**
     * The member that leads, as far as this one knows.
     *
     * @return -1 if none is known.
     */
    public int leaderMemberId()
    {
        final long ballot = threads.leaderBallot();
        return ballot == Ballot.NONE ? -1 : Ballot.memberId(ballot);
    }

    /**
     * What tells one leadership from another.
     *
     * @return the ballot that this member follows, or leads; 0 if none is known.
     */
    public long leaderBallot()
    {
        return threads.leaderBallot();
    }

    /**
     * How often the journal of this member was opened.
     *
     * @return from 1.
     */
    public int life()
    {
        return threads.life();
    }

    /**
     * The last slot that the journal held when this member began to take part.
     *
     * @return 0 if it was empty, or is not read yet.
     */
    public long slotsAtStart()
    {
        return threads.slotsAtStart();
    }

    /**
     * The last sequence that this member knows to be decided.
     *
     * @return 0 if there is none.
     */
    public long decidedSequence()
    {
        return threads.decidedSequence();
    }

    /**
     * What has ended this node.
     *
     * @return null as long as it runs, and after a regular end.
     */
    public Throwable fault()
    {
        return threads.fault();
    }

    /**
     * Told when a fault ends this node: on a thread of its own, which may close the node.
     *
     * @param action to be run once; soon if it has ended already.
     */
    public void onFault(final Runnable action)
    {
        threads.onFault(action);
    }

    public NodeConfig config()
    {
        return config;
    }

    /**
     * Hands over, if this member leads, and ends. What its journal holds stays. Waits for handlers that are under way,
     * and some seconds for what another thread is closing already; the handler of an appender that closes the node ends
     * its own appender when it returns.
     *
     * @throws IllegalStateException if a subscription's handler, the state machine, or a future of {@link #append} is
     *                               what calls it: each would wait for itself.
     */
    @Override
    public void close()
    {
        final boolean isOfFutures = futures != null && futures.isOwnThread();
        if (isOfFutures || threads.isInside())
        {
            throw new IllegalStateException("the node of member " + config.memberId() + " cannot be closed from " +
                (isOfFutures ? "what a future of its does when it is done" :
                    "inside a handler of its, or its state machine") + ": leave it to another thread");
        }
        final boolean isHandling = appenders.isHandling();
        ending.end(isHandling, this::end);
        if (!isHandling)
        {
            // A handler that has closed it lets go of its own line when it returns.
            appenders.awaitLetGo();
        }
    }

    private void end()
    {
        synchronized (this)
        {
            isClosed = true;
        }
        try
        {
            CloseHelper.close(futures);
            appenders.closeAll();
        }
        finally
        {
            threads.close();
        }
    }
}
