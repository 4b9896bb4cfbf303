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
package io.synod.transport;

import io.synod.port.Inbox;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** What the codecs have to amount to: every message of member 1 arrives, as it was sent, by a plain call. */
final class Loopback implements Outbox
{
    private final Inbox inbox;

    Loopback(final Inbox inbox)
    {
        this.inbox = inbox;
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        inbox.onPrepare(Frames.SENDER, ballot, fromSlot);
        return true;
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        inbox.onPromise(Frames.SENDER, ballot, part);
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
        inbox.onAccept(Frames.SENDER, ballot, chainFrom, fence, decidedThrough, entry);
        return true;
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
        inbox.onReAccept(Frames.SENDER, ballot, chainFrom, fence, decidedThrough, entry);
        return true;
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        inbox.onAccepted(Frames.SENDER, ballot, acceptedThrough);
        return true;
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        inbox.onGap(Frames.SENDER, ballot, expectedSlot);
        return true;
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        inbox.onNack(Frames.SENDER, ballot, promisedBallot);
        return true;
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        inbox.onHeartbeat(Frames.SENDER, heartbeat);
        return true;
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        inbox.onFetch(Frames.SENDER, fromSlot, slotLimit);
        return true;
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        inbox.onFill(Frames.SENDER, decidedThrough, entry);
        return true;
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        inbox.onHandOver(Frames.SENDER, ballot);
        return true;
    }
}
