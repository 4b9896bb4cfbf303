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
package io.synod.quorum;

import java.util.Arrays;

import io.synod.protocol.Slot;

/**
 * How far each voter has vouched for the chain of one ballot. The slot up to which a phase-2 quorum has is the
 * q2-greatest of those watermarks.
 */
public final class AckTable
{
    private final Membership membership;
    private final long[] ackedThrough;

    public AckTable(final Membership membership)
    {
        this.membership = membership;
        this.ackedThrough = new long[Long.SIZE - Long.numberOfLeadingZeros(membership.voters())];
    }

    /** Forgets all: a new ballot begins. */
    public void reset()
    {
        Arrays.fill(ackedThrough, Slot.NONE);
    }

    /**
     * A member vouches for the chain up to a slot; a lower one than before is an old message, and changes nothing.
     *
     * @param memberId        anyone; only voters are noted.
     * @param acceptedThrough inclusive.
     */
    public void onAccepted(final int memberId, final long acceptedThrough)
    {
        if (membership.isVoter(memberId) && acceptedThrough > ackedThrough[memberId])
        {
            ackedThrough[memberId] = acceptedThrough;
        }
    }

    /**
     * The greatest slot that a phase-2 quorum of distinct voters has vouched for.
     *
     * @return {@code Slot.NONE} if there is none.
     */
    public long quorumThrough()
    {
        final int needed = membership.quorum().phase2();
        long best = Slot.NONE;
        for (final long candidate : ackedThrough)
        {
            if (candidate > best && countAtLeast(candidate) >= needed)
            {
                best = candidate;
            }
        }
        return best;
    }

    private int countAtLeast(final long slot)
    {
        int count = 0;
        for (final long acked : ackedThrough)
        {
            count += acked >= slot ? 1 : 0;
        }
        return count;
    }
}
