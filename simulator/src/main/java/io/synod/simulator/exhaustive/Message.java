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

import io.synod.port.Inbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.testkit.Copies;

/**
 * A message that was sent, and may arrive any number of times from then on.
 *
 * @param kind      of it.
 * @param from      sender.
 * @param to        receiver.
 * @param ballot    its ballot, if it has one.
 * @param first     its next number: chainFrom, fromSlot, acceptedThrough, expectedSlot or promisedBallot.
 * @param second    its next: fence or slotLimit.
 * @param third     its last: decidedThrough.
 * @param entry     null if it has none.
 * @param part      null if it has none.
 * @param heartbeat null if it has none.
 */
record Message(
    Kind kind,
    int from,
    int to,
    long ballot,
    long first,
    long second,
    long third,
    Entry entry,
    PromisePart part,
    Heartbeat heartbeat)
{
    /** As the methods of {@link Inbox}. */
    enum Kind
    {
        PREPARE,
        PROMISE,
        ACCEPT,
        RE_ACCEPT,
        ACCEPTED,
        GAP,
        NACK,
        HEARTBEAT,
        FETCH,
        FILL,
        HAND_OVER
    }

    /** Reaches its receiver, which may scribble on what it gets: so it gets a copy. */
    void deliver(final Inbox inbox)
    {
        switch (kind)
        {
            case PREPARE -> inbox.onPrepare(from, ballot, first);
            case PROMISE -> inbox.onPromise(from, ballot, part);
            case ACCEPT -> inbox.onAccept(from, ballot, first, second, third, Copies.of(entry));
            case RE_ACCEPT -> inbox.onReAccept(from, ballot, first, second, third, Copies.of(entry).noBody());
            case ACCEPTED -> inbox.onAccepted(from, ballot, first);
            case GAP -> inbox.onGap(from, ballot, first);
            case NACK -> inbox.onNack(from, ballot, first);
            case HEARTBEAT -> inbox.onHeartbeat(from, heartbeat);
            case FETCH -> inbox.onFetch(from, first, second);
            case FILL -> inbox.onFill(from, third, Copies.of(entry));
            case HAND_OVER -> inbox.onHandOver(from, ballot);
            default -> throw new AssertionError(kind);
        }
    }

    @Override
    public String toString()
    {
        final String head = kind + " " + Ballot.toString(ballot) + " from " + from;
        return switch (kind)
        {
            case PREPARE -> head + " fromSlot " + first;
            case PROMISE -> head + " chain " + Ballot.toString(part.chainBallot()) + " [" + part.chainFrom() + ", " +
                part.acceptedThrough() + "] decided " + part.decidedThrough() + " headers " + part.count();
            case ACCEPT, RE_ACCEPT -> head + " chainFrom " + first + " fence " + second + " decided " + third + " " +
                entry;
            case ACCEPTED -> head + " through " + first;
            case GAP -> head + " expects " + first;
            case NACK -> head + " promised " + Ballot.toString(first);
            case HEARTBEAT -> kind + " from " + from + " promised " + Ballot.toString(heartbeat.promisedBallot()) +
                " follows " + Ballot.toString(heartbeat.leaderBallot()) + " decided " + heartbeat.decidedThrough();
            case FETCH -> kind + " from " + from + " [" + first + ", " + second + ")";
            case FILL -> kind + " from " + from + " decided " + third + " " + entry;
            case HAND_OVER -> head;
        };
    }
}
