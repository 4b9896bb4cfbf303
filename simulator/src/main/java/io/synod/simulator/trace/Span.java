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

import io.synod.protocol.Ballot;

/**
 * A chain, or what is staged to become one: the slots in {@code [from, through]} are of one ballot.
 *
 * @param ballot  of all of them.
 * @param from    first slot.
 * @param through last slot.
 */
record Span(long ballot, long from, long through)
{
    /** Before any. */
    static final Span NONE = new Span(Ballot.NONE, 1, 0);

    /** The order in which promises make a source. */
    boolean isAbove(final Span other)
    {
        return ballot > other.ballot || ballot == other.ballot && through > other.through;
    }

    @Override
    public String toString()
    {
        return Ballot.toString(ballot) + " [" + from + ", " + through + "]";
    }
}
