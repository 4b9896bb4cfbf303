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
package io.synod.testkit;

import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Inbox;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** Messages on their way from all members to all members: a ring of records made once, for measurements. */
final class MessageRing
{
    /** Which call a message is. */
    private enum Type
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

    /** A message, used again and again; {@code a} to {@code d} are the arguments in their order. */
    private static final class Message
    {
        private Type type;
        private int from;
        private int to;
        private long a;
        private long b;
        private long c;
        private long d;
        private final Entry entry = new Entry();
        private final UnsafeBuffer body;
        private final Heartbeat heartbeat = new Heartbeat();
        private final PromisePart part = new PromisePart();

        Message(final int maxBodyLength)
        {
            body = new UnsafeBuffer(new byte[maxBodyLength]);
        }
    }

    private final Message[] messages;
    private final int mask;
    private final int maxBodyLength;
    private long head;
    private long tail;

    MessageRing(final int capacity, final int maxBodyLength)
    {
        messages = new Message[capacity];
        Arrays.setAll(messages, i -> new Message(maxBodyLength));
        mask = capacity - 1;
        this.maxBodyLength = maxBodyLength;
    }

    Outbox outbox(final int from)
    {
        return new Sender(from);
    }

    /** Delivers what was under way when it was called. */
    int deliver(final Inbox[] inboxes)
    {
        final long limit = tail;
        final int count = (int)(limit - head);
        while (head < limit)
        {
            final Message message = messages[(int)head & mask];
            deliver(message, inboxes[message.to]);
            head++;
        }
        return count;
    }

    private static void deliver(final Message m, final Inbox inbox)
    {
        switch (m.type)
        {
            case PREPARE -> inbox.onPrepare(m.from, m.a, m.b);
            case PROMISE -> inbox.onPromise(m.from, m.a, m.part);
            case ACCEPT -> inbox.onAccept(m.from, m.a, m.b, m.c, m.d, m.entry);
            case RE_ACCEPT -> inbox.onReAccept(m.from, m.a, m.b, m.c, m.d, m.entry);
            case ACCEPTED -> inbox.onAccepted(m.from, m.a, m.b);
            case GAP -> inbox.onGap(m.from, m.a, m.b);
            case NACK -> inbox.onNack(m.from, m.a, m.b);
            case HEARTBEAT -> inbox.onHeartbeat(m.from, m.heartbeat);
            case FETCH -> inbox.onFetch(m.from, m.a, m.b);
            case FILL -> inbox.onFill(m.from, m.a, m.entry);
            case HAND_OVER -> inbox.onHandOver(m.from, m.a);
            default -> throw new AssertionError(m.type);
        }
    }

    /** One member's end. */
    private final class Sender implements Outbox
    {
        private final int from;

        Sender(final int from)
        {
            this.from = from;
        }

        @Override
        public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
        {
            return post(Type.PREPARE, to, ballot, fromSlot);
        }

        @Override
        public boolean sendPromise(final int to, final long ballot, final PromisePart part)
        {
            if (isFull())
            {
                return false;
            }
            final PromisePart copy = messages[(int)tail & mask].part;
            copy.summary(
                part.chainBallot(),
                part.chainFrom(),
                part.acceptedThrough(),
                part.decidedThrough(),
                part.firstSlotKept());
            copy.range(part.fromSlot(), part.slotLimit(), part.isLast());
            for (int i = 0; i < part.count(); i++)
            {
                copy.add(part.slot(i), part.ballot(i), part.originBallot(i), part.checksum(i), part.kind(i));
            }
            return post(Type.PROMISE, to, ballot, 0);
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
            return postEntry(Type.ACCEPT, to, ballot, chainFrom, fence, decidedThrough, entry, entry.length());
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
            return postEntry(Type.RE_ACCEPT, to, ballot, chainFrom, fence, decidedThrough, entry, 0);
        }

        @Override
        public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
        {
            return post(Type.ACCEPTED, to, ballot, acceptedThrough);
        }

        @Override
        public boolean sendGap(final int to, final long ballot, final long expectedSlot)
        {
            return post(Type.GAP, to, ballot, expectedSlot);
        }

        @Override
        public boolean sendNack(final int to, final long ballot, final long promisedBallot)
        {
            return post(Type.NACK, to, ballot, promisedBallot);
        }

        @Override
        public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
        {
            if (isFull())
            {
                return false;
            }
            messages[(int)tail & mask].heartbeat
                .links(
                    heartbeat.promisedBallot(),
                    heartbeat.leaderBallot(),
                    heartbeat.heard(),
                    heartbeat.leaderAlive(),
                    heartbeat.quorumConnected())
                .log(heartbeat.chainBallot(), heartbeat.acceptedThrough(), heartbeat.decidedThrough());
            return post(Type.HEARTBEAT, to, 0, 0);
        }

        @Override
        public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
        {
            return post(Type.FETCH, to, fromSlot, slotLimit);
        }

        @Override
        public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
        {
            return postEntry(Type.FILL, to, decidedThrough, 0, 0, 0, entry, entry.length());
        }

        @Override
        public boolean sendHandOver(final int to, final long ballot)
        {
            return post(Type.HAND_OVER, to, ballot, 0);
        }

        private boolean isFull()
        {
            return tail - head > mask;
        }

        private boolean post(final Type type, final int to, final long a, final long b)
        {
            if (isFull())
            {
                return false;
            }
            final Message message = messages[(int)tail & mask];
            message.type = type;
            message.from = from;
            message.to = to;
            message.a = a;
            message.b = b;
            tail++;
            return true;
        }

        private boolean postEntry(
            final Type type,
            final int to,
            final long a,
            final long b,
            final long c,
            final long d,
            final Entry entry,
            final int bodyLength)
        {
            if (isFull() || bodyLength > maxBodyLength)
            {
                return false;
            }
            final Message message = messages[(int)tail & mask];
            message.c = c;
            message.d = d;
            message.body.putBytes(0, entry.buffer(), entry.offset(), bodyLength);
            message.entry.slot(entry.slot())
                .ballot(entry.ballot())
                .originBallot(entry.originBallot())
                .firstSequence(entry.firstSequence())
                .timeNs(entry.timeNs())
                .epoch(entry.epoch())
                .commandCount(entry.commandCount())
                .checksum(entry.checksum())
                .kind(entry.kind())
                .body(message.body, 0, bodyLength);
            return post(type, to, a, b);
        }
    }
}
