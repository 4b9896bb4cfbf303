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

/** What members say to this client: the words of {@link AnswerOutbox}, with the member that says them. */
public interface AnswerInbox
{
    void onMemberState(int memberId, MemberState state);

    void onSessionOpened(int memberId, long nonce, long result);

    void onAcks(int memberId, AckRuns runs);

    void onExpected(int memberId, long sessionId, long requestId);

    void onSessionClosed(int memberId, long sessionId, int reason);

    default void onOutcome(final int memberId, final long sessionId, final long requestId, final long result)
    {
        // For those that ask for it.
    }

    void onResult(
        int memberId, long sessionId, long requestId, long sequence, DirectBuffer buffer, int offset, int length);

    default void onStatus(final int memberId, final long nonce, final MemberStatus status)
    {
        // For those that ask for it.
    }
}
