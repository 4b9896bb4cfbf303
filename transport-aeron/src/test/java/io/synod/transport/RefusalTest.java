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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Each reason for which a frame is dropped, and that dropping has no other effect. */
class RefusalTest
{
    private static final int TO = Frames.RECEIVER;
    private static final long ABOVE = FieldRules.MAX_SLOT + 1;
    private static final long OURS = Message.ours(6);
    private static final long THEIRS = Message.theirs(6);
    private static final long NO_BALLOT = 0xFF;
    private static final int PROMISE_FLAGS_OFFSET = 48 + 64;
    private static final int HEARTBEAT_FLAGS_OFFSET = 48 + 48;
    private static final int GROUP_OFFSET = 48 + 68;
    private static final int KIND_OF_FIRST_HEADER_OFFSET = GROUP_OFFSET + 4 + 28;

    record Case(Refusal refusal, String name, DirectBuffer frame)
    {
        @Override
        public String toString()
        {
            return refusal + ": " + name;
        }
    }

    private static Case bytes(final Refusal refusal, final String name, final byte[] frame)
    {
        return new Case(refusal, name, new UnsafeBuffer(frame));
    }

    private static Case message(final Refusal refusal, final String name, final Consumer<Outbox> message)
    {
        return bytes(refusal, name, Frames.of(message));
    }

    private static Case from(final Refusal refusal, final String name, final PeerIdentity sender)
    {
        return bytes(refusal, name, Frames.of(sender, Message.HEARTBEAT::send));
    }

    private static byte[] sealed(final Message message, final int offset, final int value)
    {
        return Frames.seal(Frames.withInt(message.frame(), offset, value));
    }

    static Stream<Case> cases()
    {
        return Stream.of(wholeFrames(), addresses(), layouts(), ballots(), slots(), promises(), entries())
            .flatMap(List::stream);
    }

    private static List<Case> wholeFrames()
    {
        final byte[] accept = Message.ACCEPT.frame();
        final byte[] damaged = accept.clone();
        damaged[60] ^= 1;
        return List.of(
            bytes(Refusal.SHORT_FRAME, "nothing", new byte[0]),
            bytes(Refusal.SHORT_FRAME, "a byte less than a header", Arrays.copyOf(accept, 47)),
            bytes(Refusal.FRAME_LENGTH, "the last byte is missing", Arrays.copyOf(accept, accept.length - 1)),
            bytes(Refusal.FRAME_LENGTH, "a byte too many", Arrays.copyOf(accept, accept.length + 1)),
            bytes(Refusal.FOREIGN_SCHEMA, "another schema", Frames.seal(Frames.withShort(accept, 4, 102))),
            bytes(Refusal.UNKNOWN_TEMPLATE, "a later message",
                Frames.seal(Frames.withShort(accept, Frames.TEMPLATE_ID_OFFSET, 12))),
            bytes(Refusal.UNKNOWN_TEMPLATE, "template 0",
                Frames.seal(Frames.withShort(accept, Frames.TEMPLATE_ID_OFFSET, 0))),
            bytes(Refusal.BODY_LENGTH, "a block that leaves no room for the body's length",
                Frames.seal(Frames.withShort(accept, Frames.BLOCK_LENGTH_OFFSET, accept.length))),
            bytes(Refusal.BODY_LENGTH, "a body past the frame's end", sealed(Message.ACCEPT, 128, accept.length)),
            bytes(Refusal.BODY_LENGTH, "a body of 4 GiB", sealed(Message.ACCEPT, 128, -1)),
            bytes(Refusal.FRAME_CHECKSUM, "a bit fell over", damaged));
    }

    private static List<Case> addresses()
    {
        final byte[] heartbeat = Message.HEARTBEAT.frame();
        return List.of(
            from(Refusal.FOREIGN_CLUSTER, "another cluster", Frames.identity(3, Frames.GROUP_ID, 1, 0x1000)),
            from(Refusal.FOREIGN_GROUP, "another group", Frames.identity(Frames.CLUSTER_ID, 8, 1, 0x1000)),
            message(Refusal.MISROUTED, "for member 2", outbox -> outbox.sendPrepare(2, THEIRS, 1)),
            from(Refusal.UNKNOWN_SENDER, "a member nobody told of", Frames.identity(40)),
            bytes(Refusal.UNKNOWN_SENDER, "a negative member id",
                Frames.seal(Frames.withShort(heartbeat, 40, -1))),
            from(Refusal.OWN_FRAME, "itself", Frames.identity(TO)),
            from(Refusal.FOREIGN_INCARNATION, "a wiped directory",
                Frames.identity(Frames.CLUSTER_ID, Frames.GROUP_ID, 1, 0x2000)),
            bytes(Refusal.EPOCH, "epoch 0", sealed(Message.HEARTBEAT, 36, 0)));
    }

