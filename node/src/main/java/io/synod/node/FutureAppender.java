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

    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private final AgentRunner runner;
    private volatile boolean isClosed;

    /**
     * Starts its thread.
     *
     * @param appenders     makes the appender that the thread polls.
     * @param idleStrategy  of the thread.
     */
    FutureAppender(final Supplier<Appender> appenders, final IdleStrategy idleStrategy)
    {
        runner = new AgentRunner(idleStrategy, error ->
        {
            isClosed = true;
        }, null, new FaultStop(new Worker(appenders)));
        AgentRunner.startOnThread(runner);
    }

    /**
     * Appends a command.
     *
     * @param command copied when it is sent: not to be changed before the future is done.
     * @return its sequence; or fails with {@link UnknownOutcomeException}, or {@link IllegalArgumentException} if it is
     * too long.
     * @throws InterruptedException if this thread is while it waits for room.
     */
    CompletableFuture<Long> append(final byte[] command) throws InterruptedException
    {
        room.acquire();
        final Request request = new Request(new UnsafeBuffer(command), new CompletableFuture<>());
        requests.add(request);
        if (isClosed)
        {
            failWaiting();
        }
        return request.future();
    }

    /** Sends what waits as long as it is answered, and ends. */
    @Override
    public void close()
    {
        isClosed = true;
        runner.close();
        failWaiting();
    }

    private void failWaiting()
    {
        for (Request request = requests.poll(); request != null; request = requests.poll())
        {
            request.future().completeExceptionally(
                new IllegalStateException("the appender was closed before this command was sent"));
            room.release();
        }
    }

    /** What its thread does. */
    private final class Worker implements Agent, AckHandler
    {
        private final Supplier<Appender> appenders;
        private final Long2ObjectHashMap<CompletableFuture<Long>> pending = new Long2ObjectHashMap<>();
        private Appender appender;

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
            for (Request request = requests.peek(); request != null && offer(request); request = requests.peek())
            {
                requests.remove();
                workCount++;
            }
            return workCount;
        }

        private boolean offer(final Request request)
        {
            final long requestId = appender.offer(request.command(), 0, request.command().capacity());
            if (requestId > 0)
            {
                pending.put(requestId, request.future());
                return true;
            }
            if (requestId == Appender.TOO_LONG)
            {
                request.future().completeExceptionally(new IllegalArgumentException("a command of " +
                    request.command().capacity() + " bytes is longer than maxCommandLength=" +
                    appender.maxCommandLength()));
                room.release();
                return true;
            }
            return false;
        }

        @Override
        public void onAck(final long requestId, final long sequence, final Acknowledged durability)
        {
            pending.remove(requestId).complete(sequence);
            room.release();
        }

        @Override
        public void onUnknown(final long requestId)
        {
            pending.remove(requestId).completeExceptionally(
                new UnknownOutcomeException("the session ended before request " + requestId + " was acknowledged"));
            room.release();
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
                pending.forEach((final Long requestId, final CompletableFuture<Long> future) ->
                {
                    future.completeExceptionally(new UnknownOutcomeException(
                        "the appender was closed before request " + requestId + " was acknowledged"));
                    room.release();
                });
                pending.clear();
                failWaiting();
            }
        }

        @Override
        public String roleName()
        {
            return "synod-futures";
        }
    }
}
