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
import io.synod.protocol.PromisePart;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The parts of a promise: together they speak of every slot, and none takes long to make. */
final class PromiseStreamTest
{
    private static final long BALLOT = Ballot.pack(1, 0);
    private static final long FAR = 200_000;

    /** A chain may begin anywhere: whoever holds such a one must not look through all that it lacks at once. */
    @Test
    void looksThroughABoundedNumberOfEmptySlotsForAPart()
    {
        final MemoryJournal journal = new MemoryJournal();
        final Acceptor acceptor = new Acceptor(journal);
        acceptor.accept(1, 0, Entries.noOp(1, BALLOT));
        acceptor.accept(FAR, 0, Entries.noOp(FAR, BALLOT));
        final PromiseStream stream = new PromiseStream(journal);
        stream.start(BALLOT, 1);

        long expected = 1;
        int headers = 0;
        while (stream.isActive())
        {
            final PromisePart part = stream.make(acceptor, 0);
            assertEquals(expected, part.fromSlot());
            assertTrue(part.slotLimit() - part.fromSlot() <= 1 << 16, () -> "slots: " + part.slotLimit());
            headers += part.count();
            expected = part.slotLimit();
            stream.taken();
        }

        assertEquals(FAR + 1, expected);
        assertEquals(2, headers);
    }
}
