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
package io.synod.simulator.exhaustive;

import java.util.ArrayList;
import java.util.List;

import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.simulator.check.LocalChecker;
import io.synod.testkit.Copies;

/** Writes down what a member sends, and has what vouches for state checked. It never has no room. */
final class Recorder implements Outbox
{
    private final int from;
    private final LocalChecker checker;
    private final List<Message> messages = new ArrayList<>();
    private boolean isOn;
    private boolean isLosing;

    Recorder(final int from, final LocalChecker checker)
    {
        this.from = from;
        this.checker = checker;
    }

    /** From now on messages are kept: while old inputs are replayed, all of them are known. */
    void start()
    {
        isOn = true;
    }

    /**
     * From now on the heartbeats of members that do not lead are lost, as a network may do. They matter to elections by
     * timeout, which are not searched here, and each of them would double the states.
     */
    void loseHeartbeats()
    {
        isLosing = true;
    }

    List<Message> messages()
    {
        return messages;
    }

    private boolean add(
        final Message.Kind kind, final int to, final long ballot, final long first, final long second, final long third)
    {
        if (isOn)
        {
            messages.add(new Message(kind, from, to, ballot, first, second, third, null, null, null));
        }
        return true;
    }

    private boolean addEntry(
        final Message.Kind kind,
        final int to,
        final long ballot,
        final long first,
        final long second,
        final long third,
        final Entry entry)
    {
        if (isOn)
        {
            final Entry copy = Copies.of(entry);
            messages.add(new Message(kind, from, to, ballot, first, second, third, copy, null, null));
        }
        return true;
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        checker.usesBallot(ballot);
        return add(Message.Kind.PREPARE, to, ballot, fromSlot, 0, 0);
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        checker.onSendPromise(ballot, part);
        if (isOn)
        {
            final PromisePart copy = Copies.of(part);
            messages.add(new Message(Message.Kind.PROMISE, from, to, ballot, 0, 0, 0, null, copy, null));
        }
        return true;
    }

    @Override
    public boolean sendAccept(
        final int to,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        checker.usesBallot(ballot);
        return addEntry(Message.Kind.ACCEPT, to, ballot, chainFrom, fence, decidedThrough, entry);
    }

    @Override
    public boolean sendReAccept(
        final int to,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        checker.usesBallot(ballot);
        return addEntry(Message.Kind.RE_ACCEPT, to, ballot, chainFrom, fence, decidedThrough, entry);
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        checker.onSendAccepted(ballot, acceptedThrough);
        return add(Message.Kind.ACCEPTED, to, ballot, acceptedThrough, 0, 0);
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        return add(Message.Kind.GAP, to, ballot, expectedSlot, 0, 0);
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        return add(Message.Kind.NACK, to, ballot, promisedBallot, 0, 0);
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        final long leader = heartbeat.leaderBallot();
        final boolean isFromLeader = leader != Ballot.NONE && Ballot.memberId(leader) == from;
        if (isOn && (isFromLeader || !isLosing))
        {
            final Heartbeat copy = Copies.of(heartbeat);
            messages.add(new Message(Message.Kind.HEARTBEAT, from, to, 0, 0, 0, 0, null, null, copy));
        }
        return true;
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        return add(Message.Kind.FETCH, to, 0, fromSlot, slotLimit, 0);
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        return addEntry(Message.Kind.FILL, to, 0, 0, 0, decidedThrough, entry);
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        return add(Message.Kind.HAND_OVER, to, ballot, 0, 0, 0);
    }
}