    private static List<Case> layouts()
    {
        final byte[] prepare = Message.PREPARE.frame();
        return List.of(
            bytes(Refusal.BLOCK_LENGTH, "a shorter block",
                Frames.seal(Frames.withShort(prepare, Frames.BLOCK_LENGTH_OFFSET, 8))),
            bytes(Refusal.BLOCK_LENGTH, "a block past the frame's end",
                Frames.seal(Arrays.copyOf(prepare, prepare.length - 1))),
            bytes(Refusal.BLOCK_LENGTH, "a shorter block in the group",
                Frames.seal(Frames.withShort(Message.PROMISE.frame(), GROUP_OFFSET, 31))),
            bytes(Refusal.GROUP_COUNT, "no group", Frames.seal(Arrays.copyOf(Message.PROMISE.frame(), GROUP_OFFSET))),
            bytes(Refusal.GROUP_COUNT, "a header that is not there",
                Frames.seal(Frames.withShort(Message.PROMISE.frame(), GROUP_OFFSET + 2, 4))),
            bytes(Refusal.GROUP_COUNT, "33 headers",
                Frames.seal(Frames.withShort(Arrays.copyOf(Message.PROMISE_FULL.frame(), 48 + 68 + 4 + 33 * 32),
                    GROUP_OFFSET + 2, 33))),
            bytes(Refusal.TRAILING_BYTES, "a byte behind the block",
                Frames.seal(Arrays.copyOf(prepare, prepare.length + 1))),
            bytes(Refusal.TRAILING_BYTES, "a header that is not counted",
                Frames.seal(Frames.withShort(Message.PROMISE.frame(), GROUP_OFFSET + 2, 2))),
            bytes(Refusal.TRAILING_BYTES, "a byte behind the body",
                Frames.seal(Arrays.copyOf(Message.ACCEPT.frame(), Message.ACCEPT.frame().length + 1))),
            bytes(Refusal.FLAGS, "an unknown flag of a promise",
                sealed(Message.PROMISE, PROMISE_FLAGS_OFFSET, 2)),
            bytes(Refusal.FLAGS, "an unknown flag of a heartbeat",
                sealed(Message.HEARTBEAT, HEARTBEAT_FLAGS_OFFSET, 4)));
    }

    private static List<Case> ballots()
    {
        final Entry entry = Message.batch();
        return List.of(
            message(Refusal.BALLOT, "prepare without", outbox -> outbox.sendPrepare(TO, Ballot.NONE, 1)),
            message(Refusal.BALLOT, "nack without a promise", outbox -> outbox.sendNack(TO, OURS, Ballot.NONE)),
            message(Refusal.BALLOT, "fill without",
                outbox -> outbox.sendFill(TO, 1, Message.batch().ballot(Ballot.NONE))),
            message(Refusal.BALLOT, "re-accept without origin",
                outbox -> outbox.sendReAccept(TO, THEIRS, 1, 0, 0, Message.batch().originBallot(0))),
            message(Refusal.BALLOT, "heartbeat that promised member 255's",
                outbox -> outbox.sendHeartbeat(TO, new Heartbeat().links(NO_BALLOT, 0, 0, false, false))),
            message(Refusal.BALLOT, "heartbeat that follows member 255",
                outbox -> outbox.sendHeartbeat(TO, new Heartbeat().links(0, NO_BALLOT, 0, false, false))),
            message(Refusal.BALLOT, "heartbeat with a negative chain",
                outbox -> outbox.sendHeartbeat(TO, new Heartbeat().log(-1, 0, 0))),
            message(Refusal.BALLOT_OWNER, "prepare at another's", outbox -> outbox.sendPrepare(TO, OURS, 1)),
            message(Refusal.BALLOT_OWNER, "accept at another's",
                outbox -> outbox.sendAccept(TO, OURS, 1, 0, 0, entry)),
            message(Refusal.BALLOT_OWNER, "re-accept at another's",
                outbox -> outbox.sendReAccept(TO, OURS, 1, 0, 0, entry)),
            message(Refusal.BALLOT_OWNER, "hand-over at another's", outbox -> outbox.sendHandOver(TO, OURS)),
            message(Refusal.BALLOT_OWNER, "promise for another's",
                outbox -> outbox.sendPromise(TO, THEIRS, Message.part(1))),
            message(Refusal.BALLOT_OWNER, "accepted for another's", outbox -> outbox.sendAccepted(TO, THEIRS, 1)),
            message(Refusal.BALLOT_OWNER, "gap for another's", outbox -> outbox.sendGap(TO, THEIRS, 1)),
            message(Refusal.BALLOT_OWNER, "nack for another's", outbox -> outbox.sendNack(TO, THEIRS, OURS)),
            message(Refusal.BALLOT_ORDER, "nack below what it refuses",
                outbox -> outbox.sendNack(TO, OURS, Message.theirs(5))),
            message(Refusal.BALLOT_ORDER, "re-accept below its origin",
                outbox -> outbox.sendReAccept(TO, Message.theirs(3), 1, 0, 0, entry)),
            message(Refusal.BALLOT_ORDER, "accept below its origin",
                outbox -> outbox.sendAccept(TO, Message.theirs(3), 1, 0, 0, entry)));
    }

