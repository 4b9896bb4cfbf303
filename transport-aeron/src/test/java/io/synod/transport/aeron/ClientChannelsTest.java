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
package io.synod.transport.aeron;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.aeron.protocol.DataHeaderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;
import io.synod.transport.client.RequestInbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ClientChannelsTest
{
    private static final TransportConfig CONFIG = TransportConfig.defaults();
    private static final int PIECE_LENGTH = CONFIG.loopbackMtuLength() - DataHeaderFlyweight.HEADER_LENGTH;
    private static final int[] LENGTHS = { 0, 1, PIECE_LENGTH - 1, PIECE_LENGTH, PIECE_LENGTH + 1, 32 << 10 };

    private final Random random = new Random(1);

    private byte[] bytes(final int length)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] numbered(final int number)
    {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Integer> numbersIn(final Inbox inbox)
    {
        return inbox.frames.stream()
            .map(frame -> Integer.valueOf(new String(frame, StandardCharsets.US_ASCII)))
            .toList();
    }

    private static Runnable both(final Member member, final Client... clients)
    {
        return () ->
        {
            member.doWork();
            for (final Client client : clients)
            {
                client.doWork();
            }
        };
    }

    private static ResponseLink answersLink(final Member member, final Client client)
    {
        final ResponseLink link = member.ingress.openResponse(
            client.channels.responseChannel(0), client.channels.answersStreamId(0), CONFIG.answersTermLength());
        assertNotNull(link);
        return link;
    }

    private static ResponseLink commandsLink(final Member member, final Client client)
    {
        final ResponseLink link = member.ingress.openResponse(
            client.channels.responseChannel(0), client.channels.commandsStreamId(0), CONFIG.commandsTermLength());
        assertNotNull(link);
        return link;
    }

    private void requestsAreAnswered(final Member member, final Client client)
    {
        final Runnable dutyCycle = both(member, client);
        Await.until("port known", dutyCycle, () -> client.channels.responseChannel(0) != null);
        assertTrue(client.channels.responseChannel(0).length() <= RequestInbox.MAX_CHANNEL_LENGTH);
        try (ResponseLink answers = answersLink(member, client); ResponseLink commands = commandsLink(member, client))
        {
            assertFalse(Client.offer(answers, bytes(1)));
            for (int i = 0; i < LENGTHS.length; i++)
            {
                final byte[] request = bytes(LENGTHS[i]);
                final byte[] answer = bytes(LENGTHS[i]);
                final byte[] command = bytes(LENGTHS[i]);
                final int count = i + 1;
                Await.until("requested", dutyCycle, () -> client.send(0, request));
                Await.until("answered", dutyCycle, () -> Client.offer(answers, answer));
                Await.until("commanded", dutyCycle, () -> Client.offer(commands, command));
                Await.until("arrived", dutyCycle, () -> member.requestsInbox.frames.size() == count &&
                    client.answersInbox.frames.size() == count && client.commandsInbox.frames.size() == count);
                assertArrayEquals(request, member.requestsInbox.last());
                assertArrayEquals(answer, client.answersInbox.last());
                assertArrayEquals(command, client.commandsInbox.last());
            }
            assertTrue(client.channels.isConnected(0));
            assertTrue(answers.isConnected());
            assertFalse(answers.isFailed());
            assertEquals(LENGTHS.length, answers.count(SendResult.SENT));
            assertEquals(0, member.peersInbox.frames.size());
        }
        assertEquals(0, member.errors.size(), member.errors::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "localhost", "[::1]" })
    void requestsAreAnsweredOverUdp(final String host)
    {
        assumeTrue(!host.startsWith("[") || Sockets.hasIpv6(), "this machine has no ::1");
        final MemberAddresses members = Sockets.members(host, 1);
        try (Member member = new Member(members, 0);
            Client client = new Client(CONFIG, members, host.replaceAll("[\\[\\]]", "")))
        {
            requestsAreAnswered(member, client);
        }
    }

    @Test
    void requestsAreAnsweredInSharedMemory()
    {
        final TransportConfig config = CONFIG.withDriverMode(DriverMode.SHARED);
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(config, members, 0);
            Client client = new Client(
                TransportDriver.launch(config.withExternalDriver(member.driver.directory()), error -> {}),
                config, members, "127.0.0.1", 0))
        {
            assertEquals("aeron:ipc", client.channels.responseChannel(0));
            assertNotEquals(client.channels.answersStreamId(0), client.channels.commandsStreamId(0));
            requestsAreAnswered(member, client);
        }
    }

    @Test
    void anotherThreadUsesTheDriverInTheMembersDutyCycle()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0))
        {
            final byte[] frame = bytes(50_000);
            final CompletableFuture<Void> done = CompletableFuture.runAsync(() ->
            {
                try (Client client = new Client(
                    TransportDriver.connect(member.driver.directory(), error -> {}), CONFIG, members, "127.0.0.1", 0))
                {
                    Await.until("sent", client::doWork, () -> client.send(0, frame));
                }
            });
            Await.until("arrived", member::doWork, () -> member.requestsInbox.frames.size() == 1 && done.isDone());
            assertArrayEquals(frame, member.requestsInbox.last());
            done.join();
        }
    }

    @Test
    void aRequestThatFindsNoRoomComesAgainAndOthersPass()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0);
            Client first = new Client(CONFIG, members, "127.0.0.1");
            Client second = new Client(CONFIG, members, "127.0.0.1"))
        {
            final Runnable dutyCycle = both(member, first, second);
            member.requestsInbox.capacity = 3;
            for (int i = 0; i < 10; i++)
            {
                final byte[] request = numbered(i);
                Await.until("sent", dutyCycle, () -> first.send(0, request));
            }
            Await.until("refused again and again", dutyCycle, () -> member.requestsInbox.refusals > 100);
            assertEquals(List.of(0, 1, 2), numbersIn(member.requestsInbox));

            // The first client's fourth is refused each time; a frame of the second is taken.
            final Inbox picky = new Inbox();
            Await.until("second passes", () ->
            {
                member.driver.doWork();
                second.doWork();
                first.doWork();
                second.send(0, numbered(77));
                member.ingress.poll((buffer, offset, length) -> length == 2 && picky.take(buffer, offset, length), 100);
            }, () -> picky.frames.size() >= 5);
            assertArrayEquals(numbered(77), picky.last());

            member.requestsInbox.frames.clear();
            member.requestsInbox.capacity = Integer.MAX_VALUE;
            Await.until("rest arrives", dutyCycle, () -> numbersIn(member.requestsInbox).contains(9));
            assertEquals(IntStream.range(3, 10).boxed().toList(),
                numbersIn(member.requestsInbox).stream().filter(number -> number != 77).toList());
        }
    }

    @Test
    void aClientThatFindsNoRoomIsHeldBackAndLosesNothing()
    {
        final TransportConfig config = CONFIG.withRequestTermLength(64 << 10);
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(config, members, 0); Client client = new Client(config, members, "127.0.0.1"))
        {
            final Runnable dutyCycle = both(member, client);
            member.requestsInbox.capacity = 0;
            final byte[] request = bytes(config.requestTermLength() / 8);
            int sent = 0;
            Await.until("connected", dutyCycle, () -> client.channels.isConnected(0));
            while (client.channels.count(0, SendResult.BACK_PRESSURED) == 0)
            {
                sent += client.send(0, request) ? 1 : 0;
                dutyCycle.run();
            }
            assertEquals(0, member.requestsInbox.frames.size());

            final int expected = sent;
            member.requestsInbox.capacity = Integer.MAX_VALUE;
            Await.until("all arrive", dutyCycle, () -> member.requestsInbox.frames.size() == expected);
            assertTrue(member.requestsInbox.frames.stream().allMatch(frame -> Arrays.equals(frame, request)));
        }
    }

    @Test
    void commandsThatFindNoRoomComeAgainWhileAnswersPass()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0); Client client = new Client(CONFIG, members, "127.0.0.1"))
        {
            final Runnable dutyCycle = both(member, client);
            client.commandsInbox.capacity = 0;
            final byte[] command = bytes(100_000);
            final byte[] answer = bytes(100);
            try (ResponseLink answers = answersLink(member, client);
                ResponseLink commands = commandsLink(member, client))
            {
                Await.until("commanded", dutyCycle, () -> Client.offer(commands, command));
                Await.until("refused", dutyCycle, () -> client.commandsInbox.refusals > 10);
                Await.until("answered", dutyCycle, () -> Client.offer(answers, answer));
                Await.until("answer passes", dutyCycle, () -> client.answersInbox.frames.size() == 1);
                client.commandsInbox.capacity = 1;
                Await.until("command arrives", dutyCycle, () -> client.commandsInbox.frames.size() == 1);
                assertArrayEquals(command, client.commandsInbox.last());
            }
        }
    }

    @Test
    void aClientThatLeavesAndComesBackIsServedAgain()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0))
        {
            for (int life = 0; life < 3; life++)
            {
                member.requestsInbox.frames.clear();
                try (Client client = new Client(CONFIG, members, "127.0.0.1"))
                {
                    requestsAreAnswered(member, client);
                }
            }
        }
    }

    @Test
    void aMemberThatLeavesAndComesBackIsFoundByItsClient()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Client client = new Client(CONFIG, members, "127.0.0.1"))
        {
            for (int life = 0; life < 3; life++)
            {
                try (Member member = new Member(members, 1))
                {
                    final byte[] request = bytes(20_000);
                    Await.until("reached again", both(member, client), () -> member.requestsInbox.holds(request) ||
                        !client.send(1, request) && member.requestsInbox.holds(request));
                    final ResponseLink link = answersLink(member, client);
                    final byte[] answer = bytes(20_000);
                    Await.until("answered", both(member, client), () -> Client.offer(link, answer));
                    Await.until("arrived", both(member, client), () -> client.answersInbox.holds(answer));
                    link.close();
                }
            }
            assertFalse(client.channels.isConnected(0));
        }
    }

    @Test
    void aLinkMayBeUsedByAnotherThread()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0); Client client = new Client(CONFIG, members, "127.0.0.1");
            ResponseLink link = answersLink(member, client))
        {
            final CompletableFuture<Void> sender = CompletableFuture.runAsync(() ->
            {
                for (int i = 0; i < 1000; i++)
                {
                    final byte[] answer = numbered(i);
                    Await.until("sent", Thread::onSpinWait, () -> Client.offer(link, answer));
                }
            });
            Await.until("all arrived", both(member, client), () ->
                client.answersInbox.frames.size() == 1000 || sender.isCompletedExceptionally());
            sender.join();
            assertEquals(IntStream.range(0, 1000).boxed().toList(), numbersIn(client.answersInbox));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "aeron:", "aeron:ipc?alias=x", "aeron:ipc ", "AERON:ipc", "aeron-spy:aeron:ipc", "aeron:udp",
        "aeron:udp?endpoint=", "aeron:udp?endpoint=127.0.0.1", "aeron:udp?endpoint=127.0.0.1:0",
        "aeron:udp?endpoint=127.0.0.1:65536", "aeron:udp?endpoint=127.0.0.1:http", "aeron:udp?endpoint=127.0.0.1:-1",
        "aeron:udp?endpoint=127.0.0.1:40000|term-length=1g", "aeron:udp?endpoint=127.0.0.1:40000|fc=max",
        "aeron:udp?control=127.0.0.1:40000", "aeron:udp?term-length=1g|endpoint=127.0.0.1:40000",
        "aeron:udp?endpoint=a=b:40000", "aeron:udp?endpoint=::1:40000", "aeron:udp?endpoint=224.0.1.1:40000",
        "aeron:udp?endpoint=255.255.255.255:40000", "aeron:udp?endpoint=0.0.0.0:40000",
        "aeron:udp?endpoint=[::]:40000", "aeron:udp?endpoint=[ff02::1]:40000", "aeron:udp?endpoint=x\n:40000",
        "aeron:udp?endpoint=999.0.0.1:40000", "aeron:udp?endpoint=127.0.0.1:040000" })
    void refusesChannelsThatAreNoClients(final String channel)
    {
        assertNull(Channels.responsePublication(channel, 1 << 16, CONFIG));
        assertNull(Channels.responsePublication(null, 1 << 16, CONFIG));
    }

    @Test
    void refusesStreamsThatMembersListenTo()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0))
        {
            for (final int streamId : new int[]{ -1, 0, Channels.PEERS_STREAM_ID, Channels.REQUESTS_STREAM_ID,
                Channels.ipcRequestsStreamId(members.address(0)) })
            {
                assertNull(member.ingress.openResponse("aeron:ipc", streamId, 1 << 16));
            }
            assertTrue(Channels.isClientsStreamId(Channels.clientsStreamId(0)));
            assertTrue(Channels.isClientsStreamId(Channels.clientsStreamId(-1)));
        }
    }

    @Test
    void aLinkToAnUnknownHostFailsAndTheMemberGoesOn()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        try (Member member = new Member(members, 0))
        {
            final ResponseLink link =
                member.ingress.openResponse("aeron:udp?endpoint=no-such-host.invalid:40000", 77, 1 << 16);
            Await.until("failed", member::doWork, link::isFailed);
            assertFalse(link.isConnected());
            assertFalse(Client.offer(link, bytes(1)));
            link.close();

            final ResponseLink pending = member.ingress.openResponse("aeron:udp?endpoint=127.0.0.1:40000", 77, 1 << 16);
            pending.close();
            member.doWork();
            member.errors.clear();
            try (Client client = new Client(CONFIG, members, "127.0.0.1"))
            {
                requestsAreAnswered(member, client);
            }
        }
    }

    @Test
    void namesWhatCannotWork()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 1);
        assertTrue(assertThrows(ConfigException.class, () -> new Client(CONFIG, members, "a|b")).getMessage()
            .startsWith("responseHost: 'a|b' has host 'a|b'"));
        assertTrue(assertThrows(ConfigException.class, () -> new Client(CONFIG, members, "192.0.2.77")).getMessage()
            .startsWith("responseHost: '192.0.2.77' cannot be listened at: "));
        try (Client client = new Client(CONFIG, members, "127.0.0.1"))
        {
            assertThrows(InvariantViolation.class, () -> client.channels.link(1));
            assertThrows(InvariantViolation.class, () -> client.send(0, new byte[
                TransportConfig.maxFrameLength(CONFIG.requestTermLength()) + 1]));
        }
    }
}
