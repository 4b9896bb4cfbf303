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

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.AcceptDecoder;
import io.synod.codecs.peer.AcceptedDecoder;
import io.synod.codecs.peer.FetchDecoder;
import io.synod.codecs.peer.FillDecoder;
import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.codecs.peer.GapDecoder;
import io.synod.codecs.peer.HandOverDecoder;
import io.synod.codecs.peer.HeartbeatDecoder;
import io.synod.codecs.peer.NackDecoder;
import io.synod.codecs.peer.PrepareDecoder;
import io.synod.codecs.peer.PromiseDecoder;
import io.synod.codecs.peer.ReAcceptDecoder;
import io.synod.port.Inbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;

/** Reads the message of a frame that passed {@link FrameCheck}: checks each field, then makes the one call. */
final class MessageReader
{
    private static final int KNOWN_LINK_FLAGS = 0b11;

    private final PrepareDecoder prepare = new PrepareDecoder();
    private final AcceptDecoder accept = new AcceptDecoder();
    private final ReAcceptDecoder reAccept = new ReAcceptDecoder();
    private final AcceptedDecoder accepted = new AcceptedDecoder();
    private final GapDecoder gap = new GapDecoder();
    private final NackDecoder nack = new NackDecoder();
    private final HeartbeatDecoder heartbeat = new HeartbeatDecoder();
    private final FetchDecoder fetch = new FetchDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final HandOverDecoder handOver = new HandOverDecoder();

    private final PromiseReader promiseReader = new PromiseReader();
    private final EntryCodec entryCodec = new EntryCodec();
    private final Entry bodiless = new Entry();
    private final Heartbeat heartbeatRecord = new Heartbeat();
    private final int memberId;
    private final Inbox inbox;

    /**
     * A reader for one member.
     *
     * @param memberId own.
     * @param inbox    of the core.
     */
    MessageReader(final int memberId, final Inbox inbox)
    {
        this.memberId = memberId;
        this.inbox = inbox;
    }

