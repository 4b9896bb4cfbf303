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

import org.agrona.DirectBuffer;

/**
 * An application whose state every member holds: it gets every command of the order, on every member, from the first
 * one on, and must come to the same state everywhere. So it must use nothing but what it is given: no clock but the
 * replicated time, no chance, no threads, nothing that depends on the machine. One thread, the node's applier.
 */
public interface ReplicatedStateMachine
{
    /**
     * The beginning: before the first command.
     *
     * @param timers to be kept.
     */
    default void onStart(final Timers timers)
    {
        // For those that need no timers.
    }

    /**
     * The next command.
     *
     * @param command read during the call.
     * @param reply   for an answer to the client that appended it, during the call. Only the member that leads sends
     *                it, if the client is connected there. A client that loses its leader may miss it: what must not be
     *                missed is read again.
     */
    void onCommand(Command command, Reply reply);

    /**
     * A timer's time has come in replicated time: the same place in the order on every member.
     *
     * @param timerId of {@link Timers#schedule}.
     * @param timeNs  replicated time now; not before the deadline.
     */
    default void onTimer(final long timerId, final long timeNs)
    {
        // For those that need no timers.
    }

    /**
     * A number that is equal for equal states, and nearly never for others. Asked for after each command, so it is kept
     * up to date rather than computed: members compare theirs, and one that differs from most is stopped.
     *
     * @return any number; always the same for machines that don't want to be compared.
     */
    default long digest()
    {
        return 0;
    }

    /** A command of the order. */
    interface Command
    {
        /**
         * Place in the order.
         *
         * @return from 1.
         */
        long sequence();

        /**
         * Replicated time.
         *
         * @return nanoseconds since 1970; never falls.
         */
        long timeNs();

        /**
         * Whose command it is.
         *
         * @return session id.
         */
        long sessionId();

        DirectBuffer buffer();

        int offset();

        int length();
    }

    /** The way back to who appended a command. */
    @FunctionalInterface
    interface Reply
    {
        /**
         * Answers the command that is being applied: once, and not later.
         *
         * @param buffer copied before the call returns.
         * @param offset of the answer.
         * @param length from 0; at most {@link #MAX_LENGTH}.
         * @throws IllegalStateException if no command is being applied, or this one has its answer.
         */
        void reply(DirectBuffer buffer, int offset, int length);

        /** Bytes that an answer may have. */
        int MAX_LENGTH = 16 << 10;
    }

    /** Timers in replicated time. */
    interface Timers
    {
        /**
         * Wants to be called when replicated time reaches a deadline. A timer of the same id is moved.
         *
         * @param timerId    the machine's own number.
         * @param deadlineNs nanoseconds since 1970.
         */
        void schedule(long timerId, long deadlineNs);

        /**
         * Wants not to be called any more.
         *
         * @param timerId of a timer, or of none.
         */
        void cancel(long timerId);
    }
}
