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

import org.agrona.MutableDirectBuffer;

import io.synod.codecs.client.FeedStateEncoder;
import io.synod.protocol.Entry;
import io.synod.protocol.Verify;

/** From parts of entries to frames for one client. Allocates nothing after construction, copies no part. One thread. */
public final class CommandsEncoder implements CommandsOutbox
{
    private static final int BLOCK_LENGTH = io.synod.codecs.client.CommandsEncoder.BLOCK_LENGTH;
    private static final int MAX_HEAD_LENGTH = ClientHead.BLOCK + BLOCK_LENGTH + ClientHead.BODY_HEADER_LENGTH;

    private final io.synod.codecs.client.CommandsEncoder commands = new io.synod.codecs.client.CommandsEncoder();
    private final FeedStateEncoder feedState = new FeedStateEncoder();
    private final ClientHead head;
    private final MutableDirectBuffer buffer;

    /**
     * An encoder for one member and one client.
     *
     * @param identity     of the log.
     * @param memberId     own.
     * @param connectionId of the client; not 0.
     * @param sink         where the frames go.
     */
    public CommandsEncoder(
        final ClientIdentity identity, final int memberId, final long connectionId, final LinkSink sink)
    {
        head = new ClientHead(identity, memberId, connectionId, MAX_HEAD_LENGTH, sink);
        buffer = head.buffer();
    }

    @Override
    public boolean sendCommands(
        final long subscriptionId, final Entry entry, final int partOffset, final int partLength)
    {
        Verify.that(partOffset >= 0 && partLength >= 0 && partLength <= entry.length() - partOffset,
            "a part lies inside its entry", partOffset, partLength);
        commands.wrap(buffer, ClientHead.BLOCK)
            .subscriptionId(subscriptionId)
            .firstSequence(entry.firstSequence())
            .timeNs(entry.timeNs())
            .commandCount(entry.commandCount())
            .totalLength(entry.length())
            .partOffset(partOffset);
        return head.sendWithBody(io.synod.codecs.client.CommandsEncoder.TEMPLATE_ID, BLOCK_LENGTH,
            entry.buffer(), entry.offset() + partOffset, partLength);
    }

    @Override
    public boolean sendFeedState(final long subscriptionId, final long nextSequence, final int refusal)
    {
        feedState.wrap(buffer, ClientHead.BLOCK)
            .subscriptionId(subscriptionId)
            .nextSequence(nextSequence)
            .refusal(refusal);
        return head.send(FeedStateEncoder.TEMPLATE_ID, FeedStateEncoder.BLOCK_LENGTH, feedState.limit());
    }
}
