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
package io.synod.transport.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import org.agrona.DirectBuffer;

import io.synod.protocol.InvariantViolation;

/** What became of an offered frame: {@link #SENT}, or why not. Each is counted. */
public enum SendResult
{
    /** It is in the stream. */
    SENT,

    /** Nobody is there, or nobody has answered yet. */
    NOT_CONNECTED,

    /** The receiver does not keep up. */
    BACK_PRESSURED,

    /** The stream goes over to its next term: the next try sends. */
    ADMIN_ACTION,

    /** The stream was lost or has ended, and is asked for anew. */
    CLOSED;

    /** How many there are. */
    public static final int COUNT = values().length;

    static SendResult offer(
        final ExclusivePublication publication,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        final long position = publication.offer(head, 0, headLength, body, bodyOffset, bodyLength, null);
        return position > 0 ? SENT : of(position);
    }

    private static SendResult of(final long position)
    {
        if (position == Publication.BACK_PRESSURED)
        {
            return BACK_PRESSURED;
        }
        if (position == Publication.NOT_CONNECTED)
        {
            return NOT_CONNECTED;
        }
        return position == Publication.ADMIN_ACTION ? ADMIN_ACTION : CLOSED;
    }

    static void checkLength(final int length, final int limit, final String option, final int termLength)
    {
        if (length > limit)
        {
            throw new InvariantViolation("a frame of " + length + " bytes is longer than " + limit +
                ", the limit of transport." + option + "=" + termLength + " (an eighth of it)");
        }
    }
}
