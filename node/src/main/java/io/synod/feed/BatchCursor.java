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
package io.synod.feed;

import org.agrona.DirectBuffer;

import io.synod.protocol.BatchDescriptor;

/** Goes through the commands of a batch where they lie. */
public final class BatchCursor
{
    private DirectBuffer buffer;
    private int next;
    private int limit;
    private long nextSequence;
    private int at;

    /**
     * Stands before the first command.
     *
     * @param batch         bytes, well formed.
     * @param offset        of the batch.
     * @param length        of the batch.
     * @param firstSequence of its first command.
     * @return this.
     */
    public BatchCursor wrap(final DirectBuffer batch, final int offset, final int length, final long firstSequence)
    {
        buffer = batch;
        next = offset;
        limit = offset + length;
        nextSequence = firstSequence;
        return this;
    }

    /**
     * Moves to the next command.
     *
     * @return false if there is none.
     */
    public boolean next()
    {
        if (next >= limit)
        {
            return false;
        }
        at = next;
        next += BatchDescriptor.alignedLength(BatchDescriptor.length(buffer, at));
        nextSequence++;
        return true;
    }

    /**
     * Moves over the commands before a sequence.
     *
     * @param sequence of the command to stand before.
     * @return this.
     */
    public BatchCursor skipTo(final long sequence)
    {
        while (nextSequence < sequence && next())
        {
            // Each step is a command that is not wanted.
        }
        return this;
    }

    public long sequence()
    {
        return nextSequence - 1;
    }

    public long sessionId()
    {
        return BatchDescriptor.sessionId(buffer, at);
    }

    public long requestId()
    {
        return BatchDescriptor.requestId(buffer, at);
    }

    public DirectBuffer buffer()
    {
        return buffer;
    }

    public int offset()
    {
        return at + BatchDescriptor.HEADER_LENGTH;
    }

    public int length()
    {
        return BatchDescriptor.length(buffer, at);
    }
}
