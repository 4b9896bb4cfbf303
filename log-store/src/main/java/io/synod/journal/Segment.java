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

/** One mapped file of the journal: the bytes from {@code basePosition} on, as many as it is long. */
final class Segment implements AutoCloseable
{
    private final String name;
    private final long basePosition;
    private final Storage.MappedFile file;
    private final UnsafeBuffer buffer;

    Segment(final String name, final Storage.MappedFile file)
    {
        this.name = name;
        this.basePosition = SegmentDescriptor.basePositionOf(name);
        this.file = file;
        this.buffer = file.buffer();
    }

    String name()
    {
        return name;
    }

    long basePosition()
    {
        return basePosition;
    }

    /** Exclusive. */
    long limit()
    {
        return basePosition + buffer.capacity();
    }

    long firstRecord()
    {
        return basePosition + SegmentDescriptor.HEADER_LENGTH;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int length()
    {
        return buffer.capacity();
    }

    int offset(final long position)
    {
        return (int)(position - basePosition);
    }

    /** Forces the part of a range of positions that lies in this segment. */
    void force(final long from, final long limit)
    {
        final int offset = offset(Math.max(from, basePosition));
        final int end = offset(Math.min(limit, limit()));
        if (end > offset)
        {
            file.force(offset, end - offset);
        }
    }

    /** Has the pages of a range of positions in this segment ready for the writer. */
    void touch(final long from, final long limit)
    {
        file.touch(offset(from), (int)(limit - from));
    }

    /** Has the part of a range of positions that lies in this segment written by the next force in any case. */
    void rewrite(final long from, final long limit)
    {
        final int offset = offset(Math.max(from, basePosition));
        final int end = offset(Math.min(limit, limit()));
        if (end > offset)
        {
            file.rewrite(offset, end - offset);
        }
    }

    @Override
    public void close()
    {
        file.close();
    }
}
