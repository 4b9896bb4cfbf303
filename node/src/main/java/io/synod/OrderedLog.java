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
package io.synod;

import java.util.concurrent.CompletableFuture;

/**
 * The order of commands, as an application sees it: the same from an embedded {@code SynodNode} and from a remote
 * {@code SynodClient}, both in {@code io.synod.node}. Safe to be called by any thread; what it gives belongs to one
 * thread each, but any may close it.
 */
public interface OrderedLog extends AutoCloseable
{
    /**
     * A way to append.
     *
     * @return with a session of its own; not connected yet: poll it.
     */
    Appender newAppender();

    /**
     * Reads the order from a place on: what is there already, and then what comes, without a gap or a duplicate.
     *
     * @param fromSequence of the first command wanted, from 1. May lie ahead.
     * @param handler      of the commands.
     * @return to be polled.
     */
    Subscription subscribe(long fromSequence, CommandHandler handler);

    /**
     * Appends a command, from any thread, for people who don't need the last microsecond: a thread of this log's sends
     * it, in the order of the calls. Waits if very many are under way.
     *
     * @param command not to be changed before the future is done.
     * @return completed with its sequence; exceptionally with {@link UnknownOutcomeException} if nobody can say, with
     * {@link IllegalArgumentException} if it is too long, or with {@link IllegalStateException} that says why it was
     * not sent.
     * @throws InterruptedException if this thread is while it waits.
     */
    CompletableFuture<Long> append(byte[] command) throws InterruptedException;

    /** Closes what it gave, too. Waits for handlers that are under way. */
    @Override
    void close();
}
