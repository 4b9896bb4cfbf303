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

/** Told what became of requests; called by {@link Appender#poll}, in the order of the requests. */
@FunctionalInterface
public interface AckHandler
{
    /**
     * A command is in the order, for good.
     *
     * @param requestId  that {@link Appender#offer} gave.
     * @param sequence   its place in the order: from 1, without gaps over all clients; usable as a fencing token.
     * @param durability what a quorum of members has done with it before this was said.
     */
    void onAck(long requestId, long sequence, Acknowledged durability);

    /**
     * Nobody can say any more whether a command is in the order: its session ended before it was acknowledged. It is
     * there once, or not at all, and never will be later.
     *
     * @param requestId that {@link Appender#offer} gave.
     */
    default void onUnknown(final long requestId)
    {
        // For those that only count what is certain.
    }

    /**
     * A command is not in the order, and never will be: the leader that came after it was offered has another limit
     * than the one before.
     *
     * @param requestId that {@link Appender#offer} gave.
     * @param reason    {@link Appender#TOO_LONG}.
     */
    default void onRefused(final long requestId, final long reason)
    {
        // For those that only count what is certain.
    }

    /**
     * What the state machine of the leader's node answered to a command. May be missing after a change of leader, and
     * when nothing was polled for so long that the member has forgotten this client. May come before or after the
     * acknowledgement.
     *
     * @param requestId that {@link Appender#offer} gave.
     * @param sequence  of the command.
     * @param buffer    read during the call.
     * @param offset    of the answer.
     * @param length    from 0.
     */
    default void onResult(
        final long requestId, final long sequence, final DirectBuffer buffer, final int offset, final int length)
    {
        // For those that only append.
    }
}
