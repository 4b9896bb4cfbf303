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

import java.util.concurrent.TimeUnit;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.exceptions.RegistrationException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * A stream to one place, for as long as it is wanted: asked for without waiting, and asked for anew when it could not
 * be had (a name that is not known yet) or was lost.
 */
final class OutgoingStream implements AutoCloseable
{
    private static final long RETRY_AFTER_NS = TimeUnit.SECONDS.toNanos(1);

    private final long[] counts = new long[SendResult.COUNT];
    private final Aeron aeron;
    private final NanoClock clock;
    private final String channel;
    private final int streamId;
    private final String option;
    private final int termLength;
    private final int maxFrameLength;

    /** Null while it is asked for. */
    private ExclusivePublication publication;

    /** Of the question; {@link Aeron#NULL_VALUE} if none is open. */
    private long registrationId = Aeron.NULL_VALUE;
    private long retryAtNs;

    /**
     * Asks for the stream.
     *
     * @param aeron      of this thread.
     * @param channel    to send to.
     * @param streamId   of the stream.
     * @param option     that limits frames, for the refusal.
     * @param termLength its value.
     */
    OutgoingStream(
        final Aeron aeron, final String channel, final int streamId, final String option, final int termLength)
    {
        this.aeron = aeron;
        this.channel = channel;
        this.streamId = streamId;
        this.option = option;
        this.termLength = termLength;
        maxFrameLength = TransportConfig.maxFrameLength(termLength);
        clock = aeron.context().nanoClock();
        registrationId = aeron.asyncAddExclusivePublication(channel, streamId);
    }

    boolean offer(
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        SendResult.checkLength(headLength + bodyLength, maxFrameLength, option, termLength);
        if (publication == null)
        {
            counts[SendResult.NOT_CONNECTED.ordinal()]++;
            return false;
        }
        final SendResult result = SendResult.offer(publication, head, headLength, body, bodyOffset, bodyLength);
        counts[result.ordinal()]++;
        if (result == SendResult.CLOSED)
        {
            publication.close();
            publication = null;
        }
        return result == SendResult.SENT;
    }

    /** Goes on with asking; costs a comparison if there is nothing to ask for. */
    int advance()
    {
        return publication == null ? ask() : 0;
    }

    private int ask()
    {
        if (registrationId == Aeron.NULL_VALUE)
        {
            if (retryAtNs - clock.nanoTime() > 0)
            {
                return 0;
            }
            registrationId = aeron.asyncAddExclusivePublication(channel, streamId);
            return 1;
        }
        try
        {
            publication = aeron.getExclusivePublication(registrationId);
            if (publication == null)
            {
                return 0;
            }
        }
        catch (final RegistrationException ex)
        {
            // The driver's error handler has it.
            retryAtNs = clock.nanoTime() + RETRY_AFTER_NS;
        }
        registrationId = Aeron.NULL_VALUE;
        return 1;
    }

    boolean isConnected()
    {
        return publication != null && publication.isConnected();
    }

    long count(final SendResult result)
    {
        return counts[result.ordinal()];
    }

    @Override
    public void close()
    {
        if (registrationId != Aeron.NULL_VALUE)
        {
            aeron.asyncRemovePublication(registrationId);
            registrationId = Aeron.NULL_VALUE;
        }
        if (publication != null)
        {
            publication.close();
            publication = null;
        }
        retryAtNs = clock.nanoTime() + Long.MAX_VALUE;
    }
}
