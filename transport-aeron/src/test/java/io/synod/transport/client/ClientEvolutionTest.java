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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.synod.transport.Frames;
import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frames of releases to come, made by hand: programs and members are upgraded at different times. */
class ClientEvolutionTest
{
    private static final int ACKS_GROUP_OFFSET = 52;
    private static final int STATUS_GROUP_OFFSET = 160;
    private static final int NEW_VERSION = 1;

    private final TextInboxes today = new TextInboxes();
    private final TextInboxes arrived = new TextInboxes();
    private final Adapters adapters = new Adapters(arrived);

    private static byte[] withLongerBlock(final ClientMessage message)
    {
        final byte[] frame = message.frame();
        final int blockLength = Frames.view(frame).getShort(ClientFrames.BLOCK_LENGTH_OFFSET);
        return Frames.withShort(Frames.insert(frame, ClientFrames.HEADER_LENGTH + blockLength, 12),
            ClientFrames.BLOCK_LENGTH_OFFSET, blockLength + 12);
    }

    private static byte[] withLongerEntries(
        final ClientMessage message, final int groupOffset, final int entryLength, final int count)
    {
        byte[] frame = message.frame();
        for (int i = count; i > 0; i--)
        {
            frame = Frames.insert(frame, groupOffset + 4 + entryLength * i, 8);
        }
        return Frames.withShort(frame, groupOffset, entryLength + 8);
    }

    private static byte[] ofVersion(final int version, final byte[] frame)
    {
        return ClientFrames.seal(Frames.withShort(frame, ClientFrames.VERSION_OFFSET, version));
    }

    private void isReadAsToday(final ClientMessage message, final byte[] frame)
    {
        message.send(ClientLoopback.to(today));

        assertTrue(ClientFrames.deliver(adapters, frame));

        assertEquals(today.calls(), arrived.calls());
    }

    @ParameterizedTest
    @EnumSource
    void fieldsAppendedByANewerVersionAreSteppedOver(final ClientMessage message)
    {
        isReadAsToday(message, ofVersion(NEW_VERSION, withLongerBlock(message)));
    }

    @ParameterizedTest
    @EnumSource
    void piecesAppendedBehindTheMessageByANewerVersionAreSteppedOver(final ClientMessage message)
    {
        final byte[] frame = message.frame();

        isReadAsToday(message, ofVersion(NEW_VERSION, Frames.insert(frame, frame.length, 21)));
    }

    @ParameterizedTest
    @EnumSource
    void newestVersionThereCanBeIsReadIfItAppendedNothing(final ClientMessage message)
    {
        isReadAsToday(message, ofVersion(0xFFFF, message.frame()));
    }

    @Test
    void fieldsAppendedToRunsAreSteppedOver()
    {
        isReadAsToday(ClientMessage.ACKS,
            ofVersion(NEW_VERSION, withLongerEntries(ClientMessage.ACKS, ACKS_GROUP_OFFSET, 20, 3)));
    }

    @Test
    void fieldsAppendedToMembersOfAStatusAreSteppedOver()
    {
        isReadAsToday(ClientMessage.STATUS,
            ofVersion(NEW_VERSION, withLongerEntries(ClientMessage.STATUS, STATUS_GROUP_OFFSET, 40, 3)));
    }

    @Test
    void reservedBytesAreIgnored()
    {
        isReadAsToday(ClientMessage.DISCONNECT,
            ClientFrames.seal(ClientFrames.withLong(ClientMessage.DISCONNECT.frame(), 40, -1)));
    }

    @ParameterizedTest
    @EnumSource
    void longerBlockOfThisVersionIsRefused(final ClientMessage message)
    {
        assertFalse(ClientFrames.deliver(adapters, ofVersion(0, withLongerBlock(message))));
        assertEquals(1, adapters.count(Refusal.BLOCK_LENGTH));
    }

    @Test
    void shorterBlockOfANewerVersionIsRefusedBecauseNothingIsEverTakenAway()
    {
        assertFalse(ClientFrames.deliver(adapters, ofVersion(NEW_VERSION,
            Frames.withShort(ClientMessage.KEEP_ALIVE.frame(), ClientFrames.BLOCK_LENGTH_OFFSET, 8))));
        assertEquals(1, adapters.count(Refusal.BLOCK_LENGTH));
    }

    @Test
    void messageOfANewerVersionIsCountedAndDropped()
    {
        assertFalse(ClientFrames.deliver(adapters, ofVersion(NEW_VERSION,
            Frames.withShort(ClientMessage.ACKS.frame(), ClientFrames.TEMPLATE_ID_OFFSET, 35))));
        assertEquals(1, adapters.count(Refusal.UNKNOWN_TEMPLATE));
    }
}
