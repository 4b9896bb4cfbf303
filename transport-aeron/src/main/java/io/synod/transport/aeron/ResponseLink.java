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

import java.util.List;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.exceptions.RegistrationException;
import org.agrona.DirectBuffer;

import io.synod.transport.client.LinkSink;

/**
 * A stream to one client, on a channel the client asked for. It is opened by {@link ClientIngress#poll}, and closed,
 * on the thread of the ingress; one thread, another if wanted, offers to it, and has let go of it before it is closed.
 * What is asked of its state may be asked on either.
 * <p>
 * It is not opened anew when it was lost: a client that is still there asks for another.
 */
public final class ResponseLink implements LinkSink, AutoCloseable
{
    private final long[] counts = new long[SendResult.COUNT];
    private final Aeron aeron;
    private final List<ResponseLink> pending;
    private final int termLength;
    private final int maxFrameLength;

    /** Written by the ingress: null until it is open, and after it was closed. */
    private volatile ExclusivePublication publication;

    /** Written by the ingress before it is open, then by who offers. */
    private volatile boolean isFailed;

    /** Of the question to the driver; {@link Aeron#NULL_VALUE} if it is answered. */
    private long registrationId;

    ResponseLink(
        final Aeron aeron,
        final List<ResponseLink> pending,
        final String channel,
        final int streamId,
        final int termLength)
    {
        this.aeron = aeron;
        this.pending = pending;
        this.termLength = termLength;
        maxFrameLength = TransportConfig.maxFrameLength(termLength);
        registrationId = aeron.asyncAddExclusivePublication(channel, streamId);
        pending.add(this);
    }

    @Override
    public boolean offer(
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        SendResult.checkLength(headLength + bodyLength, maxFrameLength, "(answers|commands)TermLength", termLength);
        final ExclusivePublication current = publication;
        final SendResult result = current == null ?
            SendResult.NOT_CONNECTED : SendResult.offer(current, head, headLength, body, bodyOffset, bodyLength);
        counts[result.ordinal()]++;
        if (result == SendResult.CLOSED)
        {
            isFailed = true;
        }
        return result == SendResult.SENT;
    }

    /** Asks the driver; true if it needs not be asked again. */
    boolean advance()
    {
        try
        {
            final ExclusivePublication answer = aeron.getExclusivePublication(registrationId);
            if (answer == null)
            {
                return false;
            }
            publication = answer;
        }
        catch (final RegistrationException ex)
        {
            // The driver's error handler has it.
            isFailed = true;
        }
        registrationId = Aeron.NULL_VALUE;
        return true;
    }

    /**
     * Whether the client listens.
     *
     * @return false from five seconds after it fell silent; and until it answered for the first time.
     */
    public boolean isConnected()
    {
        final ExclusivePublication current = publication;
        return current != null && current.isConnected();
    }

    /**
     * Whether nothing can come of it any more.
     *
     * @return true if it could not be opened, or was lost: it is to be closed.
     */
    public boolean isFailed()
    {
        return isFailed;
    }

    /**
     * The longest frame that can be offered.
     *
     * @return bytes, head and body together.
     */
    public int maxFrameLength()
    {
        return maxFrameLength;
    }

    /**
     * What became of the frames that were offered. Exact on the thread that offers.
     *
     * @param result of the offers.
     * @return how many.
     */
    public long count(final SendResult result)
    {
        return counts[result.ordinal()];
    }

    @Override
    public void close()
    {
        if (registrationId != Aeron.NULL_VALUE)
        {
            pending.remove(this);
            aeron.asyncRemovePublication(registrationId);
            registrationId = Aeron.NULL_VALUE;
        }
        final ExclusivePublication current = publication;
        if (current != null)
        {
            publication = null;
            current.close();
        }
    }
}
