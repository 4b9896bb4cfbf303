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

/**
 * What a client says to one member. Each call answers false if there is no room now: nothing was sent, and the caller
 * tries again later. A request may get lost with the member; between the two none arrives twice or out of order. The
 * member's side has the same words: {@code sendAppend} is {@link RequestInbox#onAppend} there.
 */
public interface RequestOutbox
{
    /**
     * Asks to be answered. To be repeated until it is: a member that knows the connection only answers again.
     *
     * @param answersStreamId  stream of the response channel on which answers are read.
     * @param commandsStreamId stream of the response channel on which commands are read.
     * @param responseChannel  Aeron channel of the client, ASCII, at most {@link RequestInbox#MAX_CHANNEL_LENGTH}.
     * @return false if there is no room now.
     */
    boolean sendConnect(int answersStreamId, int commandsStreamId, String responseChannel);

    /**
     * The client leaves.
     *
     * @return false if there is no room now.
     */
    boolean sendDisconnect();

    /**
     * The client is there.
     *
     * @param sessionId    that it keeps alive; 0 if it has none.
     * @param ackedThrough request id: it has the answers to all up to here.
     * @return false if there is no room now.
     */
    boolean sendKeepAlive(long sessionId, long ackedThrough);

    /**
     * Wants a session.
     *
     * @param nonce comes back in the answer.
     * @return false if there is no room now.
     */
    boolean sendOpenSession(long nonce);

    /**
     * Wants a command appended.
     *
     * @param sessionId whose request it is.
     * @param requestId one above the session's last.
     * @param buffer    with the command.
     * @param offset    of the command.
     * @param length    from 0.
     * @return false if there is no room now.
     */
    boolean sendAppend(long sessionId, long requestId, DirectBuffer buffer, int offset, int length);

    /**
     * Wants a session closed.
     *
     * @param sessionId its own.
     * @return false if there is no room now.
     */
    boolean sendCloseSession(long sessionId);

    /**
     * Asks what became of a request.
     *
     * @param sessionId whose it is.
     * @param requestId which.
     * @return false if there is no room now.
     */
    boolean sendAskOutcome(long sessionId, long requestId);

    /**
     * Wants the order from a command on. Said again of the same subscription, it goes on from there.
     *
     * @param subscriptionId the client's own number, from 1.
     * @param fromSequence   of the first command wanted, from 1.
     * @return false if there is no room now.
     */
    boolean sendSubscribe(long subscriptionId, long fromSequence);

    /**
     * Wants no more of a subscription.
     *
     * @param subscriptionId which.
     * @return false if there is no room now.
     */
    boolean sendUnsubscribe(long subscriptionId);

    /**
     * Asks how the member is.
     *
     * @param nonce comes back in the answer.
     * @return false if there is no room now.
     */
    boolean sendAskStatus(long nonce);
}
