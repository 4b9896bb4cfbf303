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
package io.synod.transport.client;

import io.synod.protocol.Verify;

/**
 * Which requests of a session got which sequences: runs in which both rise by one, in rising order of requests, without
 * a gap between the runs. Mutable, filled in place; room for {@link #MAX_RUNS}.
 */
public final class AckRuns
{
    /** Runs that one message can hold. */
    public static final int MAX_RUNS = 64;

    private final long[] firstRequestIds = new long[MAX_RUNS];
    private final long[] firstSequences = new long[MAX_RUNS];
    private final int[] requests = new int[MAX_RUNS];
    private long sessionId;
    private int durability;
    private int size;

    /**
     * Becomes empty.
     *
     * @param newSessionId  whose requests will be added.
     * @param newDurability at which they are: 1 flushed, 2 written.
     * @return this.
     */
    public AckRuns start(final long newSessionId, final int newDurability)
    {
        sessionId = newSessionId;
        durability = newDurability;
        size = 0;
        return this;
    }

    /**
     * Adds the next request.
     *
     * @param requestId one above the last added, if there is one.
     * @param sequence  above the last added.
     * @return false if it needs a run of its own and there is no room for one: nothing was added.
     */
    public boolean add(final long requestId, final long sequence)
    {
        final int last = size - 1;
        if (last >= 0 && firstSequences[last] + requests[last] == sequence)
        {
            Verify.that(firstRequestIds[last] + requests[last] == requestId, "acks without gaps", requestId, sequence);
            requests[last]++;
            return true;
        }
        return addRun(requestId, sequence, 1);
    }

    /**
     * Adds a run.
     *
     * @param firstRequestId of the run.
     * @param firstSequence  of the run.
     * @param count          requests in it, from 1.
     * @return false if there is no room.
     */
    public boolean addRun(final long firstRequestId, final long firstSequence, final int count)
    {
        if (size == MAX_RUNS)
        {
            return false;
        }
        firstRequestIds[size] = firstRequestId;
        firstSequences[size] = firstSequence;
        requests[size] = count;
        size++;
        return true;
    }

    public long sessionId()
    {
        return sessionId;
    }

    public int durability()
    {
        return durability;
    }

    public int size()
    {
        return size;
    }

    public long firstRequestId(final int run)
    {
        return firstRequestIds[run];
    }

    public long firstSequence(final int run)
    {
        return firstSequences[run];
    }

    public int requests(final int run)
    {
        return requests[run];
    }

    /**
     * The last request that was added.
     *
     * @return 0 if there is none.
     */
    public long lastRequestId()
    {
        return size == 0 ? 0 : firstRequestIds[size - 1] + requests[size - 1] - 1;
    }
}
