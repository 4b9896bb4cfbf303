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
package io.synod.desk;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.ExpandableRingBuffer;
import org.agrona.MutableDirectBuffer;

import io.synod.transport.client.AnswerOutbox;

/** A state machine's answers that one client had no room for yet, in order. Takes memory only when some wait. */
final class KeptResults
{
    /** For a thousand of the longest: as many requests as a client has in flight, unless it is told otherwise. */
    static final int MAX_BYTES = 1 << 24;

    private static final int HEADER_LENGTH = 24;

    /** What stays when none waits. */
    private static final int IDLE_BYTES = 1 << 16;

    private final AnswerOutbox answers;
    private final ExpandableRingBuffer ring = new ExpandableRingBuffer(0, MAX_BYTES, false);
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final ExpandableRingBuffer.MessageConsumer sender = this::send;
    private boolean isFull;
    private boolean wasUsed;

    KeptResults(final AnswerOutbox answers)
    {
        this.answers = answers;
    }

    boolean isEmpty()
    {
        return ring.isEmpty();
    }

    /** Whether one had to be turned away, and half of what waited was not sent since. */
    boolean isFull()
    {
        return isFull;
    }

    /** Sends an answer, or keeps it behind those that wait; false if there is no room for it at all. */
    boolean add(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (ring.isEmpty() && answers.sendResult(sessionId, requestId, sequence, buffer, offset, length))
        {
            return true;
        }
        final int recordLength = BitUtil.align(
            ExpandableRingBuffer.HEADER_LENGTH + HEADER_LENGTH + length, ExpandableRingBuffer.HEADER_ALIGNMENT);
        // Twice, because a record is not divided between the ring's end and its beginning.
        if (ring.size() + 2 * recordLength > MAX_BYTES)
        {
            isFull = true;
            return false;
        }
        wasUsed = true;
        scratch.putLong(0, sessionId);
        scratch.putLong(8, requestId);
        scratch.putLong(16, sequence);
        scratch.putBytes(HEADER_LENGTH, buffer, offset, length);
        return ring.append(scratch, 0, HEADER_LENGTH + length);
    }

    /** Sends what there is room for now. */
    int send()
    {
        final int sent = ring.consume(sender, Integer.MAX_VALUE);
        if (sent > 0)
        {
            // Not at the first one sent: who takes one now and then would hold up all others for ever.
            isFull &= ring.size() > MAX_BYTES / 2;
        }
        return sent;
    }

    /** Gives memory back that was not needed since the last time. */
    void trim()
    {
        if (!wasUsed && ring.isEmpty() && ring.capacity() > IDLE_BYTES)
        {
            ring.reset(IDLE_BYTES);
        }
        wasUsed = false;
    }

    private boolean send(final MutableDirectBuffer buffer, final int offset, final int length, final int headOffset)
    {
        return answers.sendResult(
            buffer.getLong(offset), buffer.getLong(offset + 8), buffer.getLong(offset + 16),
            buffer, offset + HEADER_LENGTH, length - HEADER_LENGTH);
    }
}
