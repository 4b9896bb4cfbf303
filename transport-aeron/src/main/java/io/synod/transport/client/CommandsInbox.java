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
package io.synod.transport.client;

import org.agrona.DirectBuffer;

/** What {@link CommandsOutbox} sent, at the client. */
public interface CommandsInbox
{
    /**
     * A part of an entry: the parts of an entry come in order, and entries in the order of the log, as long as nothing
     * was lost.
     *
     * @param memberId       that sent it.
     * @param subscriptionId this client's.
     * @param part           of the entry; its buffer is read during the call.
     * @return false if there is no room now: the same frame is to be given again later.
     */
    boolean onCommands(int memberId, long subscriptionId, CommandsPart part);

    /**
     * A subscription stands still.
     *
     * @param memberId       that says so.
     * @param subscriptionId this client's.
     * @param nextSequence   of the next command it will send.
     * @param refusal        0, or one of {@link Refusals}: it goes no further.
     */
    void onFeedState(int memberId, long subscriptionId, long nextSequence, int refusal);

    /** A part of an entry: flyweight, valid during the call. */
    interface CommandsPart
    {
        long firstSequence();

        long timeNs();

        int commandCount();

        int totalLength();

        int partOffset();

        DirectBuffer buffer();

        int offset();

        int length();
    }
}
