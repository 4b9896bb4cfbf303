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
package io.synod.simulator.scenario;

import java.util.function.Consumer;

import io.synod.port.Inbox;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.testkit.Copies;

/** An outbox that makes a letter of each message. */
final class LetterOutbox implements Outbox
{
    private final int from;
    private final Consumer<Letter> post;
    private final Vouching vouching;

    /** Told before a message leaves that speaks of something durable. */
    interface Vouching
    {
        void usesBallot(long ballot);

        void onSendPromise(long ballot, PromisePart part);

        void onSendAccepted(long ballot, long acceptedThrough);
    }

    LetterOutbox(final int from, final Consumer<Letter> post, final Vouching vouching)
    {
        this.from = from;
        this.post = post;
        this.vouching = vouching;
    }

    private boolean post(final int to, final String type, final String rest, final Consumer<Inbox> delivery)
    {
        post.accept(new Letter(from, to, type, rest.isEmpty() ? type : type + " " + rest, delivery));
        return true;
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        vouching.usesBallot(ballot);
        return post(to, "prepare", Names.ofBallot(ballot) + " from=" + fromSlot,
            inbox -> inbox.onPrepare(from, ballot, fromSlot));
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        vouching.onSendPromise(ballot, part);
        final PromisePart copy = Copies.of(part);
        return post(to, "promise", Names.ofBallot(ballot) + " " + Names.ofPromise(part),
            inbox -> inbox.onPromise(from, ballot, copy));
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
        vouching.usesBallot(ballot);
        final Entry copy = Copies.of(entry);
        return post(to, "accept", accept(ballot, chainFrom, fence, decidedThrough, entry) + Names.ofValue(entry),
            inbox -> inbox.onAccept(from, ballot, chainFrom, fence, decidedThrough, Copies.of(copy)));
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
        vouching.usesBallot(ballot);
        final Entry copy = Copies.of(entry).noBody();
        return post(to, "re-accept", accept(ballot, chainFrom, fence, decidedThrough, entry) + Names.ofValue(entry),
            inbox -> inbox.onReAccept(from, ballot, chainFrom, fence, decidedThrough, Copies.of(copy)));
    }

    private static String accept(
        final long ballot, final long chainFrom, final long fence, final long decidedThrough, final Entry entry)
    {
        return Names.ofBallot(ballot) + " slot=" + entry.slot() + " from=" + chainFrom + " fence=" + fence +
            " decided=" + decidedThrough + " ";
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        vouching.onSendAccepted(ballot, acceptedThrough);
        return post(to, "accepted", Names.ofBallot(ballot) + " through=" + acceptedThrough,
            inbox -> inbox.onAccepted(from, ballot, acceptedThrough));
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        return post(to, "gap", Names.ofBallot(ballot) + " expected=" + expectedSlot,
            inbox -> inbox.onGap(from, ballot, expectedSlot));
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        return post(to, "nack", Names.ofBallot(ballot) + " promised=" + Names.ofBallot(promisedBallot),
            inbox -> inbox.onNack(from, ballot, promisedBallot));
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        final Heartbeat copy = Copies.of(heartbeat);
        return post(to, Letter.HEARTBEAT, "", inbox -> inbox.onHeartbeat(from, copy));
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        return post(to, "fetch", "slots=" + fromSlot + ".." + (slotLimit - 1),
            inbox -> inbox.onFetch(from, fromSlot, slotLimit));
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        final Entry copy = Copies.of(entry);
        return post(to, "fill", Names.ofBallot(entry.ballot()) + " slot=" + entry.slot() + " decided=" +
            decidedThrough + " " + Names.ofValue(entry),
            inbox -> inbox.onFill(from, decidedThrough, Copies.of(copy)));
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        return post(to, "hand-over", Names.ofBallot(ballot), inbox -> inbox.onHandOver(from, ballot));
    }
}
