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

import io.synod.codecs.peer.PromiseDecoder;
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;

/** Reads a part of a promise: its summary, and its headers one by one, each with an eye on the one before. */
final class PromiseReader
{
    private static final int KNOWN_FLAGS = 0b1;

    private final PromiseDecoder promise = new PromiseDecoder();
    private final PromisePart part = new PromisePart();

    /** The candidate's ballot of the part read last. */
    long ballot()
    {
        return promise.ballot();
    }

    /** The part read last: whole, if it was not refused. */
    PromisePart part()
    {
        return part;
    }

    /**
     * Reads a part and checks it.
     *
     * @param buffer   of the frame.
     * @param block    offset of the message's block.
     * @param layout   of the frame: checked, the group's count included.
     * @param memberId own: the ballot has to be this member's.
     * @return {@link Refusal#NONE} if {@link #part()} may be believed.
     */
    Refusal read(final DirectBuffer buffer, final int block, final FrameLayout layout, final int memberId)
    {
        promise.wrap(buffer, block, layout.blockLength(), layout.version());
        final long ballot = promise.ballot();
        final Refusal owned = FieldRules.checkOwned(ballot, memberId);
        if (owned != Refusal.NONE)
        {
            return owned;
        }
        final Refusal summary = checkSummary(ballot);
        if (summary != Refusal.NONE)
        {
            return summary;
        }
        if (!layout.isNewer() && (promise.flags().getRaw() & ~KNOWN_FLAGS) != 0)
        {
            return Refusal.FLAGS;
        }
        part
            .summary(promise.chainBallot(), promise.chainFrom(), promise.acceptedThrough(),
                promise.decidedThrough(), promise.firstSlotKept())
            .range(promise.fromSlot(), promise.slotLimit(), promise.flags().last());
        return readHeaders(ballot);
    }

    private Refusal checkSummary(final long ballot)
    {
        if (!FieldRules.isBallotOrNone(promise.chainBallot()))
        {
            return Refusal.BALLOT;
        }
        // What an acceptor has accepted when it promises is not above what it promises.
        if (promise.chainBallot() > ballot)
        {
            return Refusal.BALLOT_ORDER;
        }
        if (!FieldRules.isSlotOrNone(promise.chainFrom()) ||
            !FieldRules.isSlotOrNone(promise.acceptedThrough()) ||
            !FieldRules.isSlotOrNone(promise.decidedThrough()) ||
            !FieldRules.isSlot(promise.firstSlotKept()) ||
            !FieldRules.isSlot(promise.fromSlot()) ||
            !FieldRules.isSlot(promise.slotLimit()))
        {
            return Refusal.SLOT;
        }
        final boolean inOrder = promise.chainFrom() <= promise.acceptedThrough() + 1 &&
            promise.fromSlot() <= promise.slotLimit();
        return inOrder ? Refusal.NONE : Refusal.SLOT_ORDER;
    }

    private Refusal readHeaders(final long ballot)
    {
        final PromiseDecoder.HeadersDecoder headers = promise.headers();
        final long slotLimit = promise.slotLimit();
        long leastSlot = promise.fromSlot();
        while (headers.hasNext())
        {
            headers.next();
            final Refusal refusal = checkHeader(headers, ballot);
            if (refusal != Refusal.NONE)
            {
                return refusal;
            }
            final long slot = headers.slot();
            if (slot < leastSlot || slot >= slotLimit)
            {
                return Refusal.SLOT_ORDER;
            }
            leastSlot = slot + 1;
            part.add(slot, headers.acceptedBallot(), headers.originBallot(),
                (int)headers.checksum(), (byte)headers.kind());
        }
        return Refusal.NONE;
    }

    private static Refusal checkHeader(final PromiseDecoder.HeadersDecoder header, final long ballot)
    {
        final long acceptedBallot = header.acceptedBallot();
        final long originBallot = header.originBallot();
        if (header.kind() == EntryKind.FAULTY)
        {
            // Whoever cannot read an entry may not know its ballots either.
            final boolean isKnownOrNone =
                FieldRules.isBallotOrNone(acceptedBallot) && FieldRules.isBallotOrNone(originBallot);
            return isKnownOrNone ? Refusal.NONE : Refusal.BALLOT;
        }
        if (!EntryKind.isStorable(header.kind()))
        {
            return Refusal.KIND;
        }
        final Refusal accepted = FieldRules.checkOrigin(ballot, acceptedBallot);
        return accepted == Refusal.NONE ? FieldRules.checkOrigin(acceptedBallot, originBallot) : accepted;
    }
}
