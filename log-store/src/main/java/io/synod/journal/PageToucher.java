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
 * Touches the pages in front of the writer: the first store into a page of a mapped file costs a microsecond and more,
 * which for small commands is most of what appending costs. Runs on the syncer's thread.
 */
final class PageToucher
{
    private static final int AHEAD_LENGTH = 4 << 20;
    private static final int PAGE_LENGTH = 4 << 10;
    private static final int STEP_LENGTH = 256 << 10;

    private final Segments segments;
    private long touchedPosition;

    PageToucher(final Segments segments)
    {
        this.segments = segments;
    }

    /**
     * Touches the pages of a range.
     *
     * @param buffer begins with a page; another thread may store into it meanwhile.
     * @param offset of the range.
     * @param length of it.
     */
    static void touch(final UnsafeBuffer buffer, final int offset, final int length)
    {
        // Adding nothing is a store to the memory system, and leaves what another thread stores meanwhile.
        for (int at = offset - offset % PAGE_LENGTH; at < offset + length; at += PAGE_LENGTH)
        {
            buffer.getAndAddLong(at, 0);
        }
    }

    /**
     * One step, if the writer has come near.
     *
     * @param tailPosition of the writer.
     * @return 1 if pages were touched.
     */
    int work(final long tailPosition)
    {
        final long from = Math.max(touchedPosition, tailPosition);
        final Segment segment = segments.at(from);
        if (segment == null || from + STEP_LENGTH > tailPosition + AHEAD_LENGTH)
        {
            return 0;
        }
        touchedPosition = Math.min(from + STEP_LENGTH, segment.limit());
        segment.touch(from, touchedPosition);
        return 1;
    }
}
