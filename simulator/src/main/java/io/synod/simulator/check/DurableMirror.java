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
package io.synod.simulator.check;

import java.util.HashMap;
import java.util.Map;

import org.agrona.collections.Long2LongHashMap;

import io.synod.protocol.Ballot;
import io.synod.testkit.MemoryRecord;

/**
 * One member's durable state, read off its durable records by rules written down a second time, and simply: what it has
 * promised, its chain, which value counts for a slot. Survives the member's crashes.
 */
final class DurableMirror
{
    /** Told of each vote, once it is durable. */
    interface Votes
    {
        void onVote(int memberId, long ballot, long slot, long originBallot);
    }

    private final int memberId;
    private final Votes votes;
    private final Long2LongHashMap origins = new Long2LongHashMap(Ballot.NONE);
    private final Long2LongHashMap acceptedAt = new Long2LongHashMap(0);
    private final Map<Long, Long> staged = new HashMap<>();
    private long promisedBallot;
    private long chainBallot;
    private long chainFrom = 1;
    private long acceptedThrough;
    private long stagedBallot;
    private long stagedFrom;
    private long stagedThrough;

    DurableMirror(final int memberId, final Votes votes)
    {
        this.memberId = memberId;
        this.votes = votes;
    }

    void onDurable(final MemoryRecord record)
    {
        if (record.type() == MemoryRecord.Type.DECIDED_MARK)
        {
            return;
        }
        promisedBallot = Math.max(promisedBallot, record.ballot());
        switch (record.type())
        {
            case ACCEPT, RE_ACCEPT -> onAccept(record);
            case DECIDED_ENTRY ->
            {
                origins.put(record.slot(), record.originBallot());
                chainFrom = Math.max(chainFrom, record.slot() + 1);
                acceptedThrough = Math.max(acceptedThrough, record.slot());
                if (promisedBallot == chainBallot)
                {
                    acceptedAt.put(chainBallot, Math.max(acceptedThrough, acceptedAt.get(chainBallot)));
                }
            }
            default ->
            {
                // A promise is its ballot.
            }
        }
    }

    private void onAccept(final MemoryRecord record)
    {
        final long ballot = record.ballot();
        final long slot = record.slot();
        if (ballot == chainBallot)
        {
            // One inside the chain replaces an entry that was damaged.
            chainFrom = slot <= acceptedThrough + 1 ? chainFrom : slot;
            accept(slot, record.originBallot());
            return;
        }
        if (ballot != stagedBallot || slot != stagedThrough + 1)
        {
            staged.clear();
            stagedBallot = ballot;
            stagedFrom = slot;
        }
        staged.put(slot, record.originBallot());
        stagedThrough = slot;
        if (slot >= record.fence())
        {
            chainBallot = ballot;
            chainFrom = stagedFrom;
            acceptedThrough = stagedFrom - 1;
            for (long s = stagedFrom; s <= stagedThrough; s++)
            {
                accept(s, staged.get(s));
            }
            staged.clear();
            stagedBallot = Ballot.NONE;
        }
    }

    private void accept(final long slot, final long originBallot)
    {
        acceptedThrough = Math.max(acceptedThrough, slot);
        origins.put(slot, originBallot);
        acceptedAt.put(chainBallot, Math.max(slot, acceptedAt.get(chainBallot)));
        votes.onVote(memberId, chainBallot, slot, originBallot);
    }

    long promisedBallot()
    {
        return promisedBallot;
    }

    long chainBallot()
    {
        return chainBallot;
    }

    long chainFrom()
    {
        return chainFrom;
    }

    long acceptedThrough()
    {
        return acceptedThrough;
    }

    /** The greatest slot that was ever durable in the chain of a ballot. */
    long acceptedThroughAt(final long ballot)
    {
        return acceptedAt.get(ballot);
    }

    long originBallot(final long slot)
    {
        return origins.get(slot);
    }
}
