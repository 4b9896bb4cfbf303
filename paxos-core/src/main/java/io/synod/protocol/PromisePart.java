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
package io.synod.protocol;

/**
 * A part of a promise: the acceptor's summary, and the headers of what it has accepted in
 * {@code [fromSlot, slotLimit)}, in rising order of slots; a slot that is missing there holds nothing. A reusable
 * record with room for {@link #MAX_HEADERS} headers. The promise is whole when the parts cover everything from the slot
 * that was asked for up to one that is {@link #isLast()}.
 */
public final class PromisePart
{
    /** So many headers, with the rest of the message, fit into one datagram of 1,408 bytes. */
    public static final int MAX_HEADERS = 32;

    private final long[] slots = new long[MAX_HEADERS];
    private final long[] ballots = new long[MAX_HEADERS];
    private final long[] origins = new long[MAX_HEADERS];
    private final int[] checksums = new int[MAX_HEADERS];
    private final byte[] kinds = new byte[MAX_HEADERS];
    private int count;
    private long fromSlot;
    private long slotLimit;
    private boolean isLast;
    private long chainBallot;
    private long chainFrom;
    private long acceptedThrough;
    private long decidedThrough;
    private long firstSlotKept;

    /**
     * Starts a new part without headers.
     *
     * @param newChainBallot     ballot of the acceptor's chain.
     * @param newChainFrom       its first slot.
     * @param newAcceptedThrough its last slot.
     * @param newDecidedThrough  last slot up to which the acceptor holds the decided values.
     * @param newFirstSlotKept   first slot that is not truncated.
     * @return this.
     */
    public PromisePart summary(
        final long newChainBallot,
        final long newChainFrom,
        final long newAcceptedThrough,
        final long newDecidedThrough,
        final long newFirstSlotKept)
    {
        chainBallot = newChainBallot;
        chainFrom = newChainFrom;
        acceptedThrough = newAcceptedThrough;
        decidedThrough = newDecidedThrough;
        firstSlotKept = newFirstSlotKept;
        count = 0;
        return this;
    }

    /**
     * Which slots this part speaks of.
     *
     * @param newFromSlot  inclusive.
     * @param newSlotLimit exclusive.
     * @param last         whether the acceptor has nothing at or above the limit.
     * @return this.
     */
    public PromisePart range(final long newFromSlot, final long newSlotLimit, final boolean last)
    {
        fromSlot = newFromSlot;
        slotLimit = newSlotLimit;
        isLast = last;
        return this;
    }

    /**
     * Adds the header of an accepted entry.
     *
     * @param slot         above that of the header before.
     * @param ballot       at which it was accepted.
     * @param originBallot that made it.
     * @param checksum     of the value.
     * @param kind         one of {@link EntryKind}; {@link EntryKind#FAULTY} if the entry cannot be read.
     */
    public void add(
        final long slot, final long ballot, final long originBallot, final int checksum, final byte kind)
    {
        slots[count] = slot;
        ballots[count] = ballot;
        origins[count] = originBallot;
        checksums[count] = checksum;
        kinds[count] = kind;
        count++;
    }

    public boolean isFull()
    {
        return count == MAX_HEADERS;
    }

    public int count()
    {
        return count;
    }

    public long slot(final int i)
    {
        return slots[i];
    }

    public long ballot(final int i)
    {
        return ballots[i];
    }

    public long originBallot(final int i)
    {
        return origins[i];
    }

    public int checksum(final int i)
    {
        return checksums[i];
    }

    public byte kind(final int i)
    {
        return kinds[i];
    }

    public long fromSlot()
    {
        return fromSlot;
    }

    public long slotLimit()
    {
        return slotLimit;
    }

    public boolean isLast()
    {
        return isLast;
    }

    public long chainBallot()
    {
        return chainBallot;
    }

    public long chainFrom()
    {
        return chainFrom;
    }

    public long acceptedThrough()
    {
        return acceptedThrough;
    }

    public long decidedThrough()
    {
        return decidedThrough;
    }

    public long firstSlotKept()
    {
        return firstSlotKept;
    }
}
