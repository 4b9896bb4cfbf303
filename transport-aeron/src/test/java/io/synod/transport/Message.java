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

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** One of each message, from member 1 to member 0; some in more than one shape. The golden files bear these names. */
enum Message
{
    PREPARE,
    PROMISE,
    PROMISE_EMPTY,
    PROMISE_FULL,
    ACCEPT,
    ACCEPT_NO_OP,
    RE_ACCEPT,
    ACCEPTED,
    GAP,
    NACK,
    HEARTBEAT,
    FETCH,
    FILL,
    HAND_OVER;

    boolean send(final Outbox outbox)
    {
        return switch (this)
        {
            case PREPARE -> outbox.sendPrepare(Frames.RECEIVER, theirs(5), 17);
            case PROMISE -> outbox.sendPromise(Frames.RECEIVER, ours(6), part(3));
            case PROMISE_EMPTY -> outbox.sendPromise(Frames.RECEIVER, ours(6), emptyPart());
            case PROMISE_FULL -> outbox.sendPromise(Frames.RECEIVER, ours(6), part(PromisePart.MAX_HEADERS));
            case ACCEPT -> outbox.sendAccept(Frames.RECEIVER, theirs(5), 12, 14, 16, batch());
            case ACCEPT_NO_OP -> outbox.sendAccept(Frames.RECEIVER, theirs(5), 12, 14, 16, noOp());
            case RE_ACCEPT -> outbox.sendReAccept(Frames.RECEIVER, theirs(5), 12, 14, 11, batch().slot(13));
            case ACCEPTED -> outbox.sendAccepted(Frames.RECEIVER, ours(6), 21);
            case GAP -> outbox.sendGap(Frames.RECEIVER, ours(6), 0);
            case NACK -> outbox.sendNack(Frames.RECEIVER, ours(6), theirs(9));
            case HEARTBEAT -> outbox.sendHeartbeat(Frames.RECEIVER, heartbeat());
            case FETCH -> outbox.sendFetch(Frames.RECEIVER, 3, 9);
            case FILL -> outbox.sendFill(Frames.RECEIVER, 30, batch());
            case HAND_OVER -> outbox.sendHandOver(Frames.RECEIVER, theirs(5));
        };
    }

    byte[] frame()
    {
        return Frames.of(this::send);
    }

    boolean hasBody()
    {
        return this == ACCEPT || this == ACCEPT_NO_OP || this == FILL;
    }

    static long ours(final long round)
    {
        return Ballot.pack(round, Frames.RECEIVER);
    }

    static long theirs(final long round)
    {
        return Ballot.pack(round, Frames.SENDER);
    }

    static Entry batch()
    {
        final int first = BatchDescriptor.alignedLength(5);
        final int length = first + BatchDescriptor.alignedLength(8);
        final MutableDirectBuffer body = new UnsafeBuffer(new byte[8 + length]);
        BatchDescriptor.putHeader(body, 8, 31, 1, 5);
        body.putBytes(8 + BatchDescriptor.HEADER_LENGTH, new byte[]{ 'h', 'e', 'l', 'l', 'o' });
        BatchDescriptor.putHeader(body, 8 + first, 32, 77, 8);
        body.putLong(8 + first + BatchDescriptor.HEADER_LENGTH, 0x0102_0304_0506_0708L);
        return sealed(header(EntryKind.BATCH).commandCount(2).body(body, 8, length));
    }

    static Entry noOp()
    {
        return sealed(header(EntryKind.NO_OP).noBody());
    }

    static Entry header(final byte kind)
    {
        return new Entry().slot(18).ballot(theirs(5)).originBallot(Ballot.pack(4, 2)).firstSequence(1001)
            .timeNs(1_700_000_000_123_456_789L).epoch(4).kind(kind);
    }

    /** Sets the checksum that goes with the rest. */
    static Entry sealed(final Entry entry)
    {
        return entry.checksum(new EntryChecksum().compute(entry));
    }

    static PromisePart part(final int count)
    {
        final PromisePart part = new PromisePart().summary(theirs(3), 8, 40, 9, 2).range(10, 90, false);
        for (int i = 0; i < count; i++)
        {
            final boolean isFaulty = i == 1;
            part.add(10 + 2 * i, isFaulty ? Ballot.NONE : theirs(3), isFaulty ? Ballot.NONE : Ballot.pack(2, 2),
                0xCAFE_0000 + i, isFaulty ? EntryKind.FAULTY : EntryKind.BATCH);
        }
        return part;
    }

    static PromisePart emptyPart()
    {
        return new PromisePart().summary(Ballot.NONE, 0, 0, 0, 1).range(1, 1, true);
    }

    static Heartbeat heartbeat()
    {
        return new Heartbeat().links(theirs(5), ours(4), 0b11, true, false).log(ours(4), 33, 30);
    }
}