    private static List<Case> slots()
    {
        final Entry entry = Message.batch();
        return List.of(
            message(Refusal.SLOT, "prepare from none", outbox -> outbox.sendPrepare(TO, THEIRS, 0)),
            message(Refusal.SLOT, "accept from none", outbox -> outbox.sendAccept(TO, THEIRS, 0, 0, 0, entry)),
            message(Refusal.SLOT, "re-accept fenced below none",
                outbox -> outbox.sendReAccept(TO, THEIRS, 1, -1, 0, entry)),
            message(Refusal.SLOT, "accepted past the last", outbox -> outbox.sendAccepted(TO, OURS, ABOVE)),
            message(Refusal.SLOT, "gap below none", outbox -> outbox.sendGap(TO, OURS, -1)),
            message(Refusal.SLOT, "heartbeat past the last",
                outbox -> outbox.sendHeartbeat(TO, new Heartbeat().log(0, 0, ABOVE))),
            message(Refusal.SLOT, "fetch from none", outbox -> outbox.sendFetch(TO, 0, 1)),
            message(Refusal.SLOT, "fill decided below none", outbox -> outbox.sendFill(TO, -1, entry)),
            message(Refusal.SLOT, "fill of none", outbox -> outbox.sendFill(TO, 1, Message.batch().slot(0))),
            message(Refusal.SLOT_ORDER, "fetch of nothing", outbox -> outbox.sendFetch(TO, 5, 5)),
            message(Refusal.SLOT_ORDER, "accept before its stream",
                outbox -> outbox.sendAccept(TO, THEIRS, 19, 0, 0, entry)));
    }

    private static Case promise(final Refusal refusal, final String name, final PromisePart part)
    {
        return message(refusal, name, outbox -> outbox.sendPromise(TO, OURS, part));
    }

    private static PromisePart withHeaders(final long... slots)
    {
        final PromisePart part = Message.part(0);
        for (final long slot : slots)
        {
            part.add(slot, Message.theirs(3), Message.theirs(3), 0, EntryKind.NO_OP);
        }
        return part;
    }

    private static PromisePart withHeader(final long ballot, final long originBallot, final byte kind)
    {
        final PromisePart part = Message.part(0);
        part.add(10, ballot, originBallot, 0, kind);
        return part;
    }

    private static List<Case> promises()
    {
        return List.of(
            promise(Refusal.BALLOT, "a chain of nobody's", Message.part(0).summary(NO_BALLOT, 1, 1, 1, 1)),
            promise(Refusal.BALLOT_ORDER, "a chain above", Message.part(0).summary(Message.theirs(7), 1, 1, 1, 1)),
            promise(Refusal.SLOT, "nothing kept", Message.part(0).summary(0, 1, 1, 1, 0)),
            promise(Refusal.SLOT, "a chain from below none", Message.part(0).summary(0, -1, 1, 1, 1)),
            promise(Refusal.SLOT_ORDER, "a chain that is less than empty", Message.part(0).summary(0, 5, 3, 1, 1)),
            promise(Refusal.SLOT_ORDER, "a range that ends before it starts", Message.part(0).range(9, 8, true)),
            promise(Refusal.SLOT_ORDER, "a header below the range", withHeaders(9)),
            promise(Refusal.SLOT_ORDER, "a header at the limit", withHeaders(89, 90)),
            promise(Refusal.SLOT_ORDER, "a slot twice", withHeaders(11, 11)),
            promise(Refusal.SLOT_ORDER, "falling slots", withHeaders(12, 11)),
            promise(Refusal.BALLOT, "a header without ballot", withHeader(0, 0, EntryKind.BATCH)),
            promise(Refusal.BALLOT, "a header without origin", withHeader(OURS, 0, EntryKind.BATCH)),
            promise(Refusal.BALLOT, "a faulty one of nobody's", withHeader(NO_BALLOT, 0, EntryKind.FAULTY)),
            promise(Refusal.BALLOT_ORDER, "accepted above the promise",
                withHeader(Message.ours(7), OURS, EntryKind.BATCH)),
            promise(Refusal.BALLOT_ORDER, "accepted below its origin",
                withHeader(Message.theirs(2), Message.theirs(3), EntryKind.BATCH)),
            promise(Refusal.KIND, "a kind that is none", withHeader(OURS, OURS, (byte)6)),
            bytes(Refusal.KIND, "a kind beyond a byte",
                sealed(Message.PROMISE, KIND_OF_FIRST_HEADER_OFFSET, 0x101)));
    }

