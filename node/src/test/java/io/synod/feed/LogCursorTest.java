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
package io.synod.feed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A log in which every third slot holds no command, and the others two each. */
final class LogCursorTest
{
    private static final int SLOTS = 30;

    private final Entry entry = new Entry();
    private long damaged;
    private final LogCursor cursor = new LogCursor(this::read);

    private boolean read(final long slot, final Entry into)
    {
        final boolean isEmpty = slot % 3 == 0;
        into.slot(slot)
            .kind(isEmpty ? EntryKind.NO_OP : EntryKind.BATCH)
            .firstSequence(2 * (slot - 1 - (slot - 1) / 3) + 1)
            .commandCount(isEmpty ? 0 : 2);
        return slot != damaged && slot <= SLOTS;
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 9, 20, 38, 39, 40 })
    void findsTheEntryWithASequence(final long sequence)
    {
        cursor.seek(sequence);

        assertTrue(cursor.read(SLOTS, entry));
        assertTrue(entry.firstSequence() <= sequence && sequence < entry.nextSequence());
    }

    @Test
    void readsOneEntryAfterTheOtherAndNoneThatIsNotDecided()
    {
        for (long sequence = 1; sequence <= 20; sequence += 2)
        {
            assertTrue(cursor.read(14, entry));
            assertEquals(sequence, entry.firstSequence());
            cursor.moveTo(entry.nextSequence());
        }
        assertFalse(cursor.read(14, entry));
        assertTrue(cursor.read(16, entry));
        assertEquals(21, entry.firstSequence());
    }

    @Test
    void waitsForWhatLiesAhead()
    {
        cursor.seek(20);
        assertFalse(cursor.read(5, entry));
        assertTrue(cursor.read(SLOTS, entry));
        assertEquals(19, entry.firstSequence());
    }

    @Test
    void waitsForWhatCannotBeReadNow()
    {
        damaged = 16;
        cursor.seek(21);
        assertFalse(cursor.read(SLOTS, entry));
        damaged = 0;
        assertTrue(cursor.read(SLOTS, entry));
        assertEquals(21, entry.firstSequence());
    }
}
