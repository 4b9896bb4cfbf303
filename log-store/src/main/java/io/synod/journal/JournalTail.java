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

/**
 * Where the next record goes. Rolls into the next segment when one is ready; without one the last bytes are kept for
 * promises and marks, so that a member whose disk is full can still take part in elections.
 */
final class JournalTail
{
    /** Room for 36 promises. */
    static final int RESERVE_LENGTH = 4096;

    private final Segments segments;
    private final RecordEncoder encoder;
    private final Watermark tail;
    private final Watermark durable;
    private final int reserveLength;
    private Segment segment;
    private long position;

    JournalTail(
        final Segments segments,
        final RecordEncoder encoder,
        final Watermark tail,
        final Watermark durable)
    {
        this.segments = segments;
        this.encoder = encoder;
        this.tail = tail;
        this.durable = durable;
        this.position = tail.getPlain();
        // Of the segment before, if that is full to its last byte and the next one is not ready.
        this.segment = segments.at(position) != null ? segments.at(position) : segments.at(position - 1);
        this.reserveLength = reserveLength(segment.length());
    }

    /** Bytes of the longest body that leaves room for promises in a segment of its own. */
    static int maxBodyLength(final int segmentLength)
    {
        return segmentLength - SegmentDescriptor.HEADER_LENGTH - RecordDescriptor.HEADER_LENGTH -
            reserveLength(segmentLength);
    }

    private static int reserveLength(final int segmentLength)
    {
        return Math.min(RESERVE_LENGTH, segmentLength >> 3);
    }

    /** Whether a record of an entry fits, here or in the next segment, with bytes left for promises. */
    boolean makeRoomForEntry(final int recordLength)
    {
        return makeRoom(recordLength, reserveLength);
    }

    boolean makeRoomForMark(final int recordLength)
    {
        return makeRoom(recordLength, 0);
    }

    Segment segment()
    {
        return segment;
    }

    long position()
    {
        return position;
    }

    /**
     * Writes the header of a record, whose body lies behind it already, and moves on.
     *
     * @return its end.
     */
    long commit(final byte kind, final int length)
    {
        encoder.durable(durable.getAcquire()).write(segment, position, kind, length);
        position += RecordDescriptor.alignedLength(length);
        tail.setRelease(position);
        return position;
    }

    private boolean makeRoom(final int recordLength, final int reserve)
    {
        final long left = segment.limit() - position;
        if (recordLength + reserve <= left)
        {
            return true;
        }
        final Segment next = segments.at(segment.limit());
        if (next == null)
        {
            segments.onNextMissed();
            return false;
        }
        if (recordLength <= left)
        {
            // The next segment is there for promises.
            return true;
        }
        if (recordLength + reserve > next.length() - SegmentDescriptor.HEADER_LENGTH)
        {
            // Of a member with longer segments. There may never be one behind the next: its reserve must stay.
            return false;
        }
        roll(next);
        return true;
    }

    private void roll(final Segment next)
    {
        final long left = segment.limit() - position;
        if (left >= RecordDescriptor.HEADER_LENGTH)
        {
            encoder.mark(0, 0).body(position);
            commit(RecordDescriptor.PADDING, (int)left);
        }
        segment = next;
        position = next.firstRecord();
        tail.setRelease(position);
    }
}
