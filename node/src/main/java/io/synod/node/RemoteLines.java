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

import java.util.function.Consumer;

import io.synod.CommandHandler;

/** Opens lines to a cluster for a client in a process of its own. */
final class RemoteLines
{
    private final ClientConfig config;

    public RemoteLines(final ClientConfig config)
    {
        this.config = config;
    }

    /**
     * A line for appending.
     *
     * @param onClose told when it is closed.
     * @return not connected yet.
     */
    public RemoteAppender newAppender(final Consumer<Polled> onClose)
    {
        return RemoteAppender.over(open(), config.times(), config.maxCommandLength(), onClose);
    }

    /**
     * A line for reading.
     *
     * @param fromSequence from 1.
     * @param handler      of the commands.
     * @param onClose      told when it is closed.
     * @return not connected yet.
     */
    public RemoteSubscription subscribe(
        final long fromSequence, final CommandHandler handler, final Consumer<Polled> onClose)
    {
        return new RemoteSubscription(open(), config.times(), fromSequence, handler, onClose);
    }

    /** A line, not connected yet. */
    ClientLine open()
    {
        return ClientLine.open(
            config.transport(), config.members(), config.clientIdentity(), config.responseHost(), error ->
            {
                // What cannot be reached is tried again; what is malformed is counted by the adapters.
            });
    }
}
