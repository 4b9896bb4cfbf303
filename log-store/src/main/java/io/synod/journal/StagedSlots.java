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

import org.agrona.collections.Long2LongHashMap;

/** Records kept aside for their slots until the whole chain they belong to is here. For the writer's thread. */
final class StagedSlots
{
    private static final long NONE = 0;
    private static final long FAULTY = 1;

    private final Long2LongHashMap positions = new Long2LongHashMap(NONE);

    void put(final long slot, final long position, final boolean isFaulty)
    {
        positions.put(slot, isFaulty ? position | FAULTY : position);
    }

    /** Position of the record for a slot; 0 if there is none that can be read. */
    long position(final long slot)
    {
        final long found = positions.get(slot);
        return (found & FAULTY) == 0 ? found : NONE;
    }

    boolean isFaulty(final long slot)
    {
        return (positions.get(slot) & FAULTY) != 0;
    }

    /** What is kept for a slot is what counts from now on; nothing counts if nothing is kept. */
    void moveTo(final SlotIndex index, final long slot)
    {
        final long found = positions.get(slot);
        if (found == NONE)
        {
            index.clear(slot);
        }
        else if ((found & FAULTY) != 0)
        {
            index.setFaulty(slot, found & ~FAULTY);
        }
        else
        {
            index.set(slot, found);
        }
    }

    void clear()
    {
        if (!positions.isEmpty())
        {
            positions.clear();
        }
    }
}
