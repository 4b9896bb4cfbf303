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
package io.synod.simulator;

import java.util.function.Consumer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Entry;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.AnswerOutbox;
import io.synod.transport.client.CommandsInbox;
import io.synod.transport.client.CommandsOutbox;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.MemberStatus;

/** A member's answers to one client, each as a call to be made there. */
final class AnswerWords implements AnswerOutbox, CommandsOutbox
{
    private final SimLink.Way way;
    private final int memberId;

    AnswerWords(final int memberId, final SimLink.Way way)
    {
        this.memberId = memberId;
        this.way = way;
    }

    private boolean answer(final Consumer<AnswerInbox> words)
    {
        return way.send(inbox ->
        {
            words.accept(inbox);
            return true;
        });
    }

    @Override
    public boolean sendMemberState(final MemberState state)
    {
        final MemberState copy = new MemberState()
            .leader(state.leaderBallot(), state.isLeader())
            .limits(state.sessionTimeoutNs(), state.maxCommandLength(), state.maxInFlight())
            .log(state.durability(), state.decidedSequence(), state.isJournalFull())
            .refusal(state.refusal());
        return answer(inbox -> inbox.onMemberState(memberId, copy));
    }

    @Override
    public boolean sendSessionOpened(final long nonce, final long result)
    {
        return answer(inbox -> inbox.onSessionOpened(memberId, nonce, result));
    }

    @Override
    public boolean sendAcks(final AckRuns runs)
    {
        final AckRuns copy = new AckRuns().start(runs.sessionId(), runs.durability());
        for (int i = 0; i < runs.size(); i++)
        {
            copy.addRun(runs.firstRequestId(i), runs.firstSequence(i), runs.requests(i));
        }
        return answer(inbox -> inbox.onAcks(memberId, copy));
    }

    @Override
    public boolean sendExpected(final long sessionId, final long requestId)
    {
        return answer(inbox -> inbox.onExpected(memberId, sessionId, requestId));
    }

    @Override
    public boolean sendSessionClosed(final long sessionId, final int reason)
    {
        return answer(inbox -> inbox.onSessionClosed(memberId, sessionId, reason));
    }

    @Override
    public boolean sendOutcome(final long sessionId, final long requestId, final long result)
    {
        return answer(inbox -> inbox.onOutcome(memberId, sessionId, requestId, result));
    }

    @Override
    public boolean sendResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return answer(inbox -> inbox.onResult(
            memberId, sessionId, requestId, sequence, new UnsafeBuffer(bytes), 0, bytes.length));
    }

    @Override
    public boolean sendStatus(final long nonce, final MemberStatus status)
    {
        return answer(inbox -> inbox.onStatus(memberId, nonce, status));
    }

    @Override
    public boolean sendCommands(
        final long subscriptionId, final Entry entry, final int partOffset, final int partLength)
    {
        final byte[] bytes = new byte[partLength];
        entry.buffer().getBytes(entry.offset() + partOffset, bytes);
        final Part part = new Part(entry.firstSequence(), entry.timeNs(), entry.commandCount(), entry.length(),
            partOffset, new UnsafeBuffer(bytes), 0, partLength);
        return way.sendPart(inbox -> inbox.onCommands(memberId, subscriptionId, part));
    }

    @Override
    public boolean sendFeedState(final long subscriptionId, final long nextSequence, final int refusal)
    {
        return way.sendPart(inbox ->
        {
            inbox.onFeedState(memberId, subscriptionId, nextSequence, refusal);
            return true;
        });
    }

    /** A part of an entry, copied. */
    private record Part(
        long firstSequence,
        long timeNs,
        int commandCount,
        int totalLength,
        int partOffset,
        DirectBuffer buffer,
        int offset,
        int length) implements CommandsInbox.CommandsPart
    {
    }
}
