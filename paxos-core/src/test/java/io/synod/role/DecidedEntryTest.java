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

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The schedule {@code HeldKeepsBallot} of {@code docs/spec}, on real acceptors. */
final class DecidedEntryTest
{
    private static final long BALLOT_1 = Ballot.pack(1, 0);
    private static final long BALLOT_2 = Ballot.pack(2, 1);
    private static final long BALLOT_3 = Ballot.pack(3, 2);

    @Test
    void passesOnADecidedEntryAtNoLowerBallotThanItWasChosenAt()
    {
        // Ballot 1 left its value on one member; ballot 3 recovered it, and it was chosen there without that member.
        final MemoryJournal journal = new MemoryJournal();
        final Acceptor holder = new Acceptor(journal);
        holder.accept(1, 0, entry(BALLOT_1, BALLOT_1));
        holder.promise(BALLOT_3);
        holder.takeDecided(entry(BALLOT_3, BALLOT_1));

        // It passes it on to a member that an accept of ballot 2 has yet to reach: that must be below its promise now.
        final Entry passedOn = new Entry();
        assertTrue(journal.read(1, passedOn));
        final Acceptor taker = new Acceptor(new MemoryJournal());
        taker.promise(BALLOT_2);
        taker.takeDecided(passedOn);
        assertTrue(taker.promisedBallot() > BALLOT_2);
    }

    @Test
    void keepsWhatItHoldsAtAHigherBallot()
    {
        final MemoryJournal journal = new MemoryJournal();
        final Acceptor holder = new Acceptor(journal);
        holder.accept(1, 1, entry(BALLOT_3, BALLOT_1));
        holder.takeDecided(entry(BALLOT_2, BALLOT_1));

        assertEquals(1, journal.records().size());
        assertEquals(BALLOT_3, journal.at(1).ballot());
        assertEquals(BALLOT_3, holder.promisedBallot());
    }

    private static Entry entry(final long ballot, final long originBallot)
    {
        return new Entry()
            .slot(1)
            .ballot(ballot)
            .originBallot(originBallot)
            .kind(EntryKind.NO_OP)
            .firstSequence(1)
            .noBody();
    }
}
