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
package io.synod.journal;

import org.junit.jupiter.api.Test;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What cannot be is refused before anything is opened. */
final class JournalConfigTest
{
    private static final int SEGMENT_LENGTH = 4096;
    private static final int LONGEST = SEGMENT_LENGTH - SegmentDescriptor.HEADER_LENGTH -
        RecordDescriptor.HEADER_LENGTH - SEGMENT_LENGTH / 8;

    private final JournalConfig config = JournalConfig.defaults(7, 1).withSegmentLength(SEGMENT_LENGTH);

    @Test
    void refusesBatchesLongerThanASegmentHolds()
    {
        assertSame(config, config.checkHolds(LONGEST));

        final ConfigException refused = assertThrows(ConfigException.class, () -> config.checkHolds(LONGEST + 1));

        assertEquals("limits.maxBatchLength=" + (LONGEST + 1) + " must be <= " + LONGEST +
            ", which is what a segment of segmentLength=4096 holds", refused.getMessage());
    }

    @Test
    void holdsTheLongestBatchAtAnyPlaceOfASegment()
    {
        final MappedJournal journal = MappedJournal.open(new BlockStorage(), config, Journals.INCARNATION);
        for (int slot = 1; slot <= 50; slot++)
        {
            Journals.settle(journal);
            assertTrue(journal.openBody(LONGEST) != MappedJournal.NO_ROOM);
            assertTrue(Journals.append(journal, Journals.entry(slot, 1L << 8, 60 * slot)) != MappedJournal.FULL);
        }
    }

    /** Where nobody has asked, it shows with the first batch, and not with the first that is long. */
    @Test
    void opensNoBodyLongerThanASegmentHolds()
    {
        final MappedJournal journal = MappedJournal.open(new BlockStorage(), config, Journals.INCARNATION);

        assertThrows(InvariantViolation.class, () -> journal.openBody(LONGEST + 1));
    }
}
