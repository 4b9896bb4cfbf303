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
package io.synod.transport.client;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

import com.sun.management.ThreadMXBean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Encoding and decoding what flows all the time allocate nothing: not a byte in a million messages, once warm. */
class ClientAllocationTest
{
    private static final int MESSAGES_PER_ROUND = 7;
    private static final int MILLIONS = 10;
    private static final int ROUNDS = 1_000_000 / MESSAGES_PER_ROUND + 1;
    private static final int LONG_LENGTH = 3000;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final RangeInboxes inbox = new RangeInboxes();
    private final Adapters adapters = new Adapters(inbox);
    private final Outboxes[] outboxes = { through(term()), through(term()) };
    private final DirectBuffer[] commands = { new UnsafeBuffer(new byte[LONG_LENGTH]), term() };
    private final AckRuns runs = ClientMessage.runs(AckRuns.MAX_RUNS);
    private final MemberState state = ClientMessage.state();
    private final Entry batch = ClientMessage.batch();

    private static UnsafeBuffer term()
    {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(2 * LONG_LENGTH));
    }

    private Outboxes through(final UnsafeBuffer term)
    {
        return ClientFrames.encoders(ClientFrames.IDENTITY, (head, headLength, body, bodyOffset, bodyLength) ->
        {
            term.putBytes(32, head, 0, headLength);
            term.putBytes(32 + headLength, body, bodyOffset, bodyLength);
            return adapters.onFrame(term, 32, headLength + bodyLength);
        });
    }

    /** Two links take turns, so that what is kept of one's memory does not fit the other's. */
    private boolean isRoundTaken(final int link)
    {
        final Outboxes to = outboxes[link];
        return to.requests().sendAppend(ClientMessage.SESSION, 42, commands[link], 3, 300) &&
            to.requests().sendAppend(ClientMessage.SESSION, 43, commands[link], 0, LONG_LENGTH) &&
            to.requests().sendKeepAlive(ClientMessage.SESSION, 41) &&
            to.answers().sendAcks(runs) &&
            to.answers().sendMemberState(state) &&
            to.commands().sendCommands(3, batch, 0, batch.length()) &&
            to.commands().sendCommands(3, batch, 24, 40);
    }

    private long allocatedInRounds()
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        for (int i = 0; i < ROUNDS; i++)
        {
            assertTrue(isRoundTaken(i & 1));
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
        assertTrue(inbox.calls() >= (long)MESSAGES_PER_ROUND * ROUNDS);
    }
}
