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

/** A place in the order, which moves with each command that is read. One thread. */
public interface Subscription extends AutoCloseable
{
    /**
     * Hands commands to the handler, if there are any.
     *
     * @param limit of commands.
     * @return commands handed over; 0 if there was none.
     */
    int poll(int limit);

    /**
     * Whether there is somebody to read from, as the last poll found: without, nothing comes.
     *
     * @return false while it looks for a member that serves it.
     */
    default boolean isServed()
    {
        return true;
    }

    /**
     * The sequence that comes next.
     *
     * @return from 1.
     */
    long nextSequence();

    /** By any thread: waits for the end of a poll; in a handler, it comes at the end of the poll. */
    @Override
    void close();
}
