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
package io.synod.simulator.trace;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A promise as far as it was sent: what a member holds from a slot on. Immutable.
 *
 * @param chain   of the member.
 * @param held    what it holds.
 * @param from    first slot that it speaks of.
 * @param limit   end of what it speaks of.
 * @param isWhole whether the member holds nothing at or above the limit.
 */
record Answer(Span chain, NavigableMap<Long, Held> held, long from, long limit, boolean isWhole)
{
    /** This answer with a further part, which takes the place of what was said of its slots; null if there is a gap. */
    Answer with(final Answer part)
    {
        if (part.from < from || part.from > limit)
        {
            return null;
        }
        final NavigableMap<Long, Held> all = new TreeMap<>(held.headMap(part.from, false));
        all.putAll(part.held);
        return new Answer(part.chain, all, from, part.limit, part.isWhole);
    }
}