    /**
     * Reads a message.
     *
     * @param buffer of the frame.
     * @param offset of the frame's first byte.
     * @param layout of the frame: checked.
     * @param from   the sender: checked.
     * @return {@link Refusal#NONE} if the inbox was called.
     */
    Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout, final int from)
    {
        final int block = offset + FrameHeaderDecoder.ENCODED_LENGTH;
        return switch (layout.templateId())
        {
            case PrepareDecoder.TEMPLATE_ID -> onPrepare(buffer, block, layout, from);
            case PromiseDecoder.TEMPLATE_ID -> onPromise(buffer, block, layout, from);
            case AcceptDecoder.TEMPLATE_ID -> onAccept(buffer, offset, layout, from);
            case ReAcceptDecoder.TEMPLATE_ID -> onReAccept(buffer, block, layout, from);
            case AcceptedDecoder.TEMPLATE_ID -> onAccepted(buffer, block, layout, from);
            case GapDecoder.TEMPLATE_ID -> onGap(buffer, block, layout, from);
            case NackDecoder.TEMPLATE_ID -> onNack(buffer, block, layout, from);
            case HeartbeatDecoder.TEMPLATE_ID -> onHeartbeat(buffer, block, layout, from);
            case FetchDecoder.TEMPLATE_ID -> onFetch(buffer, block, layout, from);
            case FillDecoder.TEMPLATE_ID -> onFill(buffer, offset, layout, from);
            case HandOverDecoder.TEMPLATE_ID -> onHandOver(buffer, block, layout, from);
            default -> Refusal.UNKNOWN_TEMPLATE;
        };
    }

    private Refusal onPrepare(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        prepare.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = prepare.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, from);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final long fromSlot = prepare.fromSlot();
        if (!FieldRules.isSlot(fromSlot))
        {
            return Refusal.SLOT;
        }
        inbox.onPrepare(from, ballot, fromSlot);
        return Refusal.NONE;
    }

    private Refusal onPromise(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        final Refusal refusal = promiseReader.read(buffer, block, layout, memberId);
        if (refusal == Refusal.NONE)
        {
            inbox.onPromise(from, promiseReader.ballot(), promiseReader.part());
        }
        return refusal;
    }

    private Refusal onAccept(final DirectBuffer buffer, final int offset, final FrameLayout layout, final int from)
    {
        accept.wrap(
            buffer, offset + FrameHeaderDecoder.ENCODED_LENGTH, layout.blockLength(), layout.version());
        final long ballot = accept.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, from);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final long chainFrom = accept.chainFrom();
        final long fence = accept.fence();
        final long decidedThrough = accept.decidedThrough();
        final Refusal stream = FieldRules.checkStream(accept.entry().slot(), chainFrom, fence, decidedThrough);
        if (stream != Refusal.NONE)
        {
            return stream;
        }
        final int bodyLength = layout.bodyLimit() - layout.bodyFrom();
        final Refusal refusal =
            entryCodec.decode(accept.entry(), ballot, buffer, offset + layout.bodyFrom(), bodyLength);
        if (refusal == Refusal.NONE)
        {
            inbox.onAccept(from, ballot, chainFrom, fence, decidedThrough, entryCodec.entry());
        }
        return refusal;
    }

    private Refusal onReAccept(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        reAccept.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = reAccept.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, from);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final Refusal origin = FieldRules.checkOrigin(ballot, reAccept.originBallot());
        if (origin != Refusal.NONE)
        {
            return origin;
        }
        final long chainFrom = reAccept.chainFrom();
        final long fence = reAccept.fence();
        final long decidedThrough = reAccept.decidedThrough();
        final Refusal stream = FieldRules.checkStream(reAccept.slot(), chainFrom, fence, decidedThrough);
        if (stream != Refusal.NONE)
        {
            return stream;
        }
        bodiless
            .slot(reAccept.slot())
            .ballot(ballot)
            .originBallot(reAccept.originBallot())
            .checksum((int)reAccept.checksum());
        inbox.onReAccept(from, ballot, chainFrom, fence, decidedThrough, bodiless);
        return Refusal.NONE;
    }

    private Refusal onAccepted(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        accepted.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = accepted.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, memberId);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final long acceptedThrough = accepted.acceptedThrough();
        if (!FieldRules.isSlotOrNone(acceptedThrough))
        {
            return Refusal.SLOT;
        }
        inbox.onAccepted(from, ballot, acceptedThrough);
        return Refusal.NONE;
    }

    private Refusal onGap(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        gap.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = gap.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, memberId);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final long expectedSlot = gap.expectedSlot();
        if (!FieldRules.isSlotOrNone(expectedSlot))
        {
            return Refusal.SLOT;
        }
        inbox.onGap(from, ballot, expectedSlot);
        return Refusal.NONE;
    }

    private Refusal onNack(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        nack.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = nack.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, memberId);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final long promisedBallot = nack.promisedBallot();
        if (!Ballot.isValid(promisedBallot))
        {
            return Refusal.BALLOT;
        }
        if (promisedBallot <= ballot)
        {
            return Refusal.BALLOT_ORDER;
        }
        inbox.onNack(from, ballot, promisedBallot);
        return Refusal.NONE;
    }

    private Refusal onHeartbeat(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        heartbeat.wrap(buffer, block, layout.blockLength(), layout.version());
        final long promisedBallot = heartbeat.promisedBallot();
        final long leaderBallot = heartbeat.leaderBallot();
        final long chainBallot = heartbeat.chainBallot();
        if (!FieldRules.isBallotOrNone(promisedBallot) ||
            !FieldRules.isBallotOrNone(leaderBallot) ||
            !FieldRules.isBallotOrNone(chainBallot))
        {
            return Refusal.BALLOT;
        }
        final long acceptedThrough = heartbeat.acceptedThrough();
        final long decidedThrough = heartbeat.decidedThrough();
        if (!FieldRules.isSlotOrNone(acceptedThrough) || !FieldRules.isSlotOrNone(decidedThrough))
        {
            return Refusal.SLOT;
        }
        if (!layout.isNewer() && (heartbeat.flags().getRaw() & ~KNOWN_LINK_FLAGS) != 0)
        {
            return Refusal.FLAGS;
        }
        heartbeatRecord
            .links(promisedBallot, leaderBallot, heartbeat.heard(),
                heartbeat.flags().leaderAlive(), heartbeat.flags().quorumConnected())
            .log(chainBallot, acceptedThrough, decidedThrough);
        inbox.onHeartbeat(from, heartbeatRecord);
        return Refusal.NONE;
    }

    private Refusal onFetch(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        fetch.wrap(buffer, block, layout.blockLength(), layout.version());
        final long fromSlot = fetch.fromSlot();
        final long slotLimit = fetch.slotLimit();
        if (!FieldRules.isSlot(fromSlot) || !FieldRules.isSlot(slotLimit))
        {
            return Refusal.SLOT;
        }
        if (fromSlot >= slotLimit)
        {
            return Refusal.SLOT_ORDER;
        }
        inbox.onFetch(from, fromSlot, slotLimit);
        return Refusal.NONE;
    }

    private Refusal onFill(final DirectBuffer buffer, final int offset, final FrameLayout layout, final int from)
    {
        fill.wrap(
            buffer, offset + FrameHeaderDecoder.ENCODED_LENGTH, layout.blockLength(), layout.version());
        final long ballot = fill.ballot();
        if (!Ballot.isValid(ballot))
        {
            return Refusal.BALLOT;
        }
        final long decidedThrough = fill.decidedThrough();
        if (!FieldRules.isSlotOrNone(decidedThrough))
        {
            return Refusal.SLOT;
        }
        final int bodyLength = layout.bodyLimit() - layout.bodyFrom();
        final Refusal refusal =
            entryCodec.decode(fill.entry(), ballot, buffer, offset + layout.bodyFrom(), bodyLength);
        if (refusal == Refusal.NONE)
        {
            inbox.onFill(from, decidedThrough, entryCodec.entry());
        }
        return refusal;
    }

    private Refusal onHandOver(final DirectBuffer buffer, final int block, final FrameLayout layout, final int from)
    {
        handOver.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = handOver.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, from);
        if (owned == Refusal.NONE)
        {
            inbox.onHandOver(from, ballot);
        }
        return owned;
    }
}
