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

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

import com.sun.management.ThreadMXBean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Encoding and decoding allocate nothing: not a byte in a million messages, once warm. */
class AllocationTest
{
    private static final int MESSAGES_PER_ROUND = 11;
    private static final int MILLIONS = 10;
    private static final int ROUNDS = 1_000_000 / MESSAGES_PER_ROUND + 1;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final RangeInbox inbox = new RangeInbox();
    private final PeerAdapter adapter = Frames.receiver(inbox);
    private final UnsafeBuffer[] terms = { term(), term() };
    private final PeerEncoder[] encoders =
    {
        new PeerEncoder(Frames.identity(1), (to, head, headLength, body, bodyOffset, bodyLength) ->
            deliver(terms[0], head, headLength, body, bodyOffset, bodyLength)),
        new PeerEncoder(Frames.identity(2), (to, head, headLength, body, bodyOffset, bodyLength) ->
            deliver(terms[1], head, headLength, body, bodyOffset, bodyLength))
    };
    private final Entry batch = Message.batch();
    private final PromisePart part = Message.part(PromisePart.MAX_HEADERS);
    private final Heartbeat heartbeat = Message.heartbeat();

    private static UnsafeBuffer term()
    {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    }

    private boolean deliver(
        final UnsafeBuffer term,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        term.putBytes(32, head, 0, headLength);
        term.putBytes(32 + headLength, body, bodyOffset, bodyLength);
        return adapter.onFrame(term, 32, headLength + bodyLength);
    }

    /** Peers take turns, so that what is kept of one's buffer does not fit the other's. */
    private boolean isRoundTaken(final int sender)
    {
        final PeerEncoder encoder = encoders[sender - 1];
        final long own = Ballot.pack(6, sender);
        final long others = Message.ours(6);
        return encoder.sendPrepare(Frames.RECEIVER, own, 1) &&
            encoder.sendPromise(Frames.RECEIVER, others, part) &&
            encoder.sendAccept(Frames.RECEIVER, own, 12, 14, 16, batch) &&
            encoder.sendReAccept(Frames.RECEIVER, own, 12, 14, 16, batch) &&
            encoder.sendAccepted(Frames.RECEIVER, others, 3) &&
            encoder.sendGap(Frames.RECEIVER, others, 3) &&
            encoder.sendNack(Frames.RECEIVER, others, others + 0x100) &&
            encoder.sendHeartbeat(Frames.RECEIVER, heartbeat) &&
            encoder.sendFetch(Frames.RECEIVER, 1, 3) &&
            encoder.sendFill(Frames.RECEIVER, 99, batch) &&
            encoder.sendHandOver(Frames.RECEIVER, own);
    }

    private long allocatedInRounds()
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        for (int i = 0; i < ROUNDS; i++)
        {
            assertTrue(isRoundTaken(1 + (i & 1)));
        }
        return threads.getThreadAllocatedBytes(threadId) - before;
    }

    @Test
    void millionMessagesAllocateNothing()
    {
        // Until its last recompilation the JVM allocates a little for itself, on this thread too. What messages
        // allocate, they allocate in every million.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MILLIONS && least > 0; i++)
        {
            least = Math.min(least, allocatedInRounds());
        }

        assertEquals(0, least, "bytes allocated");
        assertTrue(inbox.calls() >= 2L * MESSAGES_PER_ROUND * ROUNDS);
    }
}
