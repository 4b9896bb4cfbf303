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
import io.aeron.ControlledFragmentAssembler;
import io.aeron.ErrorCode;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

import io.synod.protocol.ConfigException;

/** One subscription, whose fragments are put together to frames. */
final class FrameSubscription implements AutoCloseable
{
    private static final long RETRY_FOR_NS = TimeUnit.SECONDS.toNanos(10);

    private final ControlledFragmentAssembler assembler = new ControlledFragmentAssembler(this::onWhole);
    private final Subscription subscription;
    private FrameTaker taker;

    /**
     * Waits until the driver has opened it: for starting, not for running.
     *
     * @param aeron    of this thread.
     * @param channel  where to listen.
     * @param streamId of the stream.
     * @param option   that the channel comes from, for the refusal.
     */
    FrameSubscription(final Aeron aeron, final String channel, final int streamId, final String option)
    {
        subscription = subscribe(aeron, channel, streamId, option);
    }

    private Subscription subscribe(
        final Aeron aeron, final String channel, final int streamId, final String option)
    {
        final NanoClock clock = aeron.context().nanoClock();
        final long deadlineNs = clock.nanoTime() + RETRY_FOR_NS;
        while (true)
        {
            try
            {
                return aeron.addSubscription(channel, streamId, null, this::onUnavailable);
            }
            catch (final RegistrationException ex)
            {
                // The same endpoint was closed a moment ago, and its socket is on its way out.
                if (ex.errorCode() != ErrorCode.RESOURCE_TEMPORARILY_UNAVAILABLE ||
                    deadlineNs - clock.nanoTime() < 0)
                {
                    throw new ConfigException(option + " cannot be listened at: " + ex.getMessage());
                }
            }
        }
    }

    private void onUnavailable(final Image image)
    {
        assembler.freeSessionBuffer(image.sessionId());
    }

    private Action onWhole(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        return taker.onFrame(buffer, offset, length) ? Action.CONTINUE : Action.ABORT;
    }

    int poll(final FrameTaker newTaker, final int fragmentLimit)
    {
        taker = newTaker;
        return subscription.controlledPoll(assembler, fragmentLimit);
    }

    /** The address it is bound to, with the port it was given; null as long as it is not known. */
    String resolvedEndpoint()
    {
        return subscription.resolvedEndpoint();
    }

    @Override
    public void close()
    {
        subscription.close();
        assembler.clear();
    }
}
