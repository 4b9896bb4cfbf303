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

import io.synod.protocol.Ballot;
import io.synod.transport.Frames;
import io.synod.transport.Refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Each reason for which a frame between client and member is dropped, and that dropping has no other effect. */
class ClientRefusalTest
{
    /** All that can be wrong with such a frame. */
    static final Set<Refusal> REASONS = EnumSet.of(
        Refusal.SHORT_FRAME, Refusal.FRAME_LENGTH, Refusal.FOREIGN_SCHEMA, Refusal.UNKNOWN_TEMPLATE,
        Refusal.BODY_LENGTH, Refusal.FRAME_CHECKSUM, Refusal.FOREIGN_CLUSTER, Refusal.FOREIGN_GROUP,
        Refusal.MISROUTED, Refusal.UNKNOWN_SENDER, Refusal.BLOCK_LENGTH, Refusal.GROUP_COUNT, Refusal.TRAILING_BYTES,
        Refusal.BALLOT, Refusal.BALLOT_OWNER, Refusal.SLOT, Refusal.FLAGS, Refusal.CONNECTION, Refusal.SESSION,
        Refusal.REQUEST_ID, Refusal.SEQUENCE, Refusal.SUBSCRIPTION, Refusal.CHANNEL, Refusal.RUNS, Refusal.PART,
        Refusal.CODE, Refusal.MEMBER, Refusal.RANGE);

