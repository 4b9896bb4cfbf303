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

import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class FillSourceTest
{
    private static final long BALLOT = Ballot.pack(1, 0);
    private static final Limits LIMITS = new Limits(4, 4096, 1024, 512, 4, 4, 12, 4);

    private final MemoryJournal journal = new MemoryJournal();
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final FillSource fills = new FillSource(journal, outbox, LIMITS);

    @Test
    void answersAFetchWithTheEntriesThatItHolds()
    {
        store(3);
        fills.onFetch(2, 2, 4);
        assertEquals(2, fills.work(3));
        assertEquals(List.of("fill -> 2 2@1.0 decided 3", "fill -> 2 3@1.0 decided 3"), outbox.take());
        assertEquals(0, fills.work(3));
    }

    @Test
    void servesAFewAStepAndNoMoreThanItsLimitAtOnce()
    {
        store(40);
        fills.onFetch(2, 1, 40);
        assertEquals(8, fills.work(40));
        assertEquals(4, fills.work(40));
        assertEquals(0, fills.work(40));
        assertEquals("fill -> 2 12@1.0 decided 40", outbox.take().get(11));
    }

    @Test
    void backPressureLeavesItStanding()
    {
        store(3);
        fills.onFetch(2, 1, 4);
        outbox.room(1);
        assertEquals(1, fills.work(3));
        assertEquals(0, fills.work(3));
        outbox.roomForAll();
        assertEquals(2, fills.work(3));
        assertEquals("[fill -> 2 1@1.0 decided 3, fill -> 2 2@1.0 decided 3, fill -> 2 3@1.0 decided 3]",
            outbox.take().toString());
    }

    @Test
    void aNewFetchTakesThePlaceOfTheOldOne()
    {
        store(20);
        fills.onFetch(2, 1, 20);
        fills.onFetch(2, 15, 16);
        assertEquals(1, fills.work(20));
        assertEquals(List.of("fill -> 2 15@1.0 decided 20"), outbox.take());
    }

    @Test
    void servesPeersSideBySide()
    {
        store(20);
        fills.onFetch(1, 1, 3);
        fills.onFetch(63, 5, 6);
        assertEquals(3, fills.work(20));
        assertEquals("fill -> 63 5@1.0 decided 20", outbox.take().get(2));
    }

    @Test
    void leavesOutWhatItDoesNotHold()
    {
        journal.appendAccept(1, 0, Entries.noOp(3, BALLOT));
        journal.place(3);
        fills.onFetch(2, 1, 10);
        assertEquals(1, fills.work(0));
        assertEquals(List.of("fill -> 2 3@1.0 decided 0"), outbox.take());
    }

    @Test
    void aRangeOfNothingIsNoWork()
    {
        store(3);
        fills.onFetch(2, 3, 3);
        fills.onFetch(1, 4, 9);
        fills.onFetch(0, -9, -5);
        assertEquals(0, fills.work(3));
        assertEquals(List.of(), outbox.take());
    }

    private void store(final int count)
    {
        for (long slot = 1; slot <= count; slot++)
        {
            journal.appendAccept(1, 0, Entries.noOp(slot, BALLOT));
            journal.place(slot);
        }
    }
}
