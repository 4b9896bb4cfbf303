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

import io.synod.port.Outbox;
import io.synod.protocol.Slot;

/**
 * Fills this member's hole, and whatever else it lacks of the decided slots: asks a peer that holds them for a few at a
 * time, and another one when that one does not answer. Slots are taken in order.
 */
public final class CatchUp
{
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Outbox outbox;
    private final int fetchSlots;
    private final long patienceNs;
    private int lastPeer = -1;
    private long requestLimit = Slot.NONE;
    private long missedSlot = -1;
    private long requestedNs = NEVER;
    private long behindSinceNs = NEVER;
    private long seenDecided = Slot.NONE;

    public CatchUp(final Outbox outbox, final Limits limits, final Timing timing)
    {
        this.outbox = outbox;
        this.fetchSlots = limits.fetchSlots();
        this.patienceNs = timing.retransmitIntervalNs();
    }

    /**
     * Asks for what is missing, if it is time to.
     *
     * @param decidedThrough this member's.
     * @param hasHole        whether its chain lies behind a hole, so that only back-fill can help.
     * @param ahead          peers that hold more decided slots, as bits.
     * @param leader         bit of the leader followed: asked only if the others cannot help or do not answer.
     * @param nowNs          now.
     * @return messages sent.
     */
    public int work(
        final long decidedThrough, final boolean hasHole, final long ahead, final long leader, final long nowNs)
    {
        if (ahead == 0)
        {
            behindSinceNs = NEVER;
            return 0;
        }
        if (behindSinceNs == NEVER || decidedThrough > seenDecided && !hasHole)
        {
            behindSinceNs = nowNs;
        }
        seenDecided = decidedThrough;
        final boolean isStreamLate = nowNs - behindSinceNs >= 2 * patienceNs;
        final boolean isAnswered = decidedThrough + 1 >= requestLimit;
        final boolean isLost = nowNs - requestedNs >= patienceNs;
        if (!(hasHole || isStreamLate) || !isAnswered && !isLost)
        {
            return 0;
        }
        final long others = isAnswered ? ahead & ~leader : ahead;
        return ask(others != 0 ? others : ahead, decidedThrough + 1, nowNs);
    }

    /**
     * A slot that was asked for has come: the peer is at work, and the leader's stream still is not.
     *
     * @param decidedThrough with that slot.
     * @param nowNs          now.
     */
    public void onFilled(final long decidedThrough, final long nowNs)
    {
        seenDecided = decidedThrough;
        requestedNs = nowNs;
    }

    /**
     * A slot has come that is not the next: if one before it is missing, it is asked for again at once, the first time
     * that this shows.
     *
     * @param slot           that has come.
     * @param decidedThrough this member's.
     */
    public void onOther(final long slot, final long decidedThrough)
    {
        if (slot > decidedThrough && missedSlot != decidedThrough)
        {
            missedSlot = decidedThrough;
            requestLimit = Slot.NONE;
        }
    }

    private int ask(final long peers, final long fromSlot, final long nowNs)
    {
        final long above = lastPeer == Long.SIZE - 1 ? 0 : peers & -1L << lastPeer + 1;
        final int peer = Long.numberOfTrailingZeros(above != 0 ? above : peers);
        if (!outbox.sendFetch(peer, fromSlot, fromSlot + fetchSlots))
        {
            return 0;
        }
        lastPeer = peer;
        requestLimit = fromSlot + fetchSlots;
        requestedNs = nowNs;
        return 1;
    }
}
