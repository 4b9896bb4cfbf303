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
package io.synod.role;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.testkit.MemoryJournal;

/** All that an acceptor and its journal know, in words, to be compared. */
final class AcceptorState
{
    private AcceptorState()
    {
    }

    static String of(final Acceptor acceptor, final MemoryJournal journal)
    {
        final StringBuilder state = new StringBuilder();
        state.append("promised ").append(Ballot.toString(acceptor.promisedBallot()));
        state.append(", chain ").append(Ballot.toString(acceptor.chainBallot()));
        state.append(" [").append(acceptor.chainFrom()).append(", ").append(acceptor.acceptedThrough()).append(']');
        state.append(", staged ").append(Ballot.toString(acceptor.stagedBallot()));
        state.append(" through ").append(acceptor.stagedThrough());
        state.append(", hint ").append(acceptor.decidedHint());
        final Entry entry = new Entry();
        for (long slot = 1; slot <= journal.lastSlot(); slot++)
        {
            state.append("; ").append(slot).append(journal.read(slot, entry) ? name(entry) : " empty");
        }
        // What is kept aside counts only while the stage is open.
        for (long slot = 1; slot <= acceptor.stagedThrough(); slot++)
        {
            state.append(journal.readStaged(slot, entry) ? "; staged " + slot + name(entry) : "");
        }
        return state.toString();
    }

    private static String name(final Entry entry)
    {
        return " @" + Ballot.toString(entry.ballot()) + " by " + Ballot.toString(entry.originBallot()) + ' ' +
            entry.checksum();
    }
}
