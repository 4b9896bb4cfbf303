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

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RoundTripTest
{
    private static final int DATAGRAM_LENGTH = 1408;
    private static final int AERON_HEADER_LENGTH = 32;

    private final TextInbox expected = new TextInbox();
    private final TextInbox arrived = new TextInbox();
    private final PeerAdapter adapter = Frames.receiver(arrived);

    @ParameterizedTest
    @EnumSource
    void messageArrivesAsItWasSent(final Message message)
    {
        message.send(new Loopback(expected));

        assertTrue(Frames.deliver(adapter, message.frame()));

        assertEquals(expected.calls(), arrived.calls());
        assertEquals(1, adapter.count(Refusal.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void messageArrivesFromTheMiddleOfMappedMemory(final Message message)
    {
        message.send(new Loopback(expected));
        final byte[] frame = message.frame();
        final ByteBuffer memory = ByteBuffer.allocateDirect(frame.length + 200);
        final UnsafeBuffer term = new UnsafeBuffer(memory, 64, frame.length + 100);
        term.putBytes(36, frame);

        assertTrue(adapter.onFrame(term, 36, frame.length));

        assertEquals(expected.calls(), arrived.calls());
    }

    @ParameterizedTest
    @EnumSource
    void fullSinkIsAnsweredWithFalse(final Message message)
    {
        final PeerEncoder encoder = new PeerEncoder(Frames.identity(Frames.SENDER),
            (to, head, headLength, body, bodyOffset, bodyLength) -> false);

        assertFalse(message.send(encoder));
    }

    @Test
    void fullPartOfAPromiseFitsIntoOneDatagram()
    {
        final int length = Message.PROMISE_FULL.frame().length;

        assertEquals(FrameHead.MAX_LENGTH, length);
        assertTrue(length + AERON_HEADER_LENGTH <= DATAGRAM_LENGTH, () -> "a promise takes " + length + " bytes");
    }

    @Test
    void bodyLongerThanAMebibyteArrives()
    {
        final int commandLength = (1 << 20) + 3;
        final UnsafeBuffer body = new UnsafeBuffer(new byte[BatchDescriptor.alignedLength(commandLength)]);
        BatchDescriptor.putHeader(body, 0, 1, 1, commandLength);
        final Entry entry = Message.sealed(
            Message.header(EntryKind.BATCH).commandCount(1).body(body, 0, body.capacity()));
        final RangeInbox inbox = new RangeInbox();
        final PeerAdapter receiver = Frames.receiver(inbox);
        final byte[] frame =
            Frames.of(outbox -> outbox.sendAccept(Frames.RECEIVER, Message.theirs(5), 1, 0, 0, entry));

        assertTrue(Frames.deliver(receiver, frame));
        assertEquals(1, inbox.calls());

        frame[frame.length / 2] ^= 1;
        assertFalse(Frames.deliver(receiver, frame));
        assertEquals(1, receiver.count(Refusal.ENTRY_CHECKSUM));
    }
}
