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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Invariant I11: whatever was done to an acceptor, a replay of any prefix of its records ends in the very state that
 * the acceptor was in when the last of them was written. Random sequences of what leaders and peers may do.
 */
final class AcceptorReplayTest
{
    private static final int SEEDS = Boolean.getBoolean("synod.short") ? 100 : 600;
    private static final int STEPS = 60;

    @Test
    void aReplayOfAnyPrefixIsTheStateThatThePrefixWasWrittenIn()
    {
        for (int seed = 0; seed < SEEDS; seed++)
        {
            final History history = new History(seed);
            for (int step = 0; step < STEPS; step++)
            {
                history.step();
            }
            history.checkEveryPrefix();
        }
    }

    @Test
    void recoveryIsIdempotent()
    {
        for (int seed = 0; seed < SEEDS; seed++)
        {
            final History history = new History(seed);
            for (int step = 0; step < STEPS; step++)
            {
                history.step();
                if (step % 7 == 6)
                {
                    history.crash();
                }
            }
            history.checkEveryPrefix();
        }
    }

    /** An acceptor, and its state after each record. */
    private static final class History
    {
        private final Random random;
        private final String name;
        private final List<String> states = new ArrayList<>();
        private MemoryJournal journal = new MemoryJournal();
        private Acceptor acceptor = new Acceptor(journal);
        private long decidedThrough;

        History(final int seed)
        {
            random = new Random(seed);
            name = "seed " + seed;
            states.add(AcceptorState.of(acceptor, journal));
        }

        void step()
        {
            final long promised = acceptor.promisedBallot();
            final long accepted = acceptor.acceptedThrough();
            final long chain = acceptor.chainBallot();
            final long from = acceptor.chainFrom();
            final int before = journal.records().size();
            act();
            final int added = journal.records().size() - before;
            assertTrue(added <= 1, name + ": one step is one record");
            if (added == 1)
            {
                states.add(AcceptorState.of(acceptor, journal));
            }
            assertEquals(states.get(states.size() - 1), AcceptorState.of(acceptor, journal), name);
            assertTrue(acceptor.promisedBallot() >= promised, name + ": I2");
            assertTrue(acceptor.chainBallot() <= acceptor.promisedBallot(), name);
            assertTrue(acceptor.stagedBallot() <= acceptor.promisedBallot(), name);
            assertTrue(acceptor.chainFrom() <= acceptor.acceptedThrough() + 1, name);
            if (acceptor.chainBallot() == chain)
            {
                assertTrue(acceptor.acceptedThrough() >= accepted && acceptor.chainFrom() >= from, name);
            }
        }

        void crash()
        {
            final int kept = journal.records().size() - random.nextInt(Math.min(3, journal.records().size() + 1));
            journal = MemoryJournal.afterCrash(journal, kept, record -> {});
            acceptor = new Acceptor(journal);
            states.subList(kept + 1, states.size()).clear();
            decidedThrough = acceptor.decidedHint();
            assertEquals(states.get(kept), AcceptorState.of(acceptor, journal), name);
        }

        void checkEveryPrefix()
        {
            for (int kept = 0; kept < states.size(); kept++)
            {
                final MemoryJournal left = MemoryJournal.afterCrash(journal, kept, record -> {});
                final Acceptor restarted = new Acceptor(left);
                assertEquals(states.get(kept), AcceptorState.of(restarted, left), name + " record " + kept);
            }
        }

        private void act()
        {
            final long ballot = acceptor.promisedBallot();
            switch (random.nextInt(12))
            {
                case 0:
                    acceptor.promise(Ballot.nextAbove(ballot, random.nextInt(3)));
                    break;

                case 1:
                    final long marked = Math.min(decidedThrough, acceptor.acceptedThrough());
                    assertTrue(journal.appendDecidedMark(marked) != Journal.FULL);
                    acceptor.onDecidedMarkRecord(marked);
                    break;

                case 2:
                    decidedThrough++;
                    acceptor.takeDecided(Entries.noOp(decidedThrough, Ballot.pack(1L + random.nextInt(4), 1)));
                    break;

                case 3:
                    offer(Ballot.nextAbove(ballot, random.nextInt(3)));
                    break;

                default:
                    offer(ballot == Ballot.NONE ? Ballot.pack(1, 0) : ballot);
                    break;
            }
        }

        /** An accept of a leader of a ballot, stored only if the acceptor says that it fits. */
        private void offer(final long ballot)
        {
            final long expected = acceptor.expectedSlot(ballot);
            final long streamFrom = decidedThrough + 1;
            final long slot = expected == 0 ? streamFrom : expected + random.nextInt(3) - 1L;
            final long fence = random.nextBoolean() ? 0 : streamFrom + random.nextInt(4);
            if (slot < 1 || acceptor.fit(ballot, slot, streamFrom) != Acceptor.Fit.NEXT)
            {
                return;
            }
            final Entry held = new Entry();
            if (random.nextBoolean() && journal.read(slot, held))
            {
                acceptor.reAccept(ballot, streamFrom, fence, slot);
            }
            else
            {
                acceptor.accept(streamFrom, fence, Entries.noOp(slot, ballot));
            }
        }
    }
}
