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

import org.agrona.CloseHelper;

/** What arrives over UDP and what arrives in shared memory. They take turns: neither starves the other. */
final class SubscriptionPair implements AutoCloseable
{
    private FrameSubscription first;
    private FrameSubscription second;

    /**
     * Takes them over.
     *
     * @param first  null if there is none.
     * @param second null if there is none.
     */
    SubscriptionPair(final FrameSubscription first, final FrameSubscription second)
    {
        this.first = first;
        this.second = second;
    }

    int poll(final FrameTaker taker, final int fragmentLimit)
    {
        final FrameSubscription current = first;
        first = second;
        second = current;
        final int fragments = current == null ? 0 : current.poll(taker, fragmentLimit);
        return first == null || fragments >= fragmentLimit ?
            fragments : fragments + first.poll(taker, fragmentLimit - fragments);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(first, second);
    }
}
