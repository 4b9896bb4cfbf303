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
package io.synod.node;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

import io.synod.protocol.Ballot;
import io.synod.transport.aeron.MemberAddress;
import io.synod.transport.client.AckRuns;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.MemberStatus;

/** Asks all members at once how they are. For tools; one thread, that of whoever asks. */
public final class StatusClient implements AutoCloseable
{
    /** How far a question came. */
    public enum Reach
    {
        /** Nobody is at the address, or nothing comes back from it. */
        NOBODY,

        /** A node is there, and does not answer: it waits for members that it has not met, or stands still. */
        SILENT,

        /** It said how it is. */
        ANSWERED
    }

    /**
     * What one member said.
     *
     * @param address of the member.
     * @param reach   how far the question came.
     * @param status  null if it did not answer.
     */
    public record Answer(MemberAddress address, Reach reach, MemberStatus status)
    {
    }

    private static final long REPEAT_NS = 100_000_000L;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 1_000_000;

    /** A member that is asked. */
    private static final class Asked
    {
        private final MemberAddress address;
        private boolean isKnown;
        private long sentNs;
        private MemberStatus status;

        private Asked(final MemberAddress address)
        {
            this.address = address;
        }
    }

    private final ClientLine line;
    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final IdleStrategy idle = new BackoffIdleStrategy(0, 1, MIN_PARK_NS, MAX_PARK_NS);
    private final Asked[] askedOf = new Asked[Ballot.MAX_MEMBER_ID + 1];
    private final List<Asked> all = new ArrayList<>();
    private long nonce;

    private StatusClient(final ClientLine line, final ClientConfig config)
    {
        this.line = line;
        line.hear(new Inbox(), null);
        config.members().forEach(address ->
        {
            askedOf[address.memberId()] = new Asked(address);
            all.add(askedOf[address.memberId()]);
        });
    }

    /**
     * Opens a line of its own to all members.
     *
     * @param config of the client.
     * @return to be closed.
     */
    public static StatusClient open(final ClientConfig config)
    {
        return new StatusClient(new RemoteLines(config).open(), config);
    }

    /**
     * Asks, and waits for the answers.
     *
     * @param timeoutNs of waiting.
     * @return one for each member, by rising id.
     */
    public List<Answer> ask(final long timeoutNs)
    {
        nonce++;
        for (final Asked asked : all)
        {
            asked.status = null;
            asked.sentNs = Long.MIN_VALUE / 2;
        }
        final long startNs = clock.nanoTime();
        while (clock.nanoTime() - startNs < timeoutNs && all.stream().anyMatch(asked -> asked.status == null))
        {
            int workCount = line.work() + line.pollAnswers();
            for (final Asked asked : all)
            {
                workCount += say(asked, clock.nanoTime());
            }
            idle.idle(workCount);
        }
        return all.stream().map(asked -> new Answer(asked.address, reachOf(asked), asked.status)).toList();
    }

    private int say(final Asked asked, final long nowNs)
    {
        final int memberId = asked.address.memberId();
        if (asked.status != null || nowNs - asked.sentNs < REPEAT_NS || !line.links().isUp(memberId))
        {
            return 0;
        }
        final boolean isSent = line.links().sendConnect(memberId) &&
            (!asked.isKnown || line.links().outbox(memberId).sendAskStatus(nonce));
        asked.sentNs = isSent ? nowNs : asked.sentNs;
        return isSent ? 1 : 0;
    }

    private Reach reachOf(final Asked asked)
    {
        if (asked.status != null)
        {
            return Reach.ANSWERED;
        }
        return line.links().isUp(asked.address.memberId()) ? Reach.SILENT : Reach.NOBODY;
    }

    @Override
    public void close()
    {
        for (final Asked asked : all)
        {
            if (line.links().isUp(asked.address.memberId()))
            {
                line.links().outbox(asked.address.memberId()).sendDisconnect();
            }
        }
        line.workOut();
        line.close();
    }

    /** Of all that members say, who they are and how they are. */
    private final class Inbox implements AnswerInbox
    {
        @Override
        public void onMemberState(final int memberId, final MemberState state)
        {
            final Asked asked = askedOf[memberId];
            if (asked != null && !asked.isKnown)
            {
                asked.isKnown = true;
                asked.sentNs = Long.MIN_VALUE / 2;
            }
        }

        @Override
        public void onStatus(final int memberId, final long answeredNonce, final MemberStatus status)
        {
            if (askedOf[memberId] != null && answeredNonce == nonce)
            {
                askedOf[memberId].status = status;
            }
        }

        @Override
        public void onSessionOpened(final int memberId, final long answeredNonce, final long result)
        {
            // There is no session.
        }

        @Override
        public void onAcks(final int memberId, final AckRuns runs)
        {
            // There is no session.
        }

        @Override
        public void onExpected(final int memberId, final long sessionId, final long requestId)
        {
            // There is no session.
        }

        @Override
        public void onSessionClosed(final int memberId, final long sessionId, final int reason)
        {
            // There is no session.
        }

        @Override
        public void onResult(
            final int memberId,
            final long sessionId,
            final long requestId,
            final long sequence,
            final DirectBuffer buffer,
            final int offset,
            final int length)
        {
            // There is no session.
        }
    }
}
