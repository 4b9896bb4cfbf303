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
package io.synod.simulator;

import io.synod.port.Journal;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;
import io.synod.simulator.check.MemberChecker;

/** Passes messages on, on a machine that may die at each, and has those that vouch for state checked. */
final class SpyOutbox implements Outbox
{
    private final int memberId;
    private final Outbox outbox;
    private final Journal journal;
    private final CrashPoint crashPoint;
    private final MemberChecker checker;
    private final Trace trace;

    SpyOutbox(
        final int memberId,
        final Outbox outbox,
        final Journal journal,
        final CrashPoint crashPoint,
        final MemberChecker checker,
        final Trace trace)
    {
        this.memberId = memberId;
        this.trace = trace;
        this.outbox = outbox;
        this.journal = journal;
        this.crashPoint = crashPoint;
        this.checker = checker;
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        crashPoint.onCall();
        checker.usesBallot(ballot);
        return outbox.sendPrepare(to, ballot, fromSlot);
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        crashPoint.onCall();
        trace.sendPromise(memberId, ballot, part);
        checker.onSendPromise(ballot, part);
        return outbox.sendPromise(to, ballot, part);
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
        crashPoint.onCall();
        checker.usesBallot(ballot);
        return outbox.sendAccept(to, ballot, chainFrom, fence, decidedThrough, entry);
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
        crashPoint.onCall();
        checker.usesBallot(ballot);
        return outbox.sendReAccept(to, ballot, chainFrom, fence, decidedThrough, entry);
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        crashPoint.onCall();
        trace.sendAccepted(memberId, ballot, acceptedThrough);
        checker.onSendAccepted(ballot, acceptedThrough);
        checker.onVouched(ballot, acceptedThrough, journal);
        return outbox.sendAccepted(to, ballot, acceptedThrough);
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        crashPoint.onCall();
        return outbox.sendGap(to, ballot, expectedSlot);
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        crashPoint.onCall();
        return outbox.sendNack(to, ballot, promisedBallot);
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        crashPoint.onCall();
        return outbox.sendHeartbeat(to, heartbeat);
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        crashPoint.onCall();
        return outbox.sendFetch(to, fromSlot, slotLimit);
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        crashPoint.onCall();
        return outbox.sendFill(to, decidedThrough, entry);
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        crashPoint.onCall();
        return outbox.sendHandOver(to, ballot);
    }
}
