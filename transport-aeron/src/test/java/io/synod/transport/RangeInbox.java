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
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** Counts calls and checks, without the codec's rules, that whatever arrives is in the range the core relies on. */
final class RangeInbox implements Inbox
{
    private static final long GREATEST = 1L << 62;

    /** By sender: one keeps a view of the buffer it saw last, and would make a new one at each change. */
    private final EntryChecksum[] checksums = { new EntryChecksum(), new EntryChecksum(), new EntryChecksum() };
    private long calls;

    long calls()
    {
        return calls;
    }

    private void called(final int from)
    {
        calls++;
        that(from == 1 || from == 2);
    }

    private static void that(final boolean holds)
    {
        if (!holds)
        {
            throw new AssertionError("the inbox was given what is out of range");
        }
    }

    private static void isSlot(final long slot)
    {
        that(slot >= 1 && slot <= GREATEST);
    }

    private static void isWatermark(final long slot)
    {
        that(slot >= 0 && slot <= GREATEST);
    }

    private static void isBallot(final long ballot)
    {
        that(ballot > 0 && ballot >> 8 > 0 && (ballot & 0xFF) <= 63);
    }

    private static void isBallotOrNone(final long ballot)
    {
        if (ballot != 0)
        {
            isBallot(ballot);
        }
    }

    private static void isOwned(final long ballot, final int memberId)
    {
        isBallot(ballot);
        that((ballot & 0xFF) == memberId);
    }

    private static void isStream(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        isOwned(ballot, from);
        isSlot(chainFrom);
        isWatermark(fence);
        isWatermark(decidedThrough);
        isSlot(entry.slot());
        that(chainFrom <= entry.slot() && entry.ballot() == ballot);
        isBallot(entry.originBallot());
        that(entry.originBallot() <= ballot);
    }

    private void isWhole(final int from, final Entry entry)
    {
        isSlot(entry.slot());
        isBallot(entry.ballot());
        isBallot(entry.originBallot());
        that(entry.originBallot() <= entry.ballot());
        that(entry.firstSequence() >= 1 && entry.firstSequence() <= GREATEST);
        that(entry.timeNs() >= 0 && entry.epoch() >= 1 && entry.commandCount() >= 0);
        that(entry.kind() >= EntryKind.BATCH && entry.kind() <= EntryKind.MEMBERSHIP);
        that(entry.offset() >= 0 && entry.length() >= 0);
        that(entry.offset() + entry.length() <= entry.buffer().capacity());
        that(checksums[from].matches(entry) && BatchDescriptor.isWellFormed(entry));
    }

    @Override
    public void onPrepare(final int from, final long ballot, final long fromSlot)
    {
        called(from);
        isOwned(ballot, from);
        isSlot(fromSlot);
    }

    @Override
    public void onPromise(final int from, final long ballot, final PromisePart part)
    {
        called(from);
        isOwned(ballot, Frames.RECEIVER);
        isBallotOrNone(part.chainBallot());
        that(part.chainBallot() <= ballot);
        isWatermark(part.chainFrom());
        isWatermark(part.acceptedThrough());
        isWatermark(part.decidedThrough());
        isSlot(part.firstSlotKept());
        isSlot(part.fromSlot());
        isSlot(part.slotLimit());
        that(part.chainFrom() <= part.acceptedThrough() + 1 && part.fromSlot() <= part.slotLimit());
        that(part.count() <= PromisePart.MAX_HEADERS);
        for (int i = 0; i < part.count(); i++)
        {
            that(part.slot(i) >= part.fromSlot() && part.slot(i) < part.slotLimit());
            that(i == 0 || part.slot(i) > part.slot(i - 1));
            that(part.kind(i) >= EntryKind.FAULTY && part.kind(i) <= EntryKind.MEMBERSHIP);
            isBallotOrNone(part.ballot(i));
            isBallotOrNone(part.originBallot(i));
            if (part.kind(i) != EntryKind.FAULTY)
            {
                that(part.ballot(i) != 0 && part.originBallot(i) != 0);
                that(part.originBallot(i) <= part.ballot(i) && part.ballot(i) <= ballot);
            }
        }
    }

    @Override
    public void onAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        called(from);
        isStream(from, ballot, chainFrom, fence, decidedThrough, entry);
        isWhole(from, entry);
    }

    @Override
    public void onReAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        called(from);
        isStream(from, ballot, chainFrom, fence, decidedThrough, entry);
        that(entry.length() == 0);
    }

    @Override
    public void onAccepted(final int from, final long ballot, final long acceptedThrough)
    {
        called(from);
        isOwned(ballot, Frames.RECEIVER);
        isWatermark(acceptedThrough);
    }

    @Override
    public void onGap(final int from, final long ballot, final long expectedSlot)
    {
        called(from);
        isOwned(ballot, Frames.RECEIVER);
        isWatermark(expectedSlot);
    }

    @Override
    public void onNack(final int from, final long ballot, final long promisedBallot)
    {
        called(from);
        isOwned(ballot, Frames.RECEIVER);
        isBallot(promisedBallot);
        that(promisedBallot > ballot);
    }

    @Override
    public void onHeartbeat(final int from, final Heartbeat heartbeat)
    {
        called(from);
        isBallotOrNone(heartbeat.promisedBallot());
        isBallotOrNone(heartbeat.leaderBallot());
        isBallotOrNone(heartbeat.chainBallot());
        isWatermark(heartbeat.acceptedThrough());
        isWatermark(heartbeat.decidedThrough());
    }

    @Override
    public void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        called(from);
        isSlot(fromSlot);
        isSlot(slotLimit);
        that(fromSlot < slotLimit);
    }

    @Override
    public void onFill(final int from, final long decidedThrough, final Entry entry)
    {
        called(from);
        isWatermark(decidedThrough);
        isWhole(from, entry);
    }

    @Override
    public void onHandOver(final int from, final long ballot)
    {
        called(from);
        isOwned(ballot, from);
    }
}
