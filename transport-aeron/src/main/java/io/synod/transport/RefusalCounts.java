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
package io.synod.transport;

/** A counter for each {@link Refusal}. Written and read by one thread. */
public final class RefusalCounts
{
    private final long[] counts = new long[Refusal.COUNT];

    public void add(final Refusal refusal)
    {
        counts[refusal.id()]++;
    }

    public long count(final Refusal refusal)
    {
        return counts[refusal.id()];
    }

    /**
     * All frames that were refused.
     *
     * @return from 0; without those accepted.
     */
    public long refused()
    {
        long sum = 0;
        for (int id = Refusal.NONE.id() + 1; id < counts.length; id++)
        {
            sum += counts[id];
        }
        return sum;
    }
}
