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
package io.synod.client;

import io.synod.Appender;
import io.synod.protocol.Proposal;
import io.synod.transport.client.RequestOutbox;

/** What a client wants of its session, that it is opened or closed: asked of the leader until it is answered. */
final class SessionWish
{
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long retryIntervalNs;
    private long nonce;
    private long sentNs = LONG_AGO;
    /** A code of {@link Proposal}: why there is no session; 0 if nobody has said so. */
    private long refusal;

    SessionWish(final long seed, final long retryIntervalNs)
    {
        nonce = seed;
        this.retryIntervalNs = retryIntervalNs;
    }

    /** It is asked, and not a while after the last time: another leader, or another wish. */
    void hurry()
    {
        sentNs = LONG_AGO;
    }

    /** The session has ended: what is still on its way opens no other. */
    void renew()
    {
        nonce++;
        hurry();
    }

    int open(final RequestOutbox leader, final long nowNs)
    {
        return sent(nowNs - sentNs >= retryIntervalNs && leader.sendOpenSession(nonce), nowNs);
    }

    int close(final RequestOutbox leader, final long sessionId, final long nowNs)
    {
        return sent(nowNs - sentNs >= retryIntervalNs && leader.sendCloseSession(sessionId), nowNs);
    }

    private int sent(final boolean isSent, final long nowNs)
    {
        sentNs = isSent ? nowNs : sentNs;
        return isSent ? 1 : 0;
    }

    /**
     * A leader has answered.
     *
     * @param answeredNonce of the wish it answers.
     * @param result        a session, or a code of {@link Proposal}.
     * @return true if the session is this client's.
     */
    boolean isOpened(final long answeredNonce, final long result)
    {
        if (answeredNonce != nonce)
        {
            return false;
        }
        refusal = Math.min(result, 0);
        sentNs = result > 0 ? LONG_AGO : sentNs;
        return result > 0;
    }

    /** Why there is no session: a code of {@link Appender}. */
    long obstacle()
    {
        if (refusal == Proposal.SESSION_LIMIT)
        {
            return Appender.SESSION_LIMIT;
        }
        return refusal == Proposal.JOURNAL_FULL ? Appender.JOURNAL_FULL : Appender.NOT_CONNECTED;
    }
}
