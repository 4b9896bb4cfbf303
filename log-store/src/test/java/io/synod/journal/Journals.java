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

/** Journals for tests: small segments, member 1 of cluster 7. */
final class Journals
{
    static final Incarnation INCARNATION = new Incarnation(0x1234, 0x5678);
    static final int SEGMENT_LENGTH = 1 << 14;

    private Journals()
    {
    }

    static JournalConfig config()
    {
        return JournalConfig.defaults(7, 1).withSegmentLength(SEGMENT_LENGTH).withIndexPageSlots(64);
    }

    static MappedJournal open(final Storage storage)
    {
        return MappedJournal.open(storage, config(), INCARNATION);
    }

    /** All that the syncer has to do, until it has nothing more to do. */
    static void settle(final MappedJournal journal)
    {
        while (journal.syncer().doWork(0) > 0)
        {
            journal.durablePosition();
        }
    }
}
