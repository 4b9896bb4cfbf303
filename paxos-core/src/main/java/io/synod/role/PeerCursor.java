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

import io.synod.port.Journal;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;
import io.synod.quorum.Membership;

/**
 * A leader's cursor over its own journal for one peer: what has been sent, what the peer has vouched for. Back-pressure
 * leaves it standing. A peer that fell further behind than a window is met at the head of the log again, where it can
 * vote at once; what it misses below it fills at the side.
 */
public final class PeerCursor
{
    /** As TCP's fast retransmit (RFC 5681, 3.2): one or two may be reordering, three are a loss. */
    private static final int GAPS_TO_REWIND = 3;

    /** Accepts say how far the leader has decided; only without one for so long it goes alone. Nanoseconds. */
    private static final long LONE_DECIDED_NS = 100_000;

    private final int peer;
    private final Journal journal;
    private final Outbox outbox;
    private final int windowSlots;
    private final long retransmitIntervalNs;
    private final Entry scratch = new Entry();

    /** First slot of the stream to this peer: never below the ballot's first undecided slot. */
    private long chainFrom;
    private long nextSlot;
    private long ackedThrough;
    /** The slot that the peer is known to wait for: the first of those that may be on their way. */
    private long expectedSlot;
    private long toldDecided;
    private long sentNs;
    private long progressNs;
    private int gapCount;
    private long rewoundNs;
    /** After a silence only one accept is on its way, until the peer answers: nothing is poured into a dead link. */
    private boolean isProbing;

    /**
     * A cursor without a stream.
     *
     * @param peer    whom it is for.
     * @param journal of the leader.
     * @param outbox  of the leader.
     * @param limits  of the leader.
     * @param timing  of the protocol.
     */
    public PeerCursor(
        final int peer, final Journal journal, final Outbox outbox, final Limits limits, final Timing timing)
    {
        this.peer = peer;
        this.journal = journal;
        this.outbox = outbox;
        this.windowSlots = limits.windowSlots();
        this.retransmitIntervalNs = timing.retransmitIntervalNs();
    }

    /**
     * Leadership begins: the stream starts at the first slot of the chain.
     *
     * @param firstUndecided first slot of the chain.
     * @param nowNs          now.
     */
    public void start(final long firstUndecided, final long nowNs)
    {
        ackedThrough = Slot.NONE;
        toldDecided = Slot.NONE;
        sentNs = nowNs;
        rewoundNs = Long.MIN_VALUE / 2;
        isProbing = false;
        startStream(firstUndecided, nowNs);
    }

    /**
     * The peer vouches for the chain.
     *
     * @param acceptedThrough inclusive.
     * @param nowNs           now.
     */
    public void onAccepted(final long acceptedThrough, final long nowNs)
    {
        ackedThrough = Math.max(ackedThrough, acceptedThrough);
        isProbing = false;
        onExpected(acceptedThrough + 1, nowNs);
    }

    /**
     * The peer says which slot it waits for: because others came, or because it stores recovered slots that it cannot
     * vouch for yet.
     *
     * @param slot     {@link Slot#NONE} if it has nothing of this stream.
     * @param pipeline of the leader.
     * @param nowNs    now.
     */
    public void onGap(final long slot, final Pipeline pipeline, final long nowNs)
    {
        final boolean isOfStream = slot >= pipeline.chainFrom() && slot <= pipeline.nextSlot();
        final long streamFrom = isOfStream ? chainFrom : pipeline.decidedThrough() + 1;
        final long wanted = Math.max(slot, streamFrom);
        if (streamFrom != chainFrom)
        {
            startStream(streamFrom, nowNs);
        }
        else if (wanted > expectedSlot)
        {
            onExpected(wanted, nowNs);
        }
        else if (wanted == expectedSlot && ++gapCount >= GAPS_TO_REWIND && nowNs - rewoundNs >= retransmitIntervalNs)
        {
            // Not more often than by silence: where messages come twice, so do gaps.
            rewoundNs = nowNs;
            gapCount = 0;
            // One accept at a time until it is taken: else each gap would be answered by a window full of new ones.
            nextSlot = wanted;
            isProbing = true;
        }
    }

