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

import java.util.ArrayDeque;
import java.util.Deque;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Role;
import io.synod.replica.Replica;

/** What a node does for its clients: offers what they want, and answers when it is decided. */
final class Ingress
{
    /** Where answers go. */
    interface Reply
    {
        /**
         * An answer.
         *
         * @param result     where the thing stands in the order, or a code of {@code Proposal}.
         * @param leaderHint the member that leads, as far as this one knows; -1 if it knows none.
         */
        void onReply(long result, int leaderHint);
    }

    /** Something that is done when the order reaches it. */
    private record Pending(long ballot, boolean isSequence, long awaited, Reply reply)
    {
    }

    private final int memberId;
    private final Replica replica;
    private final Deque<Pending> pending = new ArrayDeque<>();

    Ingress(final int memberId, final Replica replica)
    {
        this.memberId = memberId;
        this.replica = replica;
    }

    void offer(final long sessionId, final long requestId, final byte[] command, final Reply reply)
    {
        await(true, replica.offer(sessionId, requestId, new UnsafeBuffer(command), 0, command.length), reply);
    }

    void openSession(final Reply reply)
    {
        await(false, replica.openSession(), reply);
    }

    void closeSession(final long sessionId, final Reply reply)
    {
        await(false, replica.closeSession(sessionId, BatchDescriptor.CLOSED), reply);
    }

    private void await(final boolean isSequence, final long result, final Reply reply)
    {
        if (result > 0)
        {
            pending.add(new Pending(replica.leaderBallot(), isSequence, result, reply));
        }
        else
        {
            reply.onReply(result, leaderHint());
        }
    }

    /** Answers what has been decided; what a leader that leads no more has taken stays without an answer. */
    void afterStep()
    {
        final boolean leads = replica.role() == Role.LEADER;
        final int count = pending.size();
        for (int i = 0; i < count; i++)
        {
            final Pending next = pending.remove();
            if (leads && next.ballot() == replica.leaderBallot())
            {
                final long reached = next.isSequence() ? replica.decidedSequence() : replica.decidedThrough();
                if (next.awaited() <= reached)
                {
                    next.reply().onReply(next.awaited(), memberId);
                }
                else
                {
                    pending.add(next);
                }
            }
        }
    }

    private int leaderHint()
    {
        return replica.leaderBallot() == Ballot.NONE ? -1 : Ballot.memberId(replica.leaderBallot());
    }
}