    private static final long ABOVE = (1L << 62) + 1;
    private static final long SESSION = ClientMessage.SESSION;
    private static final long NO_BALLOT = 0xFF;
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);
    private static final int ACKS_GROUP_OFFSET = 52;
    private static final int STATUS_GROUP_OFFSET = 160;
    private static final int STATUS_MEMBERS_OFFSET = STATUS_GROUP_OFFSET + 4;

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

    private static Case message(final Refusal refusal, final String name, final Consumer<Outboxes> message)
    {
        return new Case(refusal, name, ClientFrames.of(message));
    }

    private static Case request(final Refusal refusal, final String name, final Consumer<RequestOutbox> request)
    {
        return message(refusal, name, outboxes -> request.accept(outboxes.requests()));
    }

    private static Case answer(final Refusal refusal, final String name, final Consumer<AnswerOutbox> answer)
    {
        return message(refusal, name, outboxes -> answer.accept(outboxes.answers()));
    }

    private static Case commands(final Refusal refusal, final String name, final Consumer<CommandsOutbox> commands)
    {
        return message(refusal, name, outboxes -> commands.accept(outboxes.commands()));
    }

    private static Case withInt(
        final Refusal refusal, final String name, final ClientMessage message, final int offset, final int value)
    {
        return new Case(refusal, name, ClientFrames.seal(Frames.withInt(message.frame(), offset, value)));
    }

    private static Case withLong(
        final Refusal refusal, final String name, final ClientMessage message, final int offset, final long value)
    {
        return new Case(refusal, name, ClientFrames.seal(ClientFrames.withLong(message.frame(), offset, value)));
    }

    private static Case withShort(
        final Refusal refusal, final String name, final ClientMessage message, final int offset, final int value)
    {
        return new Case(refusal, name, ClientFrames.seal(Frames.withShort(message.frame(), offset, value)));
    }

    private static Case resized(
        final Refusal refusal, final String name, final ClientMessage message, final int change)
    {
        final byte[] frame = message.frame();
        return new Case(refusal, name, ClientFrames.seal(Arrays.copyOf(frame, frame.length + change)));
    }

    static Stream<Case> cases()
    {
        return Stream.of(wholeFrames(), addresses(), layouts(), requests(), channels(), states(), answers(), acks(),
            statuses(), parts()).flatMap(List::stream);
    }

    private static List<Case> wholeFrames()
    {
        final byte[] append = ClientMessage.APPEND.frame();
        final byte[] damagedBody = append.clone();
        damagedBody[append.length - 1] ^= 1;
        final byte[] damagedPart = ClientMessage.COMMANDS.frame();
        damagedPart[damagedPart.length - 1] ^= 1;
        return List.of(
            new Case(Refusal.SHORT_FRAME, "nothing", new byte[0]),
            new Case(Refusal.SHORT_FRAME, "a byte less than a header", Arrays.copyOf(append, 39)),
            new Case(Refusal.FRAME_LENGTH, "the last byte is missing", Arrays.copyOf(append, append.length - 1)),
            new Case(Refusal.FRAME_LENGTH, "a byte too many", Arrays.copyOf(append, append.length + 1)),
            withShort(Refusal.FOREIGN_SCHEMA, "a peer's schema", ClientMessage.APPEND, 4, 101),
            withShort(Refusal.UNKNOWN_TEMPLATE, "template 0", ClientMessage.APPEND, 2, 0),
            withShort(Refusal.UNKNOWN_TEMPLATE, "a later request", ClientMessage.APPEND, 2, 11),
            withShort(Refusal.UNKNOWN_TEMPLATE, "a later answer", ClientMessage.EXPECTED, 2, 30),
            withShort(Refusal.UNKNOWN_TEMPLATE, "a later word on subscriptions", ClientMessage.COMMANDS, 2, 43),
            withShort(Refusal.UNKNOWN_TEMPLATE, "a template beyond all", ClientMessage.COMMANDS, 2, 0xFFFF),
            withShort(Refusal.BODY_LENGTH, "no room for the body's length", ClientMessage.APPEND, 0, append.length),
            withInt(Refusal.BODY_LENGTH, "a command past the frame's end", ClientMessage.APPEND, 56, 6),
            withInt(Refusal.BODY_LENGTH, "a command of 4 GiB", ClientMessage.APPEND, 56, -1),
            withInt(Refusal.BODY_LENGTH, "a channel past the frame's end", ClientMessage.CONNECT, 48, 255),
            withInt(Refusal.BODY_LENGTH, "a part past the frame's end", ClientMessage.COMMANDS, 76, 65),
            new Case(Refusal.FRAME_CHECKSUM, "a bit of a command fell over", damagedBody),
            new Case(Refusal.FRAME_CHECKSUM, "a bit of an entry fell over", damagedPart));
    }

    private static List<Case> addresses()
    {
        final ClientIdentity other = new ClientIdentity(3, ClientFrames.IDENTITY.groupId());
        final ClientIdentity otherGroup = new ClientIdentity(ClientFrames.IDENTITY.clusterId(), 8);
        return List.of(
            new Case(Refusal.FOREIGN_CLUSTER, "another cluster",
                ClientFrames.of(other, ClientMessage.ASK_STATUS::send)),
            new Case(Refusal.FOREIGN_CLUSTER, "an answer of another cluster",
                ClientFrames.of(other, ClientMessage.EXPECTED::send)),
            new Case(Refusal.FOREIGN_GROUP, "another group",
                ClientFrames.of(otherGroup, ClientMessage.COMMANDS::send)),
            withInt(Refusal.MISROUTED, "a request for member 1", ClientMessage.APPEND, ClientFrames.MEMBER_OFFSET, 1),
            withInt(Refusal.UNKNOWN_SENDER, "an answer of member 64", ClientMessage.ACKS,
                ClientFrames.MEMBER_OFFSET, 64),
            withInt(Refusal.UNKNOWN_SENDER, "commands of member -1", ClientMessage.COMMANDS,
                ClientFrames.MEMBER_OFFSET, -1),
            withLong(Refusal.CONNECTION, "a request of none", ClientMessage.ASK_STATUS,
                ClientFrames.CONNECTION_OFFSET, 0),
            withLong(Refusal.CONNECTION, "an answer for another's", ClientMessage.ACKS,
                ClientFrames.CONNECTION_OFFSET, 5),
            withLong(Refusal.CONNECTION, "commands for none", ClientMessage.COMMANDS,
                ClientFrames.CONNECTION_OFFSET, 0));
    }

    private static List<Case> layouts()
    {
        return List.of(
            withShort(Refusal.BLOCK_LENGTH, "a shorter block", ClientMessage.KEEP_ALIVE, 0, 8),
            resized(Refusal.BLOCK_LENGTH, "a block past the frame's end", ClientMessage.KEEP_ALIVE, -1),
            withShort(Refusal.BLOCK_LENGTH, "a shorter run", ClientMessage.ACKS, ACKS_GROUP_OFFSET, 19),
            withShort(Refusal.BLOCK_LENGTH, "a shorter member", ClientMessage.STATUS, STATUS_GROUP_OFFSET, 39),
            new Case(Refusal.GROUP_COUNT, "no group",
                ClientFrames.seal(Arrays.copyOf(ClientMessage.ACKS.frame(), ACKS_GROUP_OFFSET))),
            withShort(Refusal.GROUP_COUNT, "a run that is not there", ClientMessage.ACKS, ACKS_GROUP_OFFSET + 2, 4),
            new Case(Refusal.GROUP_COUNT, "65 runs", ClientFrames.seal(Frames.withShort(
                Arrays.copyOf(ClientMessage.ACKS_FULL.frame(), ACKS_GROUP_OFFSET + 4 + 65 * 20),
                ACKS_GROUP_OFFSET + 2, 65))),
            new Case(Refusal.GROUP_COUNT, "65 members", ClientFrames.seal(Frames.withShort(
                Arrays.copyOf(ClientMessage.STATUS.frame(), STATUS_MEMBERS_OFFSET + 65 * 40),
                STATUS_GROUP_OFFSET + 2, 65))),
            resized(Refusal.TRAILING_BYTES, "a byte behind the block", ClientMessage.KEEP_ALIVE, 1),
            resized(Refusal.TRAILING_BYTES, "a byte behind the command", ClientMessage.APPEND, 1),
            withShort(Refusal.TRAILING_BYTES, "a run that is not counted", ClientMessage.ACKS,
                ACKS_GROUP_OFFSET + 2, 2));
    }

    private static List<Case> requests()
    {
        return List.of(
            request(Refusal.SESSION, "keeps alive below none", to -> to.sendKeepAlive(-1, 0)),
            request(Refusal.SESSION, "appends without", to -> to.sendAppend(0, 1, NOTHING, 0, 0)),
            request(Refusal.SESSION, "closes none", to -> to.sendCloseSession(0)),
            request(Refusal.SESSION, "asks for one past the last", to -> to.sendAskOutcome(ABOVE, 1)),
            request(Refusal.REQUEST_ID, "acked below none", to -> to.sendKeepAlive(SESSION, -1)),
            request(Refusal.REQUEST_ID, "appends none", to -> to.sendAppend(SESSION, 0, NOTHING, 0, 0)),
            request(Refusal.REQUEST_ID, "appends past the last", to -> to.sendAppend(SESSION, ABOVE, NOTHING, 0, 0)),
            request(Refusal.REQUEST_ID, "asks for none", to -> to.sendAskOutcome(SESSION, 0)),
            request(Refusal.SUBSCRIPTION, "subscribes none", to -> to.sendSubscribe(0, 1)),
            request(Refusal.SUBSCRIPTION, "unsubscribes none", to -> to.sendUnsubscribe(-1)),
            request(Refusal.SEQUENCE, "subscribes from none", to -> to.sendSubscribe(3, 0)),
            request(Refusal.SEQUENCE, "subscribes past the last", to -> to.sendSubscribe(3, ABOVE)));
    }

    private static Case channel(final String name, final byte... channel)
    {
        final byte[] head = Arrays.copyOf(ClientMessage.CONNECT.frame(), 52);
        final byte[] frame = Frames.withInt(Arrays.copyOf(head, 52 + channel.length), 48, channel.length);
        System.arraycopy(channel, 0, frame, 52, channel.length);
        return new Case(Refusal.CHANNEL, name, ClientFrames.seal(frame));
    }

    private static List<Case> channels()
    {
        final byte[] tooLong = new byte[256];
        Arrays.fill(tooLong, (byte)'a');
        return List.of(
            channel("nowhere"),
            channel("256 characters", tooLong),
            channel("Latin 1", (byte)'a', (byte)0xE9),
            channel("a control character", (byte)'a', (byte)'\n'),
            channel("delete", (byte)0x7F));
    }

    private static Case state(final Refusal refusal, final String name, final MemberState state)
    {
        return answer(refusal, name, to -> to.sendMemberState(state));
    }

    private static List<Case> states()
    {
        return List.of(
            state(Refusal.BALLOT, "leads none", ClientMessage.state().leader(Ballot.NONE, true)),
            state(Refusal.BALLOT, "follows nobody's", ClientMessage.state().leader(NO_BALLOT, false)),
            state(Refusal.BALLOT_OWNER, "leads another's", ClientMessage.state().leader(Ballot.pack(5, 1), true)),
            state(Refusal.CODE, "no durability", ClientMessage.state().log(0, 1, false)),
            state(Refusal.CODE, "a third durability", ClientMessage.state().log(3, 1, false)),
            state(Refusal.CODE, "no such refusal", ClientMessage.state().refusal(Refusals.TRUNCATED + 1)),
            state(Refusal.CODE, "a negative refusal", ClientMessage.state().refusal(-1)),
            state(Refusal.SEQUENCE, "decided below none", ClientMessage.state().log(1, -1, false)),
            state(Refusal.RANGE, "a negative timeout", ClientMessage.state().limits(-1, 1, 1)),
            state(Refusal.RANGE, "commands of negative length", ClientMessage.state().limits(1, -1, 1)),
            state(Refusal.RANGE, "less than nothing in flight", ClientMessage.state().limits(1, 1, -1)),
            withInt(Refusal.FLAGS, "leads twice", ClientMessage.MEMBER_STATE, 48, 2),
            withInt(Refusal.FLAGS, "a journal that is more than full", ClientMessage.MEMBER_STATE, 80, -1));
    }

    private static List<Case> answers()
    {
        return List.of(
            answer(Refusal.SESSION, "opened past the last", to -> to.sendSessionOpened(1, ABOVE)),
            answer(Refusal.CODE, "opened none", to -> to.sendSessionOpened(1, 0)),
            answer(Refusal.CODE, "not opened, for no known reason", to -> to.sendSessionOpened(1, -11)),
            answer(Refusal.SESSION, "expects of none", to -> to.sendExpected(0, 1)),
            answer(Refusal.REQUEST_ID, "expects none", to -> to.sendExpected(SESSION, 0)),
            answer(Refusal.SESSION, "closed none", to -> to.sendSessionClosed(0, SessionEnd.CLOSED)),
            answer(Refusal.CODE, "closed for no reason", to -> to.sendSessionClosed(SESSION, 0)),
            answer(Refusal.CODE, "closed for a fourth reason", to -> to.sendSessionClosed(SESSION, 4)),
            answer(Refusal.REQUEST_ID, "outcome of none", to -> to.sendOutcome(SESSION, 0, 1)),
            answer(Refusal.SEQUENCE, "outcome past the last", to -> to.sendOutcome(SESSION, 1, ABOVE)),
            answer(Refusal.CODE, "outcome that nobody knows", to -> to.sendOutcome(SESSION, 1, -11)),
            answer(Refusal.CODE, "no such code", to -> to.sendOutcome(SESSION, 1, Long.MIN_VALUE)),
            answer(Refusal.SESSION, "result for none", to -> to.sendResult(0, 1, 1, NOTHING, 0, 0)),
            answer(Refusal.REQUEST_ID, "result of none", to -> to.sendResult(SESSION, 0, 1, NOTHING, 0, 0)),
            answer(Refusal.SEQUENCE, "result at none", to -> to.sendResult(SESSION, 1, 0, NOTHING, 0, 0)));
    }

    private static Case acks(final Refusal refusal, final String name, final AckRuns runs)
    {
        return answer(refusal, name, to -> to.sendAcks(runs));
    }

    private static AckRuns runs(final long... triples)
    {
        final AckRuns runs = new AckRuns().start(SESSION, 1);
        for (int i = 0; i < triples.length; i += 3)
        {
            runs.addRun(triples[i], triples[i + 1], (int)triples[i + 2]);
        }
        return runs;
    }

    private static List<Case> acks()
    {
        final long last = 1L << 62;
        return List.of(
            acks(Refusal.RUNS, "of nothing", runs()),
            acks(Refusal.RUNS, "a run of nothing", runs(1, 1, 0)),
            acks(Refusal.RUNS, "a run of less", runs(1, 1, -1)),
            acks(Refusal.RUNS, "a gap between requests", runs(1, 1, 2, 4, 9, 1)),
            acks(Refusal.RUNS, "a request twice", runs(1, 1, 2, 2, 9, 1)),
            acks(Refusal.RUNS, "a sequence twice", runs(1, 1, 2, 3, 2, 1)),
            acks(Refusal.RUNS, "falling sequences", runs(1, 7, 2, 3, 1, 1)),
            acks(Refusal.REQUEST_ID, "no request", runs(0, 1, 1)),
            acks(Refusal.REQUEST_ID, "requests past the last", runs(last, 1, 2)),
            acks(Refusal.REQUEST_ID, "requests past all numbers", runs(Long.MAX_VALUE, 1, 2)),
            acks(Refusal.SEQUENCE, "no sequence", runs(1, 0, 1)),
            acks(Refusal.SEQUENCE, "sequences past the last", runs(1, last, 2)),
            acks(Refusal.SESSION, "of no session", runs(1, 1, 1, 2, 3, 1).start(0, 1)),
            acks(Refusal.CODE, "of no durability", runs().start(SESSION, 3)));
    }

    private static Case status(final Refusal refusal, final String name, final Consumer<MemberStatus> change)
    {
        final MemberStatus status = ClientMessage.status(2);
        change.accept(status);
        return answer(refusal, name, to -> to.sendStatus(1, status));
    }

    private static Case member(
        final Refusal refusal,
        final String name,
        final int memberId,
        final long leaderBallot,
        final long acceptedThrough,
        final long decidedThrough)
    {
        return status(refusal, name, status -> status.peers.add(
            new MemberStatus.Peer(memberId, true, -1, leaderBallot, acceptedThrough, decidedThrough)));
    }

    private static List<Case> statuses()
    {
        return List.of(
            status(Refusal.CODE, "a fourth role", status -> status.role = 3),
            status(Refusal.CODE, "no durability", status -> status.durability = 0),
            status(Refusal.BALLOT, "promised nobody's", status -> status.promisedBallot = NO_BALLOT),
            status(Refusal.BALLOT, "follows nobody's", status -> status.leaderBallot = -1),
            status(Refusal.SLOT, "accepted below none", status -> status.acceptedThrough = -1),
            status(Refusal.SLOT, "decided past the last", status -> status.decidedThrough = ABOVE),
            status(Refusal.SEQUENCE, "decided below none", status -> status.decidedSequence = -1),
            status(Refusal.RANGE, "tail", status -> status.tailPosition = -1),
            status(Refusal.RANGE, "durable", status -> status.durablePosition = -1),
            status(Refusal.RANGE, "campaigns", status -> status.campaigns = -1),
            status(Refusal.RANGE, "commands", status -> status.commands = -1),
            status(Refusal.RANGE, "refused frames", status -> status.refusedFrames = -1),
            status(Refusal.RANGE, "sessions", status -> status.sessions = -1),
            status(Refusal.RANGE, "connections", status -> status.connections = -1),
            status(Refusal.RANGE, "subscriptions", status -> status.subscriptions = -1),
            status(Refusal.RANGE, "faulty slots", status -> status.faultySlots = -1),
            withInt(Refusal.FLAGS, "a journal that is more than full", ClientMessage.STATUS, 152, 2),
            withInt(Refusal.FLAGS, "a hole that is neither", ClientMessage.STATUS, 156, -1),
            withInt(Refusal.FLAGS, "heard twice", ClientMessage.STATUS, STATUS_MEMBERS_OFFSET + 4, 2),
            member(Refusal.MEMBER, "member 64", 64, 0, 0, 0),
            member(Refusal.MEMBER, "member -1", -1, 0, 0, 0),
            member(Refusal.BALLOT, "a member that follows nobody's", 2, NO_BALLOT, 0, 0),
            member(Refusal.SLOT, "a member that accepted below none", 2, 0, -1, 0),
            member(Refusal.SLOT, "a member that decided past the last", 2, 0, 0, ABOVE));
    }

    private static List<Case> parts()
    {
        return List.of(
            commands(Refusal.SUBSCRIPTION, "feeds none", to -> to.sendFeedState(0, 1, 0)),
            commands(Refusal.SEQUENCE, "feeds none next", to -> to.sendFeedState(3, 0, 0)),
            commands(Refusal.CODE, "feeds no further for no known reason", to -> to.sendFeedState(3, 1, 6)),
            withLong(Refusal.SUBSCRIPTION, "for none", ClientMessage.COMMANDS, 40, 0),
            withLong(Refusal.SEQUENCE, "at none", ClientMessage.COMMANDS, 48, 0),
            withLong(Refusal.SEQUENCE, "past the last", ClientMessage.COMMANDS, 48, ABOVE),
            withLong(Refusal.RANGE, "before 1970", ClientMessage.COMMANDS, 56, -1),
            withInt(Refusal.RANGE, "no commands", ClientMessage.COMMANDS, 64, 0),
            withInt(Refusal.PART, "an entry that is shorter", ClientMessage.COMMANDS, 68, 63),
            withInt(Refusal.PART, "an entry of negative length", ClientMessage.COMMANDS, 68, Integer.MIN_VALUE),
            withInt(Refusal.PART, "before its entry", ClientMessage.COMMANDS, 72, -1),
            withInt(Refusal.PART, "over its entry's end", ClientMessage.COMMANDS, 72, 1),
            withInt(Refusal.PART, "far behind its entry", ClientMessage.COMMANDS, 72, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frameIsRefusedForItsReasonAndHasNoOtherEffect(final Case refused)
    {
        final TextInboxes inbox = new TextInboxes();
        final Adapters adapters = new Adapters(inbox);

        assertFalse(adapters.onFrame(refused.frame(), 0, refused.frame().capacity()));

        assertEquals(List.of(), inbox.calls());
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(refusal == refused.refusal() ? 1 : 0, adapters.count(refusal), refusal::toString);
        }
    }

    @Test
    void everyReasonIsReached()
    {
        assertEquals(REASONS, cases().map(Case::refusal).collect(Collectors.toSet()));
    }
}
