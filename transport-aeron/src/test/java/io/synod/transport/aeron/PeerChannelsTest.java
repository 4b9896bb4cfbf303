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

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class PeerChannelsTest
{
    private static final TransportConfig CONFIG = TransportConfig.defaults();
    private static final int LIMIT_LENGTH = TransportConfig.maxFrameLength(CONFIG.peerTermLength());
    private static final int[] LENGTHS =
        { 0, 1, 47, 1375, 1376, 1377, 32735, 32736, 32737, 100_000, 1 << 20, LIMIT_LENGTH - 1, LIMIT_LENGTH };

    private final Random random = new Random(1);

    private byte[] bytes(final int length)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Runnable all(final Member... members)
    {
        return () ->
        {
            for (final Member member : members)
            {
                member.doWork();
            }
        };
    }

    private static void passes(final Member from, final Member to, final int memberId, final byte[] frame)
    {
        final int before = to.peersInbox.frames.size();
        Await.until("sent to " + memberId, all(from, to), () -> from.send(memberId, frame));
        Await.until("arrived at " + memberId, all(from, to), () -> to.peersInbox.frames.size() > before);
        assertArrayEquals(frame, to.peersInbox.last());
    }

    private void framesOfAllLengthsPassBothWays(final TransportConfig config, final MemberAddresses members)
    {
        try (Member a = new Member(config, members, 0); Member b = new Member(config, members, 1))
        {
            for (final int length : LENGTHS)
            {
                passes(a, b, 1, bytes(length));
                passes(b, a, 0, bytes(length));
            }
            assertEquals(LENGTHS.length, a.peersInbox.frames.size());
            assertEquals(LENGTHS.length, b.peersInbox.frames.size());
            assertEquals(LENGTHS.length, a.peers.count(1, SendResult.SENT));
            assertEquals(0, a.errors.size(), a.errors::toString);
        }
    }

    @Test
    void framesPassOverIpv4()
    {
        framesOfAllLengthsPassBothWays(CONFIG, Sockets.members("127.0.0.1", 2));
    }

    @Test
    void framesPassOverIpv6()
    {
        assumeTrue(Sockets.hasIpv6(), "this machine has no ::1");
        framesOfAllLengthsPassBothWays(CONFIG, Sockets.members("[::1]", 2));
    }

    @Test
    void framesPassBetweenNames()
    {
        framesOfAllLengthsPassBothWays(CONFIG, Sockets.members("localhost", 2));
    }

    @Test
    void framesPassInDatagramsOfEthernet()
    {
        framesOfAllLengthsPassBothWays(CONFIG.withLoopbackMtuLength(1408), Sockets.members("127.0.0.1", 2));
    }

    @Test
    void framesPassWithADriverOnOneThreadAndOnThree()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(CONFIG.withDriverMode(DriverMode.SHARED), members, 0);
            Member b = new Member(CONFIG.withDriverMode(DriverMode.DEDICATED), members, 1))
        {
            passes(a, b, 1, bytes(100_000));
            passes(b, a, 0, bytes(100_000));
        }
    }

    @Test
    void aPeerThatLeavesAndComesBackIsFoundBothWays()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(members, 0))
        {
            for (int life = 0; life < 3; life++)
            {
                try (Member b = new Member(members, 1))
                {
                    // What was meant for its last life may still come.
                    final byte[] frame = bytes(20_000);
                    Await.until("a reaches b again", all(a, b), () ->
                        b.peersInbox.holds(frame) || !a.send(1, frame) && b.peersInbox.holds(frame));
                    passes(b, a, 0, bytes(20_000));
                }
            }
            assertEquals(3, a.peersInbox.frames.size());
        }
    }

    @Test
    void aPeerThatDoesNotReadHoldsBackNobodyElse()
    {
        final TransportConfig config = CONFIG.withPeerTermLength(1 << 20);
        final MemberAddresses members = Sockets.members("127.0.0.1", 3);
        try (Member a = new Member(config, members, 0);
            Member b = new Member(config, members, 1);
            Member c = new Member(config, members, 2))
        {
            c.isReading = false;
            int sent = 0;
            Await.until("connected", all(a, b, c), () -> a.peers.isConnected(1) && a.peers.isConnected(2));
            while (a.peers.count(2, SendResult.BACK_PRESSURED) == 0)
            {
                sent += a.send(2, bytes(10_000)) ? 1 : 0;
                all(a, b, c).run();
            }

            for (int i = 0; i < 300; i++)
            {
                passes(a, b, 1, bytes(10_000));
                assertFalse(a.send(2, bytes(10_000)));
            }
            assertEquals(0, a.peers.count(1, SendResult.BACK_PRESSURED));
            assertEquals(0, c.peersInbox.frames.size());

            c.isReading = true;
            final int expected = sent;
            Await.until("c reads what was sent", all(a, b, c), () -> c.peersInbox.frames.size() == expected);
            passes(a, c, 2, bytes(10_000));
        }
    }

    @Test
    void nobodyIsThereUntilTheyAre()
    {
        final MemberAddresses members = MemberAddresses.parse(
            Sockets.members("127.0.0.1", 2) + ",2=no-such-host.invalid:20110");
        try (Member a = new Member(members, 0); Member b = new Member(members, 1))
        {
            assertFalse(a.send(1, bytes(10)));
            assertFalse(a.send(2, bytes(10)));
            passes(a, b, 1, bytes(10));
            assertFalse(a.peers.isConnected(2));
            assertTrue(a.peers.count(1, SendResult.NOT_CONNECTED) > 0);
            assertEquals(1, a.peers.count(2, SendResult.NOT_CONNECTED));
        }
    }

    @Test
    void refusesFramesThatNoStreamCarries()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(members, 0))
        {
            final InvariantViolation tooLong =
                assertThrows(InvariantViolation.class, () -> a.send(1, new byte[LIMIT_LENGTH + 1]));
            assertEquals("a frame of 2097153 bytes is longer than 2097152, " +
                "the limit of transport.peerTermLength=16777216 (an eighth of it)", tooLong.getMessage());
            assertThrows(InvariantViolation.class, () -> a.send(0, new byte[1]));
            assertThrows(InvariantViolation.class, () -> a.send(64, new byte[1]));
        }
    }

    @Test
    void refusesAnAddressThatIsTaken() throws IOException
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        final InetSocketAddress taken =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), members.address(0).port());
        try (DatagramSocket socket = new DatagramSocket(taken);
            TransportDriver driver = TransportDriver.launch(CONFIG, error -> {}))
        {
            assertTrue(socket.isBound());
            final ConfigException refusal =
                assertThrows(ConfigException.class, () -> new PeerChannels(driver, CONFIG, members, 0));
            assertTrue(refusal.getMessage().startsWith(
                "members: '" + members.address(0) + "' cannot be listened at: "), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("Address already in use"), refusal::getMessage);

            // The driver is as good as before.
            new PeerChannels(driver, CONFIG, members, 1).close();
        }
    }

    @Test
    void junkChangesNothing() throws IOException
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(members, 0);
            Member b = new Member(members, 1);
            DatagramSocket socket = new DatagramSocket())
        {
            passes(a, b, 1, bytes(10));
            for (int i = 0; i < 2000; i++)
            {
                final byte[] junk = i == 0 ? "hello".getBytes(StandardCharsets.US_ASCII) : bytes(random.nextInt(200));
                if (i % 2 == 1 && junk.length > 8)
                {
                    // Looks like Aeron's: a version, flags and one of the types of its frames.
                    junk[4] = 0;
                    junk[6] = (byte)random.nextInt(12);
                    junk[7] = 0;
                }
                socket.send(new DatagramPacket(
                    junk, junk.length, InetAddress.getLoopbackAddress(), members.address(1).port()));
                all(a, b).run();
            }
            passes(a, b, 1, bytes(100_000));
            passes(b, a, 0, bytes(100_000));
            assertEquals(2, b.peersInbox.frames.size());
        }
    }

    @Test
    void whatAHandlerThrowsReachesThePoll()
    {
        final MemberAddresses members = Sockets.members("127.0.0.1", 2);
        try (Member a = new Member(members, 0); Member b = new Member(members, 1))
        {
            b.isReading = false;
            Await.until("sent", all(a, b), () -> a.send(1, bytes(10)));
            final IllegalStateException thrown = assertThrows(IllegalStateException.class, () ->
                Await.until("thrown", all(a, b), () -> b.peers.poll(PeerChannelsTest::fail, Member.LIMIT) > 0));
            assertEquals("of 10 bytes", thrown.getMessage());
        }
    }

    private static void fail(final DirectBuffer buffer, final int offset, final int length)
    {
        throw new IllegalStateException("of " + length + " bytes");
    }
}
