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
package io.synod.node;

import io.synod.protocol.Role;

/**
 * When clients are polled. While a leader has entries under way the next one gathers for a moment: else many small
 * ones, each of which asks for as many system calls as a long one, keep all members busy, and never grow.
 */
final class Gathering
{
    /** A client's frame waits no longer than that for others, and only while so many entries are under way. */
    static final long GATHER_NS = 100_000L;
    static final int ENOUGH_UNDER_WAY = 4;

    /** With so many under way more are likely to have come, and they go together: one alone is not kept waiting. */
    static final int BUSY = 2;

    private long polledNs;

    /**
     * Whether clients are to be polled now: then they have to be.
     *
     * @param nowNs          now.
     * @param role           of the member: one that does not lead has nothing to gather.
     * @param undecidedSlots of a leader.
     * @return false while the next entry gathers.
     */
    boolean isDue(final long nowNs, final Role role, final long undecidedSlots)
    {
        if (role == Role.LEADER && undecidedSlots >= ENOUGH_UNDER_WAY && nowNs - polledNs < GATHER_NS)
        {
            return false;
        }
        polledNs = nowNs;
        return true;
    }
}
