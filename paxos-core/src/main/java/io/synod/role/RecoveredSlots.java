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
package io.synod.role;

import java.util.Arrays;

import io.synod.protocol.Ballot;
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Verify;
import io.synod.quorum.Membership;

/**
 * For each slot of a campaign the value accepted at the highest ballot that any promise reports, and who holds it.
 * "The highest-numbered proposal among the responses": Lamport, "Paxos Made Simple" 2.2, phase 2a. One window of slots
 * fits at once; a candidate with a longer hole makes it grow, which is the one allocation of a campaign.
 */
final class RecoveredSlots
{
    private long fromSlot;
    private long[] ballots;
    private long[] origins;
    private long[] holders;
    private long[] faulty;
    private int[] checksums;
    private boolean[] unknown;

    RecoveredSlots(final int initialSlots)
    {
        ballots = new long[initialSlots];
        origins = new long[initialSlots];
        holders = new long[initialSlots];
        faulty = new long[initialSlots];
        checksums = new int[initialSlots];
        unknown = new boolean[initialSlots];
    }

    void reset(final long newFromSlot)
    {
        fromSlot = newFromSlot;
        Arrays.fill(ballots, Ballot.NONE);
        Arrays.fill(holders, 0);
        Arrays.fill(faulty, 0);
        Arrays.fill(unknown, false);
    }

    void onHeader(final int from, final PromisePart part, final int header)
    {
        final int i = (int)(part.slot(header) - fromSlot);
        if (i >= ballots.length)
        {
            grow(i + 1);
        }
        final boolean isFaulty = part.kind(header) == EntryKind.FAULTY;
        faulty[i] |= isFaulty ? Membership.bit(from) : 0;
        final long ballot = part.ballot(header);
        if (ballot == Ballot.NONE)
        {
            unknown[i] = true;
            return;
        }
        final boolean isSameValue = ballots[i] != Ballot.NONE && origins[i] == part.originBallot(header);
        Verify.that(
            ballot != ballots[i] || isSameValue, "one value for a ballot and a slot", ballot, part.slot(header));
        if (ballot > ballots[i])
        {
            ballots[i] = ballot;
            origins[i] = part.originBallot(header);
            checksums[i] = part.checksum(header);
            holders[i] = isSameValue ? holders[i] : 0;
        }
        if (origins[i] == part.originBallot(header) && !isFaulty)
        {
            holders[i] |= Membership.bit(from);
        }
    }

    boolean isReported(final long slot)
    {
        final int i = (int)(slot - fromSlot);
        return i < ballots.length && ballots[i] != Ballot.NONE;
    }

    long originBallot(final long slot)
    {
        return origins[(int)(slot - fromSlot)];
    }

    int checksum(final long slot)
    {
        return checksums[(int)(slot - fromSlot)];
    }

    long holders(final long slot)
    {
        return holders[(int)(slot - fromSlot)];
    }

    void removeHolder(final int memberId, final long slot)
    {
        holders[(int)(slot - fromSlot)] &= ~Membership.bit(memberId);
    }

    /** Whether nobody is known to have the body of the value, or someone does not even know what it has accepted. */
    boolean isInDoubt(final long slot)
    {
        final int i = (int)(slot - fromSlot);
        return i < faulty.length && faulty[i] != 0 && (holders[i] == 0 || unknown[i]);
    }

    long faulty(final long slot)
    {
        final int i = (int)(slot - fromSlot);
        return i < faulty.length ? faulty[i] : 0;
    }

    private void grow(final int needed)
    {
        final int capacity = Math.max(needed, ballots.length * 2);
        ballots = Arrays.copyOf(ballots, capacity);
        origins = Arrays.copyOf(origins, capacity);
        holders = Arrays.copyOf(holders, capacity);
        faulty = Arrays.copyOf(faulty, capacity);
        checksums = Arrays.copyOf(checksums, capacity);
        unknown = Arrays.copyOf(unknown, capacity);
    }
}
