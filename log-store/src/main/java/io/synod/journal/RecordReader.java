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

import io.synod.protocol.Entry;

/** Takes an entry out of the record that holds it. */
final class RecordReader
{
    private RecordReader()
    {
    }

    /** Fills from the record at a position, wherever its body lies. */
    static void fill(final Segments segments, final long position, final Entry into)
    {
        final Segment segment = segments.at(position);
        final long bodyPosition = RecordDescriptor.bodyPosition(segment.buffer(), segment.offset(position));
        final Segment bodySegment = bodyPosition == position ? segment : segments.at(bodyPosition);
        fill(segment, position, bodySegment, bodyPosition, into);
    }

    static void fill(
        final Segment segment,
        final long position,
        final Segment bodySegment,
        final long bodyPosition,
        final Entry into)
    {
        final UnsafeBuffer buffer = segment.buffer();
        final int offset = segment.offset(position);
        final int bodyOffset = bodySegment.offset(bodyPosition);
        final int bodyLength = RecordDescriptor.length(bodySegment.buffer(), bodyOffset) -
            RecordDescriptor.HEADER_LENGTH;
        into.slot(RecordDescriptor.slot(buffer, offset))
            .ballot(RecordDescriptor.ballot(buffer, offset))
            .originBallot(RecordDescriptor.originBallot(buffer, offset))
            .firstSequence(RecordDescriptor.firstSequence(buffer, offset))
            .timeNs(RecordDescriptor.timeNs(buffer, offset))
            .epoch(RecordDescriptor.epoch(buffer, offset))
            .commandCount(RecordDescriptor.commandCount(buffer, offset))
            .checksum(RecordDescriptor.checksum(buffer, offset))
            .kind(RecordDescriptor.entryKind(buffer, offset))
            .body(bodySegment.buffer(), bodyOffset + RecordDescriptor.HEADER_LENGTH, bodyLength);
    }
}
