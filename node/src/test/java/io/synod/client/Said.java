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
package io.synod.client;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;

import io.synod.transport.client.RequestOutbox;

/** What a client says to members 0 and 1, in words. Both are up. */
final class Said implements MemberLinks
{
    private static final int[] MEMBERS = { 0, 1 };

    final List<String> words = new ArrayList<>();
    int maxCommandLength = 1 << 20;
    private final RequestOutbox[] outboxes = { new Outbox(0), new Outbox(1) };

    /** The words since the last time; keep-alives and connects are left out. */
    List<String> take()
    {
        final List<String> taken = List.copyOf(words);
        words.clear();
        return taken;
    }

    @Override
    public int[] memberIds()
    {
        return MEMBERS;
    }

    @Override
    public int maxCommandLength()
    {
        return maxCommandLength;
    }

    @Override
    public boolean isUp(final int memberId)
    {
        return true;
    }

    @Override
    public RequestOutbox outbox(final int memberId)
    {
        return outboxes[memberId];
    }

    @Override
    public boolean sendConnect(final int memberId)
    {
        return true;
    }

    /** To one member. */
    private final class Outbox implements RequestOutbox
    {
        private final int memberId;

        private Outbox(final int memberId)
        {
            this.memberId = memberId;
        }

        private boolean say(final String text)
        {
            words.add(memberId + ": " + text);
            return true;
        }

        @Override
        public boolean sendConnect(final int answersStreamId, final int commandsStreamId, final String responseChannel)
        {
            return true;
        }

        @Override
        public boolean sendDisconnect()
        {
            return say("disconnect");
        }

        @Override
        public boolean sendKeepAlive(final long sessionId, final long ackedThrough)
        {
            return true;
        }

        @Override
        public boolean sendOpenSession(final long nonce)
        {
            return say("open " + nonce);
        }

        @Override
        public boolean sendAppend(
            final long sessionId, final long requestId, final DirectBuffer buffer, final int offset, final int length)
        {
            return say("append " + sessionId + " " + requestId);
        }

        @Override
        public boolean sendCloseSession(final long sessionId)
        {
            return say("close " + sessionId);
        }

        @Override
        public boolean sendAskOutcome(final long sessionId, final long requestId)
        {
            return say("ask " + requestId);
        }

        @Override
        public boolean sendSubscribe(final long subscriptionId, final long fromSequence)
        {
            return say("subscribe " + subscriptionId + " from " + fromSequence);
        }

        @Override
        public boolean sendUnsubscribe(final long subscriptionId)
        {
            return say("unsubscribe " + subscriptionId);
        }

        @Override
        public boolean sendAskStatus(final long nonce)
        {
            return say("status");
        }
    }
}
