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

/** A record as it lies in a journal that is being inspected. Valid until the call that was given it returns. */
public final class InspectedRecord
{
    private final Entry entry = new Entry();
    private Segment segment;
    private long position;
    private boolean hasItsBody;

    InspectedRecord()
    {
    }

    InspectedRecord at(final Segment newSegment, final long newPosition, final boolean isBodyWhole)
    {
        segment = newSegment;
        position = newPosition;
        hasItsBody = isBodyWhole;
        RecordReader.fill(newSegment, newPosition, newSegment, newPosition, entry);
        return this;
    }

    public String file()
    {
        return segment.name();
    }

    public long position()
    {
        return position;
    }

    /**
     * Where it ends, with the zeros behind its body.
     *
     * @return exclusive.
     */
    public long limit()
    {
        return position + RecordDescriptor.alignedLength(length());
    }

    /**
     * One of the kinds in {@link RecordDescriptor}.
     *
     * @return the kind.
     */
    public byte kind()
    {
        return RecordDescriptor.kind(segment.buffer(), offset());
    }

    /**
     * Bytes of header and body.
     *
     * @return without the zeros behind the body.
     */
    public int length()
    {
        return RecordDescriptor.length(segment.buffer(), offset());
    }

    public int life()
    {
        return RecordDescriptor.life(segment.buffer(), offset());
    }

    public long chainFrom()
    {
        return RecordDescriptor.chainFrom(segment.buffer(), offset());
    }

    public long fence()
    {
        return RecordDescriptor.fence(segment.buffer(), offset());
    }

    /**
     * Where the record lies that has the body.
     *
     * @return this record's own position unless it accepts again what an earlier one holds.
     */
    public long bodyPosition()
    {
        return RecordDescriptor.bodyPosition(segment.buffer(), offset());
    }

    /**
     * Whether the body is what its checksum says.
     *
     * @return true too if the record has no body of its own.
     */
    public boolean hasItsBody()
    {
        return hasItsBody;
    }

    /**
     * The entry, for the kinds that have one; with a body only if it lies in this record. For a promise and a mark
     * only ballot and slot mean something.
     *
     * @return the same object each time.
     */
    public Entry entry()
    {
        return entry;
    }

    private int offset()
    {
        return segment.offset(position);
    }
}
