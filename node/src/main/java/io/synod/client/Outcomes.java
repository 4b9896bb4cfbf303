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
package io.synod.client;

import io.synod.Appender;

/** What became of a client's requests, the last ones of them. */
final class Outcomes
{
    private static final int REMEMBERED = 1 << 14;

    private final long[] outcomes = new long[REMEMBERED];

    /**
     * What is known of a request from now on.
     *
     * @param requestId given.
     * @param outcome   its sequence, or a code of {@link Appender}.
     */
    void put(final long requestId, final long outcome)
    {
        outcomes[(int)requestId & REMEMBERED - 1] = outcome;
    }

    /**
     * What is known of a request.
     *
     * @param requestId to be known.
     * @param first     of those without an outcome.
     * @param next      that will be given.
     * @return its sequence, or a code of {@link Appender}.
     */
    long get(final long requestId, final long first, final long next)
    {
        if (requestId < 1 || requestId >= next)
        {
            throw new IllegalArgumentException("requestId=" + requestId + " was never given: the next one is " + next);
        }
        if (requestId <= next - 1 - REMEMBERED)
        {
            return requestId < first ? Appender.FORGOTTEN : Appender.PENDING;
        }
        return outcomes[(int)requestId & REMEMBERED - 1];
    }
}
