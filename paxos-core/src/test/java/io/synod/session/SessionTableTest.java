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
package io.synod.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.Proposal;
import io.synod.testkit.Entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class SessionTableTest
{
    private static final long BALLOT = Ballot.pack(1, 0);
    private static final int REMEMBERED = 4;

    private final SessionTable table = new SessionTable(8, REMEMBERED);

    @Test
    void aSessionIsNamedByTheSlotThatOpensIt()
    {
        table.onEntry(Entries.sessionOpen(7, BALLOT));
        assertTrue(table.isOpen(7));
        assertFalse(table.isOpen(8));
        assertEquals(1, table.expectedRequestId(7));
        assertEquals(1, table.openSessions());
    }

    @Test
    void aRetryIsAnsweredWithTheSequenceOfItsFirstTry()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        table.onEntry(Entries.batch(2, BALLOT, 10, 1, 1, 2, 3));
        assertEquals(10, table.lookUp(1, 1));
        assertEquals(11, table.lookUp(1, 2));
        assertEquals(12, table.lookUp(1, 3));
        assertEquals(0, table.lookUp(1, 4));
    }

    @Test
    void aGapIsRefusedAndTheExpectedRequestIsNamed()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        assertEquals(Proposal.REQUEST_GAP, table.lookUp(1, 2));
        assertEquals(Proposal.REQUEST_GAP, table.lookUp(1, 0));
        assertEquals(Proposal.REQUEST_GAP, table.lookUp(1, -1));
        assertEquals(1, table.expectedRequestId(1));
    }

    @Test
    void aRetryFromFarBackIsInTheLogButItsSequenceIsForgotten()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        for (long request = 1; request <= REMEMBERED + 1; request++)
        {
            table.onCommand(1, request, 100 + request, 0);
        }
        assertEquals(Proposal.REQUEST_FORGOTTEN, table.lookUp(1, 1));
        assertEquals(102, table.lookUp(1, 2));
    }

    @Test
    void aClosedSessionIsUnknownAndItsRetryIsNeverASecondEffect()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        table.onEntry(Entries.batch(2, BALLOT, 1, 1, 1));
        table.onEntry(Entries.sessionClose(3, BALLOT, 2, 1));
        assertEquals(Proposal.SESSION_UNKNOWN, table.lookUp(1, 1));
        assertEquals(Proposal.SESSION_UNKNOWN, table.expectedRequestId(1));
        assertEquals(Proposal.SESSION_UNKNOWN, table.lastTimeNs(1));
        assertThrows(InvariantViolation.class, () -> table.onCommand(1, 2, 2, 0));
    }

    @Test
    void closingTwiceIsClosingOnce()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        table.onEntry(Entries.sessionOpen(2, BALLOT));
        table.onEntry(Entries.sessionClose(3, BALLOT, 1, 1));
        table.onEntry(Entries.sessionClose(4, BALLOT, 1, 1));
        assertEquals(1, table.openSessions());
        assertTrue(table.isOpen(2));
    }

    @Test
    void aDuplicateOrAGapInTheLogIsABrokenInvariant()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT));
        table.onEntry(Entries.batch(2, BALLOT, 1, 1, 1));
        assertThrows(InvariantViolation.class, () -> table.onEntry(Entries.batch(3, BALLOT, 2, 1, 1)));
        assertThrows(InvariantViolation.class, () -> table.onEntry(Entries.batch(3, BALLOT, 2, 1, 3)));
    }

    @Test
    void oneSessionMoreThanFitIsABrokenInvariant()
    {
        for (long id = 1; id <= 8; id++)
        {
            assertFalse(table.isFull());
            table.onEntry(Entries.sessionOpen(id, BALLOT));
        }
        assertTrue(table.isFull());
        assertThrows(InvariantViolation.class, () -> table.onEntry(Entries.sessionOpen(9, BALLOT)));
    }

    @Test
    void noNumberFromOutsideIsASession()
    {
        for (final long id : new long[]{0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
        {
            assertFalse(table.isOpen(id));
            assertEquals(Proposal.SESSION_UNKNOWN, table.lookUp(id, 1));
        }
    }

    @Test
    void remembersTheReplicatedTimeOfASessionsLastCommand()
    {
        table.onEntry(Entries.sessionOpen(1, BALLOT).timeNs(5));
        assertEquals(5, table.lastTimeNs(1));
        table.onEntry(Entries.batch(2, BALLOT, 1, 1, 1).timeNs(9));
        assertEquals(9, table.lastTimeNs(1));
    }

    @Test
    void closingASessionInARunOfNeighboursLosesNoneOfTheOthers()
    {
        // Of 8 sessions in 32 places many share a home in some of these runs: each is closed in turn.
        for (long first = 1; first < 400; first++)
        {
            for (int closed = 0; closed < 8; closed++)
            {
                final SessionTable dense = new SessionTable(8, 2);
                for (int i = 0; i < 8; i++)
                {
                    dense.onEntry(Entries.sessionOpen(first + i * 7L, BALLOT));
                    dense.onCommand(first + i * 7L, 1, 1000 + i, 0);
                }
                dense.onEntry(Entries.sessionClose(99, BALLOT, 1, first + closed * 7L));
                for (int i = 0; i < 8; i++)
                {
                    assertEquals(
                        i == closed ? Proposal.SESSION_UNKNOWN : 1000 + i, dense.lookUp(first + i * 7L, 1));
                }
            }
        }
    }

    @Test
    void digestsAreEqualForEqualTablesWhateverWayTheyCameThere()
    {
        final SessionTable other = new SessionTable(8, REMEMBERED);
        for (final long id : new long[]{1, 2, 3, 4})
        {
            table.onEntry(Entries.sessionOpen(id, BALLOT));
        }
        for (final long id : new long[]{4, 9, 3, 2, 1})
        {
            other.onEntry(Entries.sessionOpen(id, BALLOT));
        }
        assertNotEquals(table.digest(), other.digest());
        other.onEntry(Entries.sessionClose(10, BALLOT, 1, 9));
        assertEquals(table.digest(), other.digest());
        other.onCommand(3, 1, 1, 0);
        assertNotEquals(table.digest(), other.digest());
    }

    @Test
    void behavesAsAMapUnderRandomOpeningClosingAndRetrying()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            new Model(seed).run(3_000);
        }
    }

    /** A table of 24 sessions beside a map of lists. */
    private static final class Model
    {
        private static final int MAX_SESSIONS = 24;

        private final Random random;
        private final Map<Long, List<Long>> model = new HashMap<>();
        private SessionTable table = new SessionTable(MAX_SESSIONS, REMEMBERED);
        private long nextSlot = 1;
        private long nextSequence = 1;

        Model(final int seed)
        {
            random = new Random(seed);
        }

        void run(final int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                step();
                assertEquals(model.size(), table.openSessions());
                assertEquals(model.size() == MAX_SESSIONS, table.isFull());
            }
            for (long id = -2; id < nextSlot + 2; id++)
            {
                checkSession(id);
            }
        }

        private void step()
        {
            final long id = 1L + random.nextInt((int)nextSlot);
            switch (random.nextInt(10))
            {
                case 0, 1:
                    if (!table.isFull())
                    {
                        model.put(nextSlot, new ArrayList<>());
                        table.onEntry(Entries.sessionOpen(nextSlot, BALLOT));
                        nextSlot++;
                    }
                    break;

                case 2:
                    model.remove(id);
                    table.onEntry(Entries.sessionClose(nextSlot++, BALLOT, nextSequence, id));
                    break;

                case 3:
                    final SessionTable copy = new SessionTable(MAX_SESSIONS, REMEMBERED);
                    copy.copyFrom(table);
                    assertEquals(table.digest(), copy.digest());
                    table = copy;
                    break;

                default:
                    request(openSession(id));
                    break;
            }
            checkSession(id);
        }

        private long openSession(final long otherwise)
        {
            return model.isEmpty() ? otherwise : List.copyOf(model.keySet()).get(random.nextInt(model.size()));
        }

        private void request(final long id)
        {
            final List<Long> sequences = model.get(id);
            if (sequences != null)
            {
                sequences.add(nextSequence);
                table.onEntry(Entries.batch(nextSlot++, BALLOT, nextSequence, id, sequences.size()));
                nextSequence++;
                checkSession(id);
            }
        }

        private void checkSession(final long id)
        {
            final List<Long> sequences = model.get(id);
            assertEquals(sequences != null, table.isOpen(id));
            final int last = sequences == null ? 0 : sequences.size();
            for (long request = last - REMEMBERED - 2L; request <= last + 2; request++)
            {
                assertEquals(expected(sequences, request), table.lookUp(id, request));
            }
        }

        private static long expected(final List<Long> sequences, final long request)
        {
            if (sequences == null)
            {
                return Proposal.SESSION_UNKNOWN;
            }
            final int last = sequences.size();
            if (request < 1 || request > last + 1)
            {
                return Proposal.REQUEST_GAP;
            }
            if (request == last + 1)
            {
                return 0;
            }
            return request <= last - REMEMBERED ? Proposal.REQUEST_FORGOTTEN : sequences.get((int)request - 1);
        }
    }
}
