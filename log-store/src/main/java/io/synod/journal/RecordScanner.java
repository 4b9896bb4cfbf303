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
import io.synod.protocol.EntryChecksum;

/**
 * Walks over the records of a journal from the first to the last, and says of each place whether a record lies there.
 * Believes nothing: a header counts if its checksum fits this incarnation, this place and this order of lives.
 */
final class RecordScanner
{
    /** What lies at a place. */
    enum Found
    {
        /** A record whose body, if it has one, is what its checksum says. */
        RECORD,
        /** The header of a record, but not its body. */
        DAMAGED_BODY,
        /** No record. */
        NOTHING,
        /** The end of the last segment. */
        END
    }

    private final Segments segments;
    private final int group;
    private final int greatestLife;
    private final HeaderChecksum headerChecksum;
    private final EntryChecksum entryChecksum = new EntryChecksum();
    private final Entry entry = new Entry();
    private Segment segment;
    private long position;
    private int life;

    RecordScanner(final Segments segments, final Incarnation incarnation, final int group, final int greatestLife)
    {
        this.segments = segments;
        this.group = group;
        this.greatestLife = greatestLife;
        this.headerChecksum = new HeaderChecksum(incarnation);
        this.segment = segments.first();
        this.position = segment.firstRecord();
    }

    /** Looks at the place where it stands; steps over the unused end of a segment. */
    Found look()
    {
        if (segment.limit() - position < RecordDescriptor.HEADER_LENGTH)
        {
            final Segment next = segments.at(segment.limit());
            if (next == null)
            {
                return Found.END;
            }
            segment = next;
            position = next.firstRecord();
        }
        if (!isHeader(segment, position))
        {
            return Found.NOTHING;
        }
        return hasItsBody() ? Found.RECORD : Found.DAMAGED_BODY;
    }

    /** Steps over the record at which it stands. */
    void skip()
    {
        life = RecordDescriptor.life(buffer(), offset());
        position = end();
    }

    /** Moves on to the next place with the header of a record; false, and stays, if there is none. */
    boolean skipToHeader()
    {
        Segment in = segment;
        long at = position + RecordDescriptor.ALIGNMENT;
        while (in != null)
        {
            for (; at <= in.limit() - RecordDescriptor.HEADER_LENGTH; at += RecordDescriptor.ALIGNMENT)
            {
                if (isHeader(in, at))
                {
                    segment = in;
                    position = at;
                    return true;
                }
            }
            in = segments.at(in.limit());
            at = in == null ? 0 : in.firstRecord();
        }
        return false;
    }

    /** Goes back to a place if the header of a record is there now. */
    boolean returnTo(final Segment in, final long at)
    {
        final boolean isThere = isHeader(in, at);
        if (isThere)
        {
            segment = in;
            position = at;
        }
        return isThere;
    }

    long position()
    {
        return position;
    }

    long end()
    {
        return position + RecordDescriptor.alignedLength(RecordDescriptor.length(buffer(), offset()));
    }

    Segment segment()
    {
        return segment;
    }

    UnsafeBuffer buffer()
    {
        return segment.buffer();
    }

    int offset()
    {
        return segment.offset(position);
    }

    private boolean isHeader(final Segment in, final long at)
    {
        final UnsafeBuffer buffer = in.buffer();
        final int offset = in.offset(at);
        if (RecordDescriptor.position(buffer, offset) != at)
        {
            return false;
        }
        final int length = RecordDescriptor.length(buffer, offset);
        final byte kind = RecordDescriptor.kind(buffer, offset);
        final int foundLife = RecordDescriptor.life(buffer, offset);
        final long bodyPosition = RecordDescriptor.bodyPosition(buffer, offset);
        return length >= RecordDescriptor.HEADER_LENGTH && length <= in.limit() - at &&
            kind >= RecordDescriptor.ACCEPT && kind <= RecordDescriptor.PADDING &&
            foundLife >= life && foundLife <= greatestLife &&
            RecordDescriptor.group(buffer, offset) == group &&
            (kind == RecordDescriptor.RE_ACCEPT ? bodyPosition < at : bodyPosition == at) &&
            RecordDescriptor.durablePosition(buffer, offset) <= at &&
            headerChecksum.matches(buffer, offset);
    }

    private boolean hasItsBody()
    {
        final byte kind = RecordDescriptor.kind(buffer(), offset());
        if (!RecordDescriptor.hasBody(kind))
        {
            return true;
        }
        RecordReader.fill(segment, position, segment, position, entry);
        return entryChecksum.matches(entry);
    }
}
