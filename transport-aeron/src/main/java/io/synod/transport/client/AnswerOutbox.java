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
 * What a member says to one client. Each call answers false if there is no room now. {@link AnswerInbox} is the
 * client's side.
 */
public interface AnswerOutbox
{
    /**
     * Who leads, and the limits.
     *
     * @param state copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendMemberState(MemberState state);

    /**
     * The answer to a wish for a session.
     *
     * @param nonce  of the wish.
     * @param result the session id, or a negative code of {@code Proposal}.
     * @return false if there is no room now.
     */
    boolean sendSessionOpened(long nonce, long result);

    /**
     * Requests that are decided.
     *
     * @param runs copied before the call returns; not empty.
     * @return false if there is no room now.
     */
    boolean sendAcks(AckRuns runs);

    /**
     * A request could not be taken; this one could be.
     *
     * @param sessionId whose.
     * @param requestId that would be taken next.
     * @return false if there is no room now.
     */
    boolean sendExpected(long sessionId, long requestId);

    /**
     * A session is not open.
     *
     * @param sessionId which.
     * @param reason    one of {@link SessionEnd}.
     * @return false if there is no room now.
     */
    boolean sendSessionClosed(long sessionId, int reason);

    /**
     * The answer to a question for the outcome of a request.
     *
     * @param sessionId whose.
     * @param requestId which.
     * @param result    its sequence; 0 if it is the session's next, and not in the log; or a negative code of
     *                  {@code Proposal}.
     * @return false if there is no room now.
     */
    boolean sendOutcome(long sessionId, long requestId, long result);

    /**
     * What a state machine answered to a command.
     *
     * @param sessionId whose command it was.
     * @param requestId the session's number of it.
     * @param sequence  of the command.
     * @param buffer    with the answer; copied before the call returns.
     * @param offset    of the answer.
     * @param length    from 0.
     * @return false if there is no room now.
     */
    boolean sendResult(
        long sessionId, long requestId, long sequence, DirectBuffer buffer, int offset, int length);

    /**
     * How this member is.
     *
     * @param nonce  of the question.
     * @param status copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendStatus(long nonce, MemberStatus status);
}
