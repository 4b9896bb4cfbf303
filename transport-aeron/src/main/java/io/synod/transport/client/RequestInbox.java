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

/** What clients say to this member: the words of {@link RequestOutbox}, with the connection that says them. */
public interface RequestInbox
{
    /** Bytes that a response channel may have. */
    int MAX_CHANNEL_LENGTH = 255;

    void onConnect(long connectionId, int answersStreamId, int commandsStreamId, String responseChannel);

    void onDisconnect(long connectionId);

    void onKeepAlive(long connectionId, long sessionId, long ackedThrough);

    void onOpenSession(long connectionId, long nonce);

    /**
     * A command is to be appended.
     *
     * @param connectionId of the client.
     * @param sessionId    whose request it is.
     * @param requestId    from 1.
     * @param buffer       read during the call.
     * @param offset       of the command.
     * @param length       from 0.
     * @return false if there is no room now: nothing was done, and the same frame is to be given again later, before
     * any that came after it on the same link.
     */
    boolean onAppend(
        long connectionId, long sessionId, long requestId, DirectBuffer buffer, int offset, int length);

    void onCloseSession(long connectionId, long sessionId);

    void onAskOutcome(long connectionId, long sessionId, long requestId);

    void onSubscribe(long connectionId, long subscriptionId, long fromSequence);

    void onUnsubscribe(long connectionId, long subscriptionId);

    void onAskStatus(long connectionId, long nonce);
}
