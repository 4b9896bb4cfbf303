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
import io.synod.protocol.Ballot;
import io.synod.protocol.PromisePart;
import io.synod.protocol.Slot;
import io.synod.protocol.Verify;

/**
 * Holds back whatever vouches for state until that state is durable. The journal is sequential, so one position covers
 * everything before it: a promise also covers the entries it reports. The only place that sends {@code accepted} and
 * {@code promise}, and the door through which the member's own vote goes too.
 * <pre>
 *    append --- hold(end position) ---&gt; [ ring ] --- onDurable(position) ---&gt; flush: one cumulative accepted
 * </pre>
 */
public final class DurabilityGate
{
    private final int memberId;
    private final Outbox outbox;
    private final int mask;
    private final long[] positions;
    private final long[] ballots;
    private final long[] slots;
    private long head;
    private long tail;

    private long durablePosition;
    private long heldPosition;
    private long acceptedBallot = Ballot.NONE;
    private long acceptedThrough = Slot.NONE;
    private boolean isAcceptedDue;

    private final PromiseStream promises;
    private long promisePosition;
    private long promiseBallot = Ballot.NONE;

    /**
     * An empty gate.
     *
     * @param memberId this member's own id.
     * @param capacity accepts that may wait for the disk, a power of two.
     * @param outbox   of the member.
     * @param promises of the member.
     */
    public DurabilityGate(final int memberId, final int capacity, final Outbox outbox, final PromiseStream promises)
    {
        this.memberId = memberId;
        this.outbox = outbox;
        this.promises = promises;
        this.mask = capacity - 1;
        this.positions = new long[capacity];
        this.ballots = new long[capacity];
        this.slots = new long[capacity];
    }

    /**
     * A start: all that the journal holds has survived, and may be vouched for again when someone asks.
     *
     * @param position       end of the journal.
     * @param chainBallot    of the acceptor.
     * @param chainThrough of the acceptor.
     */
    public void recovered(final long position, final long chainBallot, final long chainThrough)
    {
        durablePosition = position;
        acceptedBallot = chainBallot;
        acceptedThrough = chainThrough;
    }

    /**
     * Whether there is no room to hold one more: the accept must be ignored then, the leader repeats it.
     *
     * @return true if it is full.
     */
    public boolean isFull()
    {
        return tail - head > mask;
    }

    /**
     * Holds an acknowledgement.
     *
     * @param position        end of the record it vouches for.
     * @param ballot          of the chain.
     * @param through last slot of the chain with that record.
     */
    public void holdAccepted(final long position, final long ballot, final long through)
    {
        Verify.that(!isFull(), "room in the gate was checked");
        final int i = (int)tail & mask;
        positions[i] = position;
        ballots[i] = ballot;
        slots[i] = through;
        tail++;
        heldPosition = position;
    }

    /**
     * Holds a promise. A later one takes its place: nobody waits for the promise of a ballot that was overtaken.
     *
     * @param position end of its record.
     * @param ballot   promised.
     * @param fromSlot first slot whose header is wanted.
     */
    public void holdPromise(final long position, final long ballot, final long fromSlot)
    {
        promisePosition = position;
        promiseBallot = ballot;
        heldPosition = Math.max(heldPosition, position);
        promises.start(ballot, fromSlot);
    }

    /**
     * A decided entry was filled in: what a promise tells from now on may rest on it, and waits for it.
     *
     * @param position end of its record.
     */
    public void onFilled(final long position)
    {
        promisePosition = Math.max(promisePosition, position);
        heldPosition = Math.max(heldPosition, position);
    }

    /**
     * The candidate asks again, because parts were lost: what it lacks is sent anew.
     *
     * @param ballot       promised before, by this incarnation of the gate or by one before a restart.
     * @param fromSlot     first slot whose header is wanted.
     * @param tailPosition of the journal, which holds the promise.
     */
    public void repeatPromise(final long ballot, final long fromSlot, final long tailPosition)
    {
        if (ballot == promiseBallot)
        {
            promises.start(ballot, fromSlot);
        }
        else
        {
            holdPromise(tailPosition, ballot, fromSlot);
        }
    }

    /**
     * An accept came again: its acknowledgement may have been lost.
     *
     * @param ballot of the accept.
     */
    public void repeatAccepted(final long ballot)
    {
        isAcceptedDue |= ballot == acceptedBallot;
    }

    /**
     * Everything before a position survives a crash.
     *
     * @param position from the journal's host; never falls.
     */
    public void onDurable(final long position)
    {
        Verify.that(position >= durablePosition, "the durable position never falls", position, durablePosition);
        durablePosition = position;
        while (head < tail && positions[(int)head & mask] <= position)
        {
            final int i = (int)head & mask;
            acceptedBallot = ballots[i];
            acceptedThrough = slots[i];
            isAcceptedDue = true;
            head++;
        }
    }

    /**
     * Whether a promise of this member is durable.
     *
     * @param ballot of the promise.
     * @return true if it may be spoken of.
     */
    public boolean isPromiseDurable(final long ballot)
    {
        return ballot == promiseBallot && promisePosition <= durablePosition;
    }

    /**
     * Whether something waits for the disk.
     *
     * @return true if so.
     */
    public boolean isWaiting()
    {
        return heldPosition > durablePosition;
    }

    public long durablePosition()
    {
        return durablePosition;
    }

    /**
     * Sends what has become durable: one cumulative accepted, and the next parts of a promise.
     *
     * @param acceptor       of this member.
     * @param decidedThrough the learner's.
     * @return messages sent.
     */
    public int flush(final Acceptor acceptor, final long decidedThrough)
    {
        int sent = 0;
        if (isAcceptedDue && Ballot.memberId(acceptedBallot) != memberId &&
            outbox.sendAccepted(Ballot.memberId(acceptedBallot), acceptedBallot, acceptedThrough))
        {
            isAcceptedDue = false;
            sent++;
        }
        if (promises.isActive())
        {
            sent += flushPromise(acceptor, decidedThrough);
        }
        return sent;
    }

    /**
     * The member's own acknowledgement, if one is due.
     *
     * @param ballot that it leads.
     * @return inclusive slot, or {@link Slot#NONE}.
     */
    public long takeOwnAccepted(final long ballot)
    {
        if (isAcceptedDue && acceptedBallot == ballot)
        {
            isAcceptedDue = false;
            return acceptedThrough;
        }
        return Slot.NONE;
    }

    /**
     * The next part of the member's own promise, if it is durable and not yet taken.
     *
     * @param acceptor       of this member.
     * @param decidedThrough the learner's.
     * @return null if there is none.
     */
    public PromisePart takeOwnPromise(final Acceptor acceptor, final long decidedThrough)
    {
        if (!promises.isActive() || Ballot.memberId(promiseBallot) != memberId || !isPromiseDurable(promiseBallot))
        {
            return null;
        }
        final PromisePart part = promises.make(acceptor, decidedThrough);
        promises.taken();
        return part;
    }

    private int flushPromise(final Acceptor acceptor, final long decidedThrough)
    {
        final int to = Ballot.memberId(promiseBallot);
        if (to == memberId || !isPromiseDurable(promiseBallot))
        {
            return 0;
        }
        if (acceptor.promisedBallot() != promiseBallot || acceptor.chainBallot() == promiseBallot)
        {
            // Overtaken, or the candidate leads already.
            promises.stop();
            return 0;
        }
        int sent = 0;
        while (promises.isActive() && outbox.sendPromise(to, promiseBallot, promises.make(acceptor, decidedThrough)))
        {
            promises.taken();
            sent++;
        }
        return sent;
    }
}
