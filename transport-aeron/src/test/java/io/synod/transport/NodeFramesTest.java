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

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.synod.protocol.ConfigException;
import io.synod.protocol.InvariantViolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** What nodes say to each other around the core: hellos and digests. */
class NodeFramesTest
{
    private static final int SPOILT_FRAMES = 1_000_000;
    private static final long SEED = Long.getLong("mutation.seed", 20_260_102L);
    private static final int NEW_VERSION = 1;
    private static final int FLAGS_OFFSET = 48;
    private static final int HELLO_GROUP_OFFSET = 48 + 4;
    private static final int HELLO_ENTRIES_OFFSET = HELLO_GROUP_OFFSET + 4;
    private static final int DIGEST_GROUP_OFFSET = 48 + 8;
    private static final FrameSink FULL = (to, head, headLength, body, bodyOffset, bodyLength) -> false;

    private final NodeInbox inbox = new NodeInbox();

    record Case(Refusal refusal, String name, DirectBuffer frame)
    {
        Case(final Refusal refusal, final String name, final byte[] frame)
        {
            this(refusal, name, new UnsafeBuffer(frame));
        }

        @Override
        public String toString()
        {
            return refusal + ": " + name;
        }
    }

    private static byte[] withInt(final NodeMessage message, final int offset, final int value)
    {
        return Frames.seal(Frames.withInt(message.frame(), offset, value));
    }

    private static byte[] withShort(final NodeMessage message, final int offset, final int value)
    {
        return Frames.seal(Frames.withShort(message.frame(), offset, value));
    }

    private static byte[] withLong(final NodeMessage message, final int offset, final long value)
    {
        final byte[] frame = message.frame();
        Frames.view(frame).putLong(offset, value);
        return Frames.seal(frame);
    }

    private static byte[] resized(final NodeMessage message, final int change)
    {
        final byte[] frame = message.frame();
        return Frames.seal(Arrays.copyOf(frame, frame.length + change));
    }

    static Stream<Case> cases()
    {
        return Stream.of(frames(NodeMessage.HELLO), frames(NodeMessage.STATE_DIGEST), hellos(), digests())
            .flatMap(List::stream);
    }

    /** What is the same for both. */
    private static List<Case> frames(final NodeMessage message)
    {
        final byte[] frame = message.frame();
        final byte[] damaged = frame.clone();
        damaged[frame.length - 1] ^= 1;
        return List.of(
            new Case(Refusal.FRAME_LENGTH, "a byte too many", Arrays.copyOf(frame, frame.length + 1)),
            new Case(Refusal.FRAME_CHECKSUM, "a bit fell over", damaged),
            new Case(Refusal.FOREIGN_CLUSTER, "another cluster", withLong(message, 16, 3)),
            new Case(Refusal.FOREIGN_GROUP, "another group", withInt(message, 32, 8)),
            new Case(Refusal.MISROUTED, "for member 2", withShort(message, 42, 2)),
            new Case(Refusal.UNKNOWN_SENDER, "a member nobody configured", withShort(message, 40, 40)),
            new Case(Refusal.UNKNOWN_SENDER, "a negative member id", withShort(message, 40, -1)),
            new Case(Refusal.UNKNOWN_SENDER, "a member id whose bit would be another's", withShort(message, 40, 65)),
            new Case(Refusal.OWN_FRAME, "itself", withShort(message, 40, Frames.RECEIVER)),
            new Case(Refusal.BLOCK_LENGTH, "a shorter block", withShort(message, 0, 2)),
            new Case(Refusal.TRAILING_BYTES, "a byte behind the group", resized(message, 1)),
            new Case(Refusal.GROUP_COUNT, "an entry cut off", resized(message, -1)));
    }

    private static List<Case> hellos()
    {
        return List.of(
            new Case(Refusal.SHORT_FRAME, "a byte less than a header", Arrays.copyOf(NodeMessage.HELLO.frame(), 47)),
            new Case(Refusal.FOREIGN_SCHEMA, "a client's schema", withShort(NodeMessage.HELLO, 4, 102)),
            new Case(Refusal.UNKNOWN_TEMPLATE, "a message for the core", Message.HEARTBEAT.frame()),
            new Case(Refusal.DIGEST, "without incarnation", withLong(NodeMessage.HELLO, 24, 0)),
            new Case(Refusal.DIGEST, "knows a member without digest",
                withLong(NodeMessage.HELLO, HELLO_ENTRIES_OFFSET + 4, 0)),
            new Case(Refusal.MEMBER, "knows member 64",
                withInt(NodeMessage.HELLO, HELLO_ENTRIES_OFFSET + 2 * 12, 64)),
            new Case(Refusal.MEMBER, "knows member -1", withInt(NodeMessage.HELLO, HELLO_ENTRIES_OFFSET, -1)),
            new Case(Refusal.MEMBER, "names a member twice", withInt(NodeMessage.HELLO, HELLO_ENTRIES_OFFSET + 12, 0)),
            new Case(Refusal.FLAGS, "an unknown flag", withInt(NodeMessage.HELLO, FLAGS_OFFSET, 2)),
            new Case(Refusal.BLOCK_LENGTH, "a shorter entry", withShort(NodeMessage.HELLO, HELLO_GROUP_OFFSET, 11)),
            new Case(Refusal.GROUP_COUNT, "65 members", Frames.seal(Frames.withShort(
                Arrays.copyOf(NodeMessage.HELLO_FULL.frame(), HELLO_ENTRIES_OFFSET + 65 * 12),
                HELLO_GROUP_OFFSET + 2, 65))));
    }

