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

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientRoundTripTest
{
    private static final int DATAGRAM_LENGTH = 1408;
    private static final int AERON_HEADER_LENGTH = 32;

    private final TextInboxes expected = new TextInboxes();
    private final TextInboxes arrived = new TextInboxes();
    private final Adapters adapters = new Adapters(arrived);

    @ParameterizedTest
    @EnumSource
    void messageArrivesAsItWasSent(final ClientMessage message)
    {
        message.send(ClientLoopback.to(expected));

        assertTrue(ClientFrames.deliver(adapters, message.frame()));

        assertEquals(expected.calls(), arrived.calls());
        assertEquals(1, adapters.count(Refusal.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void messageArrivesFromTheMiddleOfMappedMemory(final ClientMessage message)
    {
        message.send(ClientLoopback.to(expected));
        final byte[] frame = message.frame();
        final ByteBuffer memory = ByteBuffer.allocateDirect(frame.length + 200);
        final UnsafeBuffer term = new UnsafeBuffer(memory, 64, frame.length + 100);
        term.putBytes(36, frame);

        assertTrue(adapters.onFrame(term, 36, frame.length));

        assertEquals(expected.calls(), arrived.calls());
    }

    @ParameterizedTest
    @EnumSource
    void fullSinkIsAnsweredWithFalse(final ClientMessage message)
    {
        assertFalse(message.send(ClientFrames.encoders(ClientFrames.IDENTITY,
            (head, headLength, body, bodyOffset, bodyLength) -> false)));
    }

    @Test
    void fullAcknowledgementsFitIntoOneDatagram()
    {
        final int length = ClientMessage.ACKS_FULL.frame().length;

        assertEquals(AnswerEncoder.MAX_ACKS_LENGTH, length);
        assertTrue(length + AERON_HEADER_LENGTH <= DATAGRAM_LENGTH, () -> "acknowledgements take " + length + " bytes");
    }
}
