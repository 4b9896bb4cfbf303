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

import org.agrona.DirectBuffer;

import io.synod.transport.Refusal;

/** Both sides of a link as one: a frame goes to the adapter of the stream that its template id flows on. */
final class Adapters
{
    private static final int FIRST_ANSWER = 21;
    private static final int FIRST_COMMANDS = 41;

    private final RequestAdapter requests;
    private final AnswerAdapter answers;
    private final CommandsAdapter commands;

    Adapters(final Inboxes inbox)
    {
        requests = new RequestAdapter(ClientFrames.IDENTITY, ClientFrames.MEMBER, inbox);
        answers = new AnswerAdapter(ClientFrames.IDENTITY, ClientFrames.CONNECTION, inbox);
        commands = new CommandsAdapter(ClientFrames.IDENTITY, ClientFrames.CONNECTION, inbox);
    }

    /** Whether the frame was accepted, by whichever adapter. */
    boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final int at = offset + ClientFrames.TEMPLATE_ID_OFFSET;
        final boolean isLong = offset >= 0 && length >= ClientFrames.HEADER_LENGTH && at + 2 <= buffer.capacity();
        final int templateId = isLong ? buffer.getShort(at) & 0xFFFF : 0;
        if (templateId >= FIRST_COMMANDS)
        {
            final long accepted = commands.count(Refusal.NONE);
            return commands.onFrame(buffer, offset, length) && commands.count(Refusal.NONE) > accepted;
        }
        if (templateId >= FIRST_ANSWER)
        {
            return answers.onFrame(buffer, offset, length);
        }
        final long before = requests.count(Refusal.NONE);
        return requests.onFrame(buffer, offset, length) && requests.count(Refusal.NONE) > before;
    }

    RequestAdapter requests()
    {
        return requests;
    }

    AnswerAdapter answers()
    {
        return answers;
    }

    CommandsAdapter commands()
    {
        return commands;
    }

    long count(final Refusal refusal)
    {
        return requests.count(refusal) + answers.count(refusal) + commands.count(refusal);
    }
}