    private static List<Case> digests()
    {
        return List.of(
            new Case(Refusal.FOREIGN_INCARNATION, "a wiped directory", withLong(NodeMessage.STATE_DIGEST, 24, 0x2001)),
            new Case(Refusal.EPOCH, "epoch 0", withInt(NodeMessage.STATE_DIGEST, 36, 0)),
            new Case(Refusal.SEQUENCE, "below none", withLong(NodeMessage.STATE_DIGEST_EMPTY, 48, -1)),
            new Case(Refusal.SEQUENCE, "too great", withLong(NodeMessage.STATE_DIGEST, 48, (1L << 62) + 1)),
            new Case(Refusal.SEQUENCE, "more digests than commands", withLong(NodeMessage.STATE_DIGEST, 48, 1)),
            new Case(Refusal.GROUP_COUNT, "65 digests", Frames.seal(Frames.withShort(
                Arrays.copyOf(NodeMessage.STATE_DIGEST_FULL.frame(), DIGEST_GROUP_OFFSET + 4 + 65 * 8),
                DIGEST_GROUP_OFFSET + 2, 65))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frameIsRefusedForItsReasonAndHasNoOtherEffect(final Case refused)
    {
        assertFalse(inbox.onFrame(refused.frame(), 0, refused.frame().capacity()));

        assertEquals(List.of(), inbox.calls());
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(refusal == refused.refusal() ? 1 : 0, inbox.count(refusal), refusal::toString);
        }
    }

    @Test
    void helloTellsWhoTheSenderIsAndWhomItKnows()
    {
        assertTrue(inbox.deliver(NodeMessage.HELLO.frame()));
        assertTrue(inbox.deliver(NodeMessage.HELLO_STRANGER.frame()));

        assertEquals(List.of("hello 1 4097 true 0=4096 1=4097 63=4159", "hello 1 4097 true"), inbox.calls());
    }

    @Test
    void helloOfAnyIncarnationIsTaken()
    {
        assertTrue(inbox.deliver(withLong(NodeMessage.HELLO_STRANGER, 24, -77)));

        assertEquals(List.of("hello 1 -77 true"), inbox.calls());
    }

    @Test
    void digestsArriveInOrder()
    {
        assertTrue(inbox.deliver(NodeMessage.STATE_DIGEST.frame()));
        assertTrue(inbox.deliver(NodeMessage.STATE_DIGEST_EMPTY.frame()));

        assertEquals(List.of("stateDigest 1 1002 -4 -5", "stateDigest 1 0"), inbox.calls());
    }

    @Test
    void fullMessagesHoldAllMembersAndDigests()
    {
        assertTrue(inbox.deliver(NodeMessage.HELLO_FULL.frame()));
        assertTrue(inbox.deliver(NodeMessage.STATE_DIGEST_FULL.frame()));

        assertTrue(inbox.calls().get(0).startsWith("hello 1 4097 false 0=-1 ") &&
            inbox.calls().get(0).endsWith(" 63=-64"));
        assertTrue(inbox.calls().get(1).startsWith("stateDigest 1 64 -1 ") && inbox.calls().get(1).endsWith(" -64"));
    }

    @ParameterizedTest
    @EnumSource
    void messageIsNotForTheCore(final NodeMessage message)
    {
        final RangeInbox core = new RangeInbox();
        final PeerAdapter adapter = Frames.receiver(core);

        assertFalse(Frames.deliver(adapter, message.frame()));

        assertEquals(0, core.calls());
        assertEquals(1, adapter.count(Refusal.UNKNOWN_TEMPLATE));
        assertEquals(1, adapter.refused());
    }

    @ParameterizedTest
    @EnumSource
    void fullSinkIsAnsweredWithFalse(final NodeMessage message)
    {
        assertFalse(message.send(
            new GreetingEncoder(Frames.CLUSTER_ID, Frames.GROUP_ID, Frames.SENDER, NodeMessage.OWN_DIGEST, FULL),
            new DigestEncoder(Frames.identity(Frames.SENDER), FULL)));
    }

    @ParameterizedTest
    @EnumSource
    void whatANewerVersionAppendsIsSteppedOver(final NodeMessage message)
    {
        final byte[] frame = message.frame();
        final int blockLength = message.isHello() ? 4 : 8;
        byte[] longer = Frames.insert(Frames.insert(frame, frame.length, 21), 48 + blockLength, 12);
        longer = Frames.withShort(Frames.withShort(longer, Frames.BLOCK_LENGTH_OFFSET, blockLength + 12),
            Frames.VERSION_OFFSET, NEW_VERSION);

        assertTrue(inbox.deliver(frame));
        assertTrue(inbox.deliver(Frames.seal(longer)));

        assertEquals(inbox.calls().get(0), inbox.calls().get(1));
    }

    @Test
    void flagsAndFieldsOfEntriesOfANewerVersionAreIgnored()
    {
        byte[] frame = Frames.withInt(NodeMessage.HELLO.frame(), FLAGS_OFFSET, -1);
        for (int i = 3; i > 0; i--)
        {
            frame = Frames.insert(frame, HELLO_ENTRIES_OFFSET + 12 * i, 8);
        }
        frame = Frames.withShort(Frames.withShort(frame, HELLO_GROUP_OFFSET, 12 + 8),
            Frames.VERSION_OFFSET, NEW_VERSION);

        assertTrue(inbox.deliver(Frames.seal(frame)));

        assertEquals(List.of("hello 1 4097 true 0=4096 1=4097 63=4159"), inbox.calls());
    }

    @Test
    void spoiltFramesAreRefusedWithoutAnyOtherEffect()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final Mutations mutations = new Mutations(random);
        final byte[][] frames = Stream.of(NodeMessage.values()).map(NodeMessage::frame).toArray(byte[][]::new);
        final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        for (int i = 0; i < SPOILT_FRAMES; i++)
        {
            final byte[] original = frames[random.nextInt(frames.length)];
            final byte[] spoilt = mutations.mutated(original, 0, 2, 6, 52, 54, 56, 58);
            final boolean isSealed = random.nextBoolean();
            final byte[] frame = isSealed ? Frames.seal(spoilt) : spoilt;
            buffer.wrap(frame);
            try
            {
                inbox.calls().clear();
                final boolean isTaken = inbox.onFrame(buffer, 0, frame.length);
                assertEquals(isTaken ? 1 : 0, inbox.calls().size());
                assertTrue(!isTaken || isSealed || Arrays.equals(frame, original), "a damaged frame got through");
            }
            catch (final Throwable failure)
            {
                fail("-Dmutation.seed=" + SEED + " frame " + i + ": " + HexFormat.of().formatHex(frame), failure);
            }
        }
        assertTrue(inbox.count(Refusal.NONE) > SPOILT_FRAMES / 100);
    }

    @Test
    void templateIdIsReadOfPeersFramesAlone()
    {
        final byte[] frame = NodeMessage.STATE_DIGEST.frame();
        final UnsafeBuffer buffer = new UnsafeBuffer(Frames.insert(frame, 0, 3));

        assertEquals(DigestAdapter.TEMPLATE_ID, PeerAdapter.templateId(buffer, 3, frame.length));
        assertEquals(13, DigestAdapter.TEMPLATE_ID);
        assertEquals(12, GreetingAdapter.TEMPLATE_ID);
        assertEquals(-1, PeerAdapter.templateId(buffer, 3, 47));
        assertEquals(-1, PeerAdapter.templateId(buffer, 3, frame.length + 1));
        assertEquals(-1, PeerAdapter.templateId(buffer, -1, frame.length));
        assertEquals(-1, PeerAdapter.templateId(buffer, Integer.MAX_VALUE, frame.length));
        assertEquals(-1, PeerAdapter.templateId(new UnsafeBuffer(Frames.withShort(frame, 4, 102)), 0, frame.length));
        assertEquals(0xFFFF,
            PeerAdapter.templateId(new UnsafeBuffer(Frames.withShort(frame, 2, 0xFFFF)), 0, frame.length));
    }

    @Test
    void whatCannotWorkIsRefusedAtConstruction()
    {
        assertThrows(ConfigException.class, () -> new GreetingEncoder(0, 0, 0, 1, FULL));
        assertThrows(ConfigException.class, () -> new GreetingEncoder(1, -1, 0, 1, FULL));
        assertThrows(ConfigException.class, () -> new GreetingEncoder(1, 0, 64, 1, FULL));
        assertThrows(ConfigException.class, () -> new GreetingEncoder(1, 0, 0, 0, FULL));
        assertThrows(ConfigException.class, () -> new GreetingAdapter(1, 0, 0, 0b10, inbox));
    }

    @Test
    void moreDigestsThanCommandsCannotBeSent()
    {
        final DigestEncoder encoder = new DigestEncoder(Frames.identity(Frames.SENDER), FULL);

        assertThrows(InvariantViolation.class, () -> encoder.sendStateDigest(0, 2, new long[3], 0, 3));
        assertThrows(InvariantViolation.class, () -> encoder.sendStateDigest(0, 99, new long[65], 0, 65));
    }
}
