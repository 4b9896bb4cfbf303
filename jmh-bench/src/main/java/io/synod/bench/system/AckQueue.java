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
package io.synod.bench.system;

import java.util.concurrent.CompletionStage;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/** Brings acknowledgements that a library tells on threads of its own to the thread of a {@link Client}. */
public final class AckQueue
{
    private static final Long LOST = -1L;

    private final ManyToOneConcurrentArrayQueue<Long> ended;
    private final int limit;
    private int inFlight;

    /**
     * For so many commands under way.
     *
     * @param limit of them; a power of two.
     */
    public AckQueue(final int limit)
    {
        this.limit = limit;
        ended = new ManyToOneConcurrentArrayQueue<>(limit);
    }

    /**
     * Counts a command that is to be sent; each that is must be told as {@link #acked} or {@link #lost} later. On the
     * client's thread.
     *
     * @return false if as many as may be are under way.
     */
    public boolean begin()
    {
        if (inFlight == limit)
        {
            return false;
        }
        inFlight++;
        return true;
    }

    /**
     * On any thread.
     *
     * @param number of the command that a majority has.
     */
    public void acked(final long number)
    {
        ended.add(number);
    }

    /** On any thread: a command has failed, or nobody knows. */
    public void lost()
    {
        ended.add(LOST);
    }

    /**
     * Tells the command as acked or lost when its answer comes.
     *
     * @param number of the command.
     * @param answer an error if it has failed, or nobody knows.
     */
    public void follow(final long number, final CompletionStage<?> answer)
    {
        answer.whenComplete((ignored, error) ->
        {
            if (error == null)
            {
                acked(number);
            }
            else
            {
                lost();
            }
        });
    }

    /**
     * On the client's thread.
     *
     * @param acks told what was acknowledged.
     * @return how many have ended.
     */
    public int poll(final Client.Acks acks)
    {
        return ended.drain(number ->
        {
            inFlight--;
            if (number >= 0)
            {
                acks.onAck(number);
            }
        });
    }
}
