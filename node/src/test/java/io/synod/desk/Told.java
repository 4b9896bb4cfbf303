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
package io.synod.desk;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;

import io.synod.transport.client.AckRuns;
import io.synod.transport.client.AnswerOutbox;
import io.synod.transport.client.MemberState;
import io.synod.transport.client.MemberStatus;

/** What a client is told, in words; has room for so many. */
final class Told implements AnswerOutbox
{
    final List<String> words = new ArrayList<>();
    int room = Integer.MAX_VALUE;

    private boolean tell(final String text)
    {
        if (room == 0)
        {
            return false;
        }
        room--;
        words.add(text);
        return true;
    }

    /** The last thing that begins with a word; empty if there is none. */
    String last(final String word)
    {
        String found = "";
        for (final String each : words)
        {
            found = each.startsWith(word) ? each : found;
        }
        return found;
    }

    @Override
    public boolean sendMemberState(final MemberState state)
    {
        return tell("state " + (state.isLeader() ? "leads" : "follows"));
    }

    @Override
    public boolean sendSessionOpened(final long nonce, final long result)
    {
        return tell("opened " + nonce + " " + result);
    }

    @Override
    public boolean sendAcks(final AckRuns runs)
    {
        return tell("acks " + runs.firstRequestId(0) + " to " + runs.lastRequestId() + " at " + runs.firstSequence(0));
    }

    @Override
    public boolean sendExpected(final long sessionId, final long requestId)
    {
        return tell("expected " + requestId);
    }

    @Override
    public boolean sendSessionClosed(final long sessionId, final int reason)
    {
        return tell("closed " + sessionId);
    }

    @Override
    public boolean sendOutcome(final long sessionId, final long requestId, final long result)
    {
        return tell("outcome " + requestId + " " + result);
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
        return tell("result " + requestId);
    }

    @Override
    public boolean sendStatus(final long nonce, final MemberStatus status)
    {
        return tell("status " + nonce);
    }
}
