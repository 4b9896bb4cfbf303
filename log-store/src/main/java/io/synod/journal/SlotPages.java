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

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The pages of a {@link SlotIndex} by their numbers, in an open-addressed table that is never changed: one more page
 * makes another table. Pages that follow each other, as they do but for a jump, lie where they are looked for first.
 */
final class SlotPages
{
    static final SlotPages NONE = new SlotPages(2);

    private final long[] numbers;

    /** Null where there is none: at least every second one, so that a search ends. */
    private final UnsafeBuffer[] pages;

    private final int mask;
    private int count;

    private SlotPages(final int capacity)
    {
        numbers = new long[capacity];
        pages = new UnsafeBuffer[capacity];
        mask = capacity - 1;
    }

    /** The page of a number; null if there is none. */
    UnsafeBuffer at(final long number)
    {
        return pages[indexOf(number)];
    }

    /** A table with one page more. */
    SlotPages with(final long number, final UnsafeBuffer page)
    {
        final boolean isCrowded = 2 * (count + 1) > pages.length;
        final SlotPages grown = new SlotPages(isCrowded ? 2 * pages.length : pages.length);
        for (int i = 0; i < pages.length; i++)
        {
            if (pages[i] != null)
            {
                grown.put(numbers[i], pages[i]);
            }
        }
        grown.put(number, page);
        return grown;
    }

    /** The greatest number below one that has a page; -1 if there is none. */
    long lastBelow(final long limit)
    {
        long last = -1;
        for (int i = 0; i < pages.length; i++)
        {
            if (pages[i] != null && numbers[i] < limit)
            {
                last = Math.max(last, numbers[i]);
            }
        }
        return last;
    }

    private void put(final long number, final UnsafeBuffer page)
    {
        final int i = indexOf(number);
        numbers[i] = number;
        pages[i] = page;
        count++;
    }

    /** Where a number is, or would be. */
    private int indexOf(final long number)
    {
        int i = (int)(number ^ number >>> Integer.SIZE) & mask;
        while (pages[i] != null && numbers[i] != number)
        {
            i = i + 1 & mask;
        }
        return i;
    }
}
