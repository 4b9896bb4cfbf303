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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.synod.transport.Frames;
import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequestAdapterTest
{
    private final TextInboxes inbox = new TextInboxes();
    private final RequestAdapter adapter =
        new RequestAdapter(ClientFrames.IDENTITY, ClientFrames.MEMBER, inbox);

    private boolean isTaken(final byte[] frame)
    {
        return adapter.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    private long counted()
    {
        return adapter.count(Refusal.NONE) + adapter.refused();
    }

    @Test
    void appendWithoutRoomIsNotTakenAndNotCountedAndMayBeGivenAgain()
    {
        final byte[] append = ClientMessage.APPEND.frame();
        inbox.hasRoom(false);

        assertFalse(isTaken(append));
        assertFalse(isTaken(append));
        assertEquals(List.of(), inbox.calls());
        assertEquals(0, counted());

        inbox.hasRoom(true);
        assertTrue(isTaken(append));
        assertEquals(1, inbox.calls().size());
        assertEquals(1, adapter.count(Refusal.NONE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "APPEND.*")
    void whatIsNotAnAppendIsTakenWithoutRoom(final ClientMessage message)
    {
        inbox.hasRoom(false);

        assertTrue(isTaken(message.frame()));
        assertEquals(1, counted());
    }

    @Test
    void badAppendIsTakenWithoutRoomBecauseItNeverGetsBetter()
    {
        inbox.hasRoom(false);
        final byte[] frame = ClientMessage.APPEND.frame();

        assertTrue(isTaken(ClientFrames.seal(ClientFrames.withLong(frame, 48, 0))));
        assertTrue(isTaken(Frames.withInt(frame, ClientFrames.CHECKSUM_OFFSET, 0)));
        assertEquals(1, adapter.count(Refusal.REQUEST_ID));
        assertEquals(1, adapter.count(Refusal.FRAME_CHECKSUM));
        assertEquals(2, adapter.refused());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY,
        names = "(MEMBER_STATE|SESSION_OPENED|ACKS|EXPECTED|SESSION_CLOSED|OUTCOME|FEED|RESULT|STATUS|COMMANDS).*")
    void whatAMemberSaysIsNoRequest(final ClientMessage message)
    {
        assertTrue(isTaken(message.frame()));

        assertEquals(List.of(), inbox.calls());
        assertEquals(1, adapter.count(Refusal.UNKNOWN_TEMPLATE));
    }
}
