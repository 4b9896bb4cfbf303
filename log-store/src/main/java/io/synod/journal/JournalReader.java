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

import io.synod.protocol.Entry;

/**
 * Reads a journal from a thread that is not its writer's. Never waits. What it may ask for is bounded by what the
 * writer has published: a slot that was decided before the caller learned so.
 */
public final class JournalReader
{
    private final Segments segments;
    private final SlotIndex index;

    JournalReader(final Segments segments, final SlotIndex index)
    {
        this.segments = segments;
        this.index = index;
    }

    /**
     * Reads a decided entry where it lies.
     *
     * @param slot known to be decided by the member that writes the journal.
     * @param into filled; its body stays as long as the journal is open.
     * @return false if the slot is not there, or cannot be read.
     */
    public boolean read(final long slot, final Entry into)
    {
        final long position = index.position(slot);
        if (position == 0)
        {
            return false;
        }
        RecordReader.fill(segments, position, into);
        return true;
    }
}
