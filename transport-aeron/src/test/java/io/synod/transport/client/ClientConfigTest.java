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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.codecs.client.ClientHeaderDecoder;
import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.Proposal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is settled before a frame is sent. */
class ClientConfigTest
{
    private static final LinkSink FULL = (head, headLength, body, bodyOffset, bodyLength) -> false;

    private final Inboxes inbox = new TextInboxes();

    private static void refuses(final String message, final Runnable construction)
    {
        assertEquals(message, assertThrows(ConfigException.class, construction::run).getMessage());
    }

    private static List<Long> constantsOf(final Class<?> codes)
    {
        final List<Long> constants = new ArrayList<>();
        for (final Field field : codes.getFields())
        {
            if (Modifier.isStatic(field.getModifiers()))
            {
                constants.add(valueOf(field));
            }
        }
        assertFalse(constants.isEmpty());
        return constants;
    }

    private static long valueOf(final Field field)
    {
        try
        {
            return field.getLong(null);
        }
        catch (final IllegalAccessException cause)
        {
            throw new AssertionError(cause);
        }
    }

    @Test
    void whatCannotWorkIsRefusedWithValueAndLimit()
    {
        final ClientIdentity identity = ClientFrames.IDENTITY;
        refuses("transport.clusterId=0 must not be 0", () -> new ClientIdentity(0, 0));
        refuses("transport.groupId=-1 must be >= 0", () -> new ClientIdentity(1, -1));
        refuses("transport.memberId=64 must be in [0, 63]", () -> new RequestEncoder(identity, 64, 1, FULL));
        refuses("transport.memberId=-1 must be in [0, 63]", () -> new RequestAdapter(identity, -1, inbox));
        refuses("transport.connectionId=0 must not be 0", () -> new AnswerEncoder(identity, 0, 0, FULL));
        refuses("transport.connectionId=0 must not be 0", () -> new CommandsEncoder(identity, 0, 0, FULL));
        refuses("transport.connectionId=0 must not be 0", () -> new AnswerAdapter(identity, 0, inbox));
        refuses("transport.connectionId=0 must not be 0", () -> new CommandsAdapter(identity, 0, inbox));
    }

    @Test
    void channelThatNoMemberTakesIsNotSent()
    {
        final RequestEncoder encoder = new RequestEncoder(ClientFrames.IDENTITY, 0, 1, FULL);

        refuses("transport.responseChannel=aeron:\n must be ASCII, of 1 to 255 characters",
            () -> encoder.sendConnect(1, 2, "aeron:\n"));
        assertThrows(ConfigException.class, () -> encoder.sendConnect(1, 2, ""));
        assertThrows(ConfigException.class, () -> encoder.sendConnect(1, 2, "a".repeat(256)));
        assertFalse(encoder.sendConnect(1, 2, "a".repeat(255)));
    }

    @Test
    void partOutsideItsEntryIsNotSent()
    {
        final CommandsEncoder encoder = new CommandsEncoder(ClientFrames.IDENTITY, 0, 1, FULL);

        assertThrows(InvariantViolation.class, () -> encoder.sendCommands(1, ClientMessage.batch(), 24, 41));
        assertThrows(InvariantViolation.class, () -> encoder.sendCommands(1, ClientMessage.batch(), -1, 1));
    }

    @Test
    void statusOfMoreMembersThanThereCanBeIsNotSent()
    {
        final AnswerEncoder encoder = new AnswerEncoder(ClientFrames.IDENTITY, 0, 1, FULL);

        assertFalse(encoder.sendStatus(1, ClientMessage.status(64)));
        assertThrows(InvariantViolation.class, () -> encoder.sendStatus(1, ClientMessage.status(65)));
    }

    @Test
    void everyCodeThatHasANameIsTakenAndItsNeighboursAreNot()
    {
        final List<Long> codes = constantsOf(Proposal.class);
        assertTrue(codes.stream().allMatch(ClientRules::isCode));
        assertFalse(ClientRules.isCode(codes.stream().mapToLong(Long::longValue).min().orElseThrow() - 1));

        final List<Long> refusals = constantsOf(Refusals.class);
        assertTrue(refusals.stream().allMatch(code -> ClientRules.isRefusal(code.intValue())));
        assertFalse(ClientRules.isRefusal(refusals.size()));

        final List<Long> ends = constantsOf(SessionEnd.class);
        assertTrue(ends.stream().allMatch(code -> ClientRules.isSessionEnd(code.intValue())));
        assertFalse(ClientRules.isSessionEnd(ends.size() + 1));
    }

    @Test
    void headersOfBothSchemasBeginAlike()
    {
        assertEquals(
            List.of(FrameHeaderDecoder.blockLengthEncodingOffset(), FrameHeaderDecoder.templateIdEncodingOffset(),
                FrameHeaderDecoder.schemaIdEncodingOffset(), FrameHeaderDecoder.versionEncodingOffset(),
                FrameHeaderDecoder.frameLengthEncodingOffset(), FrameHeaderDecoder.frameChecksumEncodingOffset()),
            List.of(ClientHeaderDecoder.blockLengthEncodingOffset(), ClientHeaderDecoder.templateIdEncodingOffset(),
                ClientHeaderDecoder.schemaIdEncodingOffset(), ClientHeaderDecoder.versionEncodingOffset(),
                ClientHeaderDecoder.frameLengthEncodingOffset(), ClientHeaderDecoder.frameChecksumEncodingOffset()));
        assertEquals(ClientFrames.HEADER_LENGTH, ClientHeaderDecoder.ENCODED_LENGTH);
    }
}