    /**
     * Sends what the peer may have now.
     *
     * @param pipeline of the leader.
     * @param campaign that won the ballot: it knows who holds which recovered value.
     * @param nowNs    now.
     * @return messages sent.
     */
    public int send(final Pipeline pipeline, final Campaign campaign, final long nowNs)
    {
        final long decidedThrough = pipeline.decidedThrough();
        if (nextSlot <= decidedThrough - windowSlots)
        {
            startStream(decidedThrough + 1, nowNs);
        }
        final boolean isAwaited = Math.min(firstUnvouched(), expectedSlot) < nextSlot;
        if (isAwaited && nowNs - progressNs >= retransmitIntervalNs)
        {
            rewind(nowNs);
        }
        int sent = 0;
        final long slotLimit = Math.min(pipeline.nextSlot(), expectedSlot + (isProbing ? 1 : windowSlots));
        while (nextSlot < slotLimit && sendNext(pipeline, campaign))
        {
            if (nextSlot == expectedSlot)
            {
                progressNs = nowNs;
            }
            toldDecided = decidedThrough;
            sentNs = nowNs;
            nextSlot++;
            sent++;
        }
        return sent;
    }

    /**
     * Whether the peer is to hear now how far the leader has decided. Not at once: the next accept mostly says it, and
     * the answers to clients go first.
     *
     * @param decidedThrough the leader's.
     * @param nowNs          now.
     * @return true if no message to it has said so, and none was sent for a while that could have.
     */
    public boolean isDecidedUntold(final long decidedThrough, final long nowNs)
    {
        return toldDecided < decidedThrough && nowNs - sentNs >= LONE_DECIDED_NS;
    }

    /**
     * A message has told the peer.
     *
     * @param decidedThrough the leader's.
     */
    public void toldDecided(final long decidedThrough)
    {
        toldDecided = decidedThrough;
    }

    public int peer()
    {
        return peer;
    }

    public long nextSlot()
    {
        return nextSlot;
    }

    public long ackedThrough()
    {
        return ackedThrough;
    }

    private void startStream(final long fromSlot, final long nowNs)
    {
        chainFrom = fromSlot;
        nextSlot = fromSlot;
        expectedSlot = fromSlot;
        progressNs = nowNs;
        gapCount = 0;
    }

    private void onExpected(final long slot, final long nowNs)
    {
        if (slot > expectedSlot)
        {
            expectedSlot = slot;
            nextSlot = Math.max(nextSlot, slot);
            progressNs = nowNs;
            gapCount = 0;
            isProbing = false;
        }
    }

    /** What a peer expects it may have lost again in a crash; only what it vouched for stays. */
    private long firstUnvouched()
    {
        return Math.max(ackedThrough + 1, chainFrom);
    }

    /** Nothing was heard for long: the peer may have lost what it had not vouched for. */
    private void rewind(final long nowNs)
    {
        nextSlot = firstUnvouched();
        expectedSlot = nextSlot;
        progressNs = nowNs;
        gapCount = 0;
        isProbing = true;
    }

    private boolean sendNext(final Pipeline pipeline, final Campaign campaign)
    {
        Verify.that(journal.read(nextSlot, scratch), "a leader holds its chain", nextSlot, pipeline.ballot());
        Verify.that(
            scratch.ballot() == pipeline.ballot(), "a leader's chain is at its ballot", scratch.ballot(), nextSlot);
        final long fence = pipeline.fence();
        final long decidedThrough = pipeline.decidedThrough();
        if (nextSlot <= fence && (campaign.holders(nextSlot) & Membership.bit(peer)) != 0)
        {
            return outbox.sendReAccept(peer, pipeline.ballot(), chainFrom, fence, decidedThrough, scratch);
        }
        return outbox.sendAccept(peer, pipeline.ballot(), chainFrom, fence, decidedThrough, scratch);
    }
}
