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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.agrona.CloseHelper;

/**
 * The segments of a journal, side by side without gaps. The thread that makes files adds them; the writer and the
 * readers find them by position. A segment that was added stays until the journal is closed.
 */
final class Segments implements AutoCloseable
{
    private static final VarHandle ALL;

    static
    {
        try
        {
            ALL = MethodHandles.lookup().findVarHandle(Segments.class, "all", Segment[].class);
        }
        catch (final ReflectiveOperationException e)
        {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int shift;
    private final long firstNumber;

    /** Replaced as a whole when it grows: a reader's array holds all that was there when it looked. */
    private Segment[] all = new Segment[0];

    /** The writer has looked for the segment behind the last one, and it was not there. */
    private volatile boolean isNextMissed;

    Segments(final long firstPosition, final int segmentLength)
    {
        this.shift = Integer.numberOfTrailingZeros(segmentLength);
        this.firstNumber = firstPosition >> shift;
    }

    /** For the one thread that adds. */
    void add(final Segment segment)
    {
        final Segment[] old = all;
        if (segment.basePosition() != firstNumber + old.length << shift)
        {
            throw new StorageFault(segment.name(), "does not continue the segments before it: the file for position " +
                (firstNumber + old.length << shift) + " is missing. Put it back, or replace the member.");
        }
        final Segment[] grown = Arrays.copyOf(old, old.length + 1);
        grown[old.length] = segment;
        isNextMissed = false;
        ALL.setRelease(this, grown);
    }

    /** The segment with a position; null if it is not there. */
    Segment at(final long position)
    {
        final Segment[] now = (Segment[])ALL.getAcquire(this);
        final long i = (position >> shift) - firstNumber;
        return i >= 0 && i < now.length ? now[(int)i] : null;
    }

    Segment first()
    {
        return at(firstNumber << shift);
    }

    int count()
    {
        return ((Segment[])ALL.getAcquire(this)).length;
    }

    /** For the writer: it cannot go on without the next segment. */
    void onNextMissed()
    {
        isNextMissed = true;
    }

    boolean isNextMissed()
    {
        return isNextMissed;
    }

    /** Where the segment begins that is added next. */
    long nextBasePosition()
    {
        return firstNumber + count() << shift;
    }

    /** Where a record goes that follows one with this end: in the next segment, if too little is left of this one. */
    long nextRecordPosition(final long end)
    {
        final Segment segment = at(end);
        if (segment == null)
        {
            return end;
        }
        if (end < segment.firstRecord())
        {
            return segment.firstRecord();
        }
        final Segment next = at(segment.limit());
        return segment.limit() - end < RecordDescriptor.HEADER_LENGTH && next != null ? next.firstRecord() : end;
    }

    /** Forces a range of positions, across segments. */
    void force(final long from, final long limit)
    {
        long position = from;
        while (position < limit)
        {
            final Segment segment = at(position);
            segment.force(position, limit);
            position = segment.limit();
        }
    }

    /** Forces a range of positions, whether or not the system thinks that the disk has it. */
    void forceAnew(final long from, final long limit)
    {
        long position = from;
        while (position < limit)
        {
            final Segment segment = at(position);
            segment.rewrite(position, limit);
            segment.force(position, limit);
            position = segment.limit();
        }
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(all);
    }
}
