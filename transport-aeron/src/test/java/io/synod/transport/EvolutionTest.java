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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frames of releases to come, made by hand: the rules at the top of the schema, seen from this release. */
class EvolutionTest
{
    private static final int PROMISE_GROUP_OFFSET = 48 + 68;
    private static final int NEW_VERSION = 1;

    private final TextInbox today = new TextInbox();
    private final TextInbox arrived = new TextInbox();
    private final PeerAdapter adapter = Frames.receiver(arrived);

    private static byte[] withLongerBlock(final Message message)
    {
        final byte[] frame = message.frame();
        final int blockLength = Frames.view(frame).getShort(Frames.BLOCK_LENGTH_OFFSET);
        return Frames.withShort(Frames.insert(frame, Frames.HEADER_LENGTH + blockLength, 12),
            Frames.BLOCK_LENGTH_OFFSET, blockLength + 12);
    }

    private static byte[] ofVersion(final int version, final byte[] frame)
    {
        return Frames.seal(Frames.withShort(frame, Frames.VERSION_OFFSET, version));
    }

    private void isReadAsToday(final Message message, final byte[] frame)
    {
        message.send(new Loopback(today));

        assertTrue(Frames.deliver(adapter, frame));

        assertEquals(today.calls(), arrived.calls());
    }

    @ParameterizedTest
    @EnumSource
    void fieldsAppendedByANewerVersionAreSteppedOver(final Message message)
    {
        isReadAsToday(message, ofVersion(NEW_VERSION, withLongerBlock(message)));
    }

    @ParameterizedTest
    @EnumSource
    void piecesAppendedBehindTheMessageByANewerVersionAreSteppedOver(final Message message)
    {
        final byte[] frame = message.frame();

        isReadAsToday(message, ofVersion(NEW_VERSION, Frames.insert(frame, frame.length, 21)));
    }

    @ParameterizedTest
    @EnumSource
    void newestVersionThereCanBeIsReadIfItAppendedNothing(final Message message)
    {
        isReadAsToday(message, ofVersion(0xFFFF, message.frame()));
    }

    @Test
    void fieldsAppendedToHeadersOfAPromiseAreSteppedOver()
    {
        byte[] frame = Message.PROMISE.frame();
        for (int i = 3; i > 0; i--)
        {
            frame = Frames.insert(frame, PROMISE_GROUP_OFFSET + 4 + 32 * i, 8);
        }

        isReadAsToday(Message.PROMISE,
            ofVersion(NEW_VERSION, Frames.withShort(frame, PROMISE_GROUP_OFFSET, 32 + 8)));
    }

    @Test
    void flagsOfANewerVersionAreIgnored()
    {
        isReadAsToday(Message.HEARTBEAT, ofVersion(NEW_VERSION,
            Frames.withInt(Message.HEARTBEAT.frame(), 48 + 48, 0xFFFF_FFFD)));
    }

    @Test
    void bytesAppendedByANewerVersionAreUnderTheChecksum()
    {
        final byte[] frame = ofVersion(NEW_VERSION, Frames.insert(Message.ACCEPT.frame(),
            Message.ACCEPT.frame().length, 21));
        frame[frame.length - 1] ^= 1;

        assertFalse(Frames.deliver(adapter, frame));
        assertEquals(1, adapter.count(Refusal.FRAME_CHECKSUM));
    }

    @Test
    void reservedBytesAreIgnored()
    {
        isReadAsToday(Message.PREPARE, Frames.seal(Frames.withInt(Message.PREPARE.frame(), 44, -1)));
    }

    @ParameterizedTest
    @EnumSource
    void longerBlockOfThisVersionIsRefused(final Message message)
    {
        assertFalse(Frames.deliver(adapter, ofVersion(0, withLongerBlock(message))));
        assertEquals(1, adapter.count(Refusal.BLOCK_LENGTH));
    }

    @Test
    void shorterBlockOfANewerVersionIsRefusedBecauseNothingIsEverTakenAway()
    {
        assertFalse(Frames.deliver(adapter, ofVersion(NEW_VERSION,
            Frames.withShort(Message.PREPARE.frame(), Frames.BLOCK_LENGTH_OFFSET, 8))));
        assertEquals(1, adapter.count(Refusal.BLOCK_LENGTH));
    }

    @Test
    void messageOfANewerVersionIsCountedAndDropped()
    {
        assertFalse(Frames.deliver(adapter, ofVersion(NEW_VERSION,
            Frames.withShort(Message.PREPARE.frame(), Frames.TEMPLATE_ID_OFFSET, 4711))));
        assertEquals(1, adapter.count(Refusal.UNKNOWN_TEMPLATE));
    }
}
