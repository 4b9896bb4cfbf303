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
 * What a member holds in a slot.
 *
 * @param ballot at which it took it.
 * @param origin ballot that made the value.
 * @param value  its checksum.
 */
record Held(long ballot, long origin, long value)
{
    boolean isSameValue(final Held other)
    {
        return other != null && origin == other.origin && value == other.value;
    }

    @Override
    public String toString()
    {
        return "<" + Ballot.toString(ballot) + ", " + Ballot.toString(origin) + ":" + value + ">";
    }
}
