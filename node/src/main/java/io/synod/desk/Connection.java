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
package io.synod.desk;

import io.synod.protocol.Ballot;
import io.synod.transport.client.AnswerOutbox;

/** What a member knows of one client, and has yet to tell it. */
final class Connection
{
    static final long NONE = 0;

    final long connectionId;
    final AnswerOutbox answers;
    final KeptResults results;
    final int refusal;
    long heardNs;
    /** When the way back was asked for. */
    long openedNs;

    /** Whether it is in the list of those that have something to say. */
    boolean isBusy;
    boolean isStateDue = true;

    long sessionId;
    /** Request ids: taken by the replica while this ballot led, and told to be decided. */
    long takenBallot;
    long takenThrough;
    long ackedThrough;
    boolean isExpectedDue;
    boolean isClosedDue;
    boolean isCloseWanted;

    /** A session that is to be opened: asked for, proposed as an entry, known. */
    long openNonce;
    boolean isOpenWanted;
    long openSlot;
    long openBallot;
    long openResult;
    long openedSession;

    Connection(final long connectionId, final AnswerOutbox answers, final int refusal)
    {
        this.connectionId = connectionId;
        this.answers = answers;
        results = new KeptResults(answers);
        this.refusal = refusal;
    }

    /** The client speaks for a session from now on. */
    void use(final long newSessionId)
    {
        if (newSessionId != sessionId)
        {
            sessionId = newSessionId;
            takenBallot = Ballot.NONE;
            takenThrough = 0;
            ackedThrough = 0;
            isExpectedDue = false;
            isClosedDue = false;
            isCloseWanted = false;
        }
    }

    /**
     * A request comes while a ballot leads. Under another one than before, the client begins anew with what it has no
     * answer to: what others have answered meanwhile is not known here, and nothing may wait for it.
     */
    void lead(final long ballot, final long requestId)
    {
        if (ballot != takenBallot)
        {
            takenBallot = ballot;
            takenThrough = 0;
            ackedThrough = requestId - 1;
        }
    }

    boolean isAckDue()
    {
        return takenThrough > ackedThrough;
    }

    boolean isAnythingDue()
    {
        return isStateDue || isAckDue() || !results.isEmpty() || isExpectedDue || isClosedDue || isCloseWanted ||
            isOpenWanted || openSlot != NONE || openResult != NONE;
    }
}
