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

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.transport.Frames;
import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandsAdapterTest
{
    private final TextInboxes inbox = new TextInboxes();
    private final CommandsAdapter adapter =
        new CommandsAdapter(ClientFrames.IDENTITY, ClientFrames.CONNECTION, inbox);

    private boolean isTaken(final byte[] frame)
    {
        return adapter.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    private long counted()
    {
        long sum = 0;
        for (final Refusal refusal : Refusal.values())
        {
            sum += adapter.count(refusal);
        }
        return sum;
    }

    @Test
    void partWithoutRoomIsNotTakenAndNotCountedAndMayBeGivenAgain()
    {
        final byte[] part = ClientMessage.COMMANDS.frame();
        inbox.hasRoom(false);

        assertFalse(isTaken(part));
        assertFalse(isTaken(part));
        assertEquals(List.of(), inbox.calls());
        assertEquals(0, counted());

        inbox.hasRoom(true);
        assertTrue(isTaken(part));
        assertEquals(1, inbox.calls().size());
        assertEquals(1, adapter.count(Refusal.NONE));
        assertEquals(1, counted());
    }

    @Test
    void whatNeedsNoRoomIsTakenWithoutIt()
    {
        inbox.hasRoom(false);

        assertTrue(isTaken(ClientMessage.FEED_STATE.frame()));
        assertTrue(isTaken(Frames.withInt(ClientMessage.COMMANDS.frame(), ClientFrames.CHECKSUM_OFFSET, 0)));
        assertTrue(isTaken(ClientMessage.ACKS.frame()));

        assertEquals(1, inbox.calls().size());
        assertEquals(1, adapter.count(Refusal.NONE));
        assertEquals(1, adapter.count(Refusal.FRAME_CHECKSUM));
        assertEquals(1, adapter.count(Refusal.UNKNOWN_TEMPLATE));
    }
}
