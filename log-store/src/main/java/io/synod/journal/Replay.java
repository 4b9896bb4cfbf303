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

import org.agrona.DirectBuffer;

import io.synod.port.RecordHandler;

/** Walks over records that recovery has found good, in the order of appending. */
final class Replay
{
    private Replay()
    {
    }

    /** Is told of each record but padding. */
    interface Visitor
    {
        void onRecord(byte kind, Segment segment, long position);
    }

    static void run(final Segments segments, final long tailPosition, final Visitor visitor)
    {
        long position = segments.first().firstRecord();
        while (position < tailPosition)
        {
            final Segment segment = segments.at(position);
            final int offset = segment.offset(position);
            final int length = RecordDescriptor.length(segment.buffer(), offset);
            final byte kind = RecordDescriptor.kind(segment.buffer(), offset);
            if (kind != RecordDescriptor.PADDING)
            {
                visitor.onRecord(kind, segment, position);
            }
            position += RecordDescriptor.alignedLength(length);
            if (segment.limit() - position < RecordDescriptor.HEADER_LENGTH)
            {
                position = segment.limit() + SegmentDescriptor.HEADER_LENGTH;
            }
        }
    }

    static void dispatch(final byte kind, final DirectBuffer buffer, final int offset, final RecordHandler handler)
    {
        switch (kind)
        {
            case RecordDescriptor.ACCEPT, RecordDescriptor.RE_ACCEPT -> handler.onAcceptRecord(
                RecordDescriptor.ballot(buffer, offset),
                RecordDescriptor.slot(buffer, offset),
                RecordDescriptor.chainFrom(buffer, offset),
                RecordDescriptor.fence(buffer, offset));

            case RecordDescriptor.DECIDED_ENTRY -> handler.onDecidedEntryRecord(
                RecordDescriptor.ballot(buffer, offset), RecordDescriptor.slot(buffer, offset));

            case RecordDescriptor.PROMISE -> handler.onPromiseRecord(RecordDescriptor.ballot(buffer, offset));

            default -> handler.onDecidedMarkRecord(RecordDescriptor.slot(buffer, offset));
        }
    }
}