    private static Case entry(final Refusal refusal, final String name, final Entry entry)
    {
        return message(refusal, name, outbox -> outbox.sendAccept(TO, Message.theirs(5), 1, 0, 0, entry));
    }

    private static List<Case> entries()
    {
        return List.of(
            entry(Refusal.BALLOT, "without origin", Message.sealed(Message.batch().originBallot(0))),
            entry(Refusal.KIND, "faulty", Message.sealed(Message.batch().kind(EntryKind.FAULTY))),
            entry(Refusal.ENTRY_FIELD, "sequence 0", Message.sealed(Message.batch().firstSequence(0))),
            entry(Refusal.ENTRY_FIELD, "a sequence too great", Message.sealed(Message.batch().firstSequence(ABOVE))),
            entry(Refusal.ENTRY_FIELD, "before 1970", Message.sealed(Message.batch().timeNs(-1))),
            entry(Refusal.ENTRY_FIELD, "epoch 0", Message.sealed(Message.batch().epoch(0))),
            entry(Refusal.ENTRY_FIELD, "less than no commands", Message.sealed(Message.batch().commandCount(-1))),
            entry(Refusal.ENTRY_CHECKSUM, "another slot's value", Message.batch().slot(19)),
            entry(Refusal.ENTRY_CHECKSUM, "another value", Message.batch().checksum(1)),
            entry(Refusal.MALFORMED_BODY, "a command too many", Message.sealed(Message.batch().commandCount(3))),
            entry(Refusal.MALFORMED_BODY, "a no-op with a body", Message.sealed(Message.batch().kind(EntryKind.NO_OP))),
            entry(Refusal.MALFORMED_BODY, "a batch of nothing", Message.sealed(Message.noOp().kind(EntryKind.BATCH))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frameIsRefusedForItsReasonAndHasNoOtherEffect(final Case refused)
    {
        final TextInbox inbox = new TextInbox();
        final PeerAdapter adapter = Frames.receiver(inbox);

        assertFalse(adapter.onFrame(refused.frame(), 0, refused.frame().capacity()));

        assertEquals(List.of(), inbox.calls());
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(refusal == refused.refusal() ? 1 : 0, adapter.count(refusal), refusal::toString);
        }
    }

    @Test
    void everyReasonIsReached()
    {
        final Set<Refusal> reached = cases().map(Case::refusal).collect(Collectors.toSet());

        assertEquals(EnumSet.range(Refusal.SHORT_FRAME, Refusal.MALFORMED_BODY), reached);
    }

    @Test
    void frameOutsideItsBufferIsRefused()
    {
        final PeerAdapter adapter = Frames.receiver(new TextInbox());
        final UnsafeBuffer buffer = new UnsafeBuffer(Message.PREPARE.frame());

        assertFalse(adapter.onFrame(buffer, 1, buffer.capacity()));
        assertFalse(adapter.onFrame(buffer, -1, buffer.capacity()));
        assertFalse(adapter.onFrame(buffer, 0, Integer.MAX_VALUE));
        assertFalse(adapter.onFrame(buffer, Integer.MAX_VALUE, 48));
        assertFalse(adapter.onFrame(buffer, 0, -1));
        assertEquals(5, adapter.count(Refusal.SHORT_FRAME));
    }

    @Test
    void numbersOfTheReasonsAreDense()
    {
        int next = 0;
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(next++, refusal.id());
        }
        assertEquals(next, Refusal.COUNT);
    }
}
