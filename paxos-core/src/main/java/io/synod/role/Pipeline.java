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

import io.synod.protocol.Ballot;
import io.synod.protocol.Slot;
import io.synod.quorum.AckTable;
import io.synod.quorum.Membership;

/**
 * Phase 2 of one ballot: gives out slots within a window, counts the votes of exactly this ballot, and knows how far a
 * phase-2 quorum has vouched ({@code docs/PROTOCOL.md} 4).
 */
public final class Pipeline
{
    private final Limits limits;
    private final AckTable acks;
    private long ballot = Ballot.NONE;
    private long chainFrom;
    private long fence;
    private long proposedThrough;
    private long decidedThrough;
    private long undecidedBytes;

    public Pipeline(final Membership membership, final Limits limits)
    {
        this.limits = limits;
        this.acks = new AckTable(membership);
    }

    /**
     * Leadership begins.
     *
     * @param newBallot      of the leader.
     * @param firstUndecided first slot of its chain.
     * @param newFence       last recovered slot; {@code firstUndecided - 1} if there is none.
     * @param recoveredBytes bytes of the bodies of the recovered slots.
     */
    public void start(final long newBallot, final long firstUndecided, final long newFence, final long recoveredBytes)
    {
        ballot = newBallot;
        chainFrom = firstUndecided;
        fence = newFence;
        proposedThrough = newFence;
        decidedThrough = firstUndecided - 1;
        undecidedBytes = recoveredBytes;
        acks.reset();
    }

    /**
     * Whether one more slot may be undecided.
     *
     * @param bytes of the body that would fill it.
     * @return false if the window is full in slots or bytes.
     */
    public boolean hasRoom(final int bytes)
    {
        return proposedThrough - decidedThrough < limits.windowSlots() &&
            undecidedBytes + bytes <= limits.windowBytes();
    }

    public long nextSlot()
    {
        return proposedThrough + 1;
    }

    /**
     * The next slot has its entry.
     *
     * @param bytes of its body.
     */
    public void onProposed(final int bytes)
    {
        proposedThrough++;
        undecidedBytes += bytes;
    }

    /**
     * A voter vouches for the chain of exactly this ballot.
     *
     * @param from    who.
     * @param through inclusive; not above {@link #proposedThrough()}.
     * @return how far a phase-2 quorum has now vouched; not below {@link #decidedThrough()}.
     */
    public long onAccepted(final int from, final long through)
    {
        acks.onAccepted(from, through);
        return Math.max(decidedThrough, acks.quorumThrough());
    }

    /**
     * The leader's learner has taken slots as decided.
     *
     * @param slot  inclusive.
     * @param bytes of their bodies.
     */
    public void onDecided(final long slot, final long bytes)
    {
        decidedThrough = slot;
        undecidedBytes -= bytes;
    }

    public long ballot()
    {
        return ballot;
    }

    public long chainFrom()
    {
        return chainFrom;
    }

    public long fence()
    {
        return fence;
    }

    public long proposedThrough()
    {
        return proposedThrough;
    }

    public long decidedThrough()
    {
        return decidedThrough;
    }

    /**
     * Whether all slots up to the fence and one of this ballot's own are decided: what reads and changes of the
     * membership wait for.
     *
     * @return true if so.
     */
    public boolean hasDecidedOwn()
    {
        return decidedThrough > fence && decidedThrough > Slot.NONE;
    }
}
