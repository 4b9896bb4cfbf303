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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.UnknownOutcomeException;

/**
 * Appends for any thread, with futures: for people who don't need the last microsecond. It has a thread of its own,
 * which polls an {@link Appender}, and a bound on what waits: who asks for more waits too.
 */
final class FutureAppender implements AutoCloseable
{
    private static final int MAX_WAITING = 1 << 12;

    /** A command and who waits for it. */
    private record Request(DirectBuffer command, CompletableFuture<Long> future)
    {
    }

    /** Room for those that wait. */
    private static final class Room extends Semaphore
    {
        private static final long serialVersionUID = 1;

        private Room()
        {
            super(MAX_WAITING);
        }

        /** Takes room that there may not be. */
        private void overdraw()
        {
            reducePermits(1);
        }
    }

    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Room room = new Room();
    private final AgentRunner runner;
    private final Thread thread;
    /** What has ended it; null if nothing has, or it was closed. */
    private volatile Throwable fault;
    private volatile boolean isClosed;

    /**
     * Starts its thread.
     *
     * @param appenders     makes the appender that the thread polls.
     * @param idleStrategy  of the thread.
     */
    FutureAppender(final Supplier<Appender> appenders, final IdleStrategy idleStrategy)
    {
        runner = new AgentRunner(idleStrategy, this::onError, null, new FaultStop(new Worker(appenders)));
        thread = AgentRunner.startOnThread(runner);
    }

    private void onError(final Throwable error)
    {
        fault = error.getCause() == null ? error : error.getCause();
        isClosed = true;
        failWaiting(notSent());
    }

    /** Whether it has ended by itself: another one may do better. */
    boolean hasEnded()
    {
        return fault != null;
    }

    /**
     * Appends a command.
     *
     * @param command copied when it is sent: not to be changed before the future is done.
     * @return its sequence; or fails with {@link UnknownOutcomeException}, with {@link IllegalArgumentException} if it
     * is too long, or with {@link IllegalStateException} if it was not sent.
     * @throws InterruptedException if this thread is while it waits for room.
     */
    CompletableFuture<Long> append(final byte[] command) throws InterruptedException
    {
        if (isOwnThread())
        {
            // It is what makes room: waiting for itself it would wait for ever.
            room.overdraw();
        }
        else
        {
            room.acquire();
        }
        final Request request = new Request(new UnsafeBuffer(command), new CompletableFuture<>());
        requests.add(request);
        if (isClosed)
        {
            failWaiting(notSent());
        }
        return request.future();
    }

    /** Whether the caller is what a future of this one does when it is done. */
    boolean isOwnThread()
    {
        return Thread.currentThread() == thread;
    }

    /** What was not sent is refused, and what is not acknowledged is unknown. */
    @Override
    public void close()
    {
        isClosed = true;
        runner.close();
        failWaiting(notSent());
    }

    private RuntimeException notSent()
    {
        final Throwable cause = fault;
        return cause == null ?
            new IllegalStateException("the log was closed before this command was sent") :
            new IllegalStateException("this command was not sent: appending has ended: " + cause.getMessage(), cause);
    }

    /** Those that wait now: who hears of it may append again, and waits for the next turn. */
    private void failWaiting(final RuntimeException reason)
    {
        for (int left = requests.size(); left > 0; left--)
        {
            final Request request = requests.poll();
            if (request != null)
            {
                fail(request, reason);
            }
        }
    }

    /** There is room before it is told: who hears of it may append again, in this thread. */
    private void fail(final Request request, final RuntimeException reason)
    {
        room.release();
        request.future().completeExceptionally(reason);
    }

    /** What its thread does. */
    private final class Worker implements Agent, AckHandler
    {
        private final Supplier<Appender> appenders;
        private final Long2ObjectHashMap<Request> pending = new Long2ObjectHashMap<>();
        private Appender appender;
        /** Taken from the others, and not offered yet. */
        private Request next;

        private Worker(final Supplier<Appender> appenders)
        {
            this.appenders = appenders;
        }

        @Override
        public void onStart()
        {
            appender = appenders.get();
        }

        @Override
        public int doWork()
        {
            int workCount = appender.poll(this);
            final long obstacle = appender.obstacle();
            if (obstacle == Appender.SESSION_LIMIT || obstacle == Appender.CONNECTION_LIMIT)
            {
                refuseAll(new IllegalStateException("this command was not sent: " + Appender.describe(obstacle)));
            }
            next = next == null ? requests.poll() : next;
            while (next != null && offer())
            {
                next = requests.poll();
                workCount++;
            }
            return workCount;
        }

        private boolean offer()
        {
            final long requestId = appender.offer(next.command(), 0, next.command().capacity());
            if (requestId > 0)
            {
                pending.put(requestId, next);
                return true;
            }
            if (requestId == Appender.TOO_LONG)
            {
                fail(next, tooLong(next));
                return true;
            }
            return false;
        }

        private void refuseAll(final RuntimeException reason)
        {
            final Request first = next;
            next = null;
            if (first != null)
            {
                fail(first, reason);
            }
            failWaiting(reason);
        }

        private RuntimeException tooLong(final Request request)
        {
            return new IllegalArgumentException("a command of " + request.command().capacity() +
                " bytes is longer than maxCommandLength=" + appender.maxCommandLength() + ": " +
                Appender.describe(Appender.TOO_LONG));
        }

        @Override
        public void onAck(final long requestId, final long sequence, final Acknowledged durability)
        {
            final Request request = pending.remove(requestId);
            room.release();
            request.future().complete(sequence);
        }

        @Override
        public void onUnknown(final long requestId)
        {
            fail(pending.remove(requestId), new UnknownOutcomeException(
                "the session ended before request " + requestId + " was acknowledged"));
        }

        @Override
        public void onRefused(final long requestId, final long reason)
        {
            final Request request = pending.remove(requestId);
            fail(request, tooLong(request));
        }

        @Override
        public void onClose()
        {
            isClosed = true;
            try
            {
                if (appender != null)
                {
                    appender.close();
                }
            }
            finally
            {
                refuseAll(notSent());
                pending.forEach((final Long requestId, final Request request) ->
                    fail(request, new UnknownOutcomeException(
                        "the appender was closed before request " + requestId + " was acknowledged")));
                pending.clear();
            }
        }

        @Override
        public String roleName()
        {
            return "synod-futures";
        }
    }
}
