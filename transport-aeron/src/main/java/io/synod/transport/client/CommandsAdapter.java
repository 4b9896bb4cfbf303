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

import io.synod.codecs.client.CommandsDecoder;
import io.synod.codecs.client.FeedStateDecoder;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;
import io.synod.transport.RefusalCounts;

/**
 * From the bytes of members to parts of entries at the client. A frame makes exactly one call, or is refused and
 * counted, in the manner of {@link AnswerAdapter}. Allocates nothing. One thread.
 */
public final class CommandsAdapter
{
    private final CommandsDecoder commands = new CommandsDecoder();
    private final FeedStateDecoder feedState = new FeedStateDecoder();
    private final RefusalCounts counts = new RefusalCounts();
    private final Part part = new Part();
    private final ClientFrameCheck check;
    private final CommandsInbox inbox;
    private boolean hasNoRoom;

    /**
     * An adapter for one client.
     *
     * @param identity     of the log.
     * @param connectionId own; not 0.
     * @param inbox        of the commands.
     */
    public CommandsAdapter(final ClientIdentity identity, final long connectionId, final CommandsInbox inbox)
    {
        check = ClientFrameCheck.atClient(identity, connectionId, ClientFormats.COMMANDS);
        this.inbox = inbox;
    }

    /**
     * Takes a frame.
     *
     * @param buffer over an array or a {@link java.nio.ByteBuffer}; the part stays in it during the call.
     * @param offset of the frame's first byte.
     * @param length of the frame.
     * @return false if {@link CommandsInbox#onCommands} had no room: nothing was counted, and the same frame is to be
     * given again. True otherwise: it was accepted, or refused and counted.
     */
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        hasNoRoom = false;
        Refusal refusal = check.check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            refusal = check.layout().templateId() == FeedStateDecoder.TEMPLATE_ID ?
                readFeedState(buffer, offset, check.layout()) : read(buffer, offset, check.layout());
        }
        if (hasNoRoom)
        {
            return false;
        }
        counts.add(refusal);
        return true;
    }

    /**
     * Frames refused so far for a reason; for {@link Refusal#NONE} those accepted.
     *
     * @param refusal the reason.
     * @return from 0.
     */
    public long count(final Refusal refusal)
    {
        return counts.count(refusal);
    }

    private Refusal read(final DirectBuffer buffer, final int offset, final FrameLayout layout)
    {
        commands.wrap(buffer, offset + ClientHead.BLOCK, layout.blockLength(), layout.version());
        final long subscriptionId = commands.subscriptionId();
        if (!ClientRules.isId(subscriptionId))
        {
            return Refusal.SUBSCRIPTION;
        }
        if (!ClientRules.isId(commands.firstSequence()))
        {
            return Refusal.SEQUENCE;
        }
        if (commands.timeNs() < 0 || commands.commandCount() < 1)
        {
            return Refusal.RANGE;
        }
        final int partOffset = commands.partOffset();
        if (partOffset < 0 || commands.totalLength() < partOffset ||
            layout.bodyLength() > commands.totalLength() - partOffset)
        {
            return Refusal.PART;
        }
        part.wrap(commands, buffer, offset + layout.bodyFrom(), layout.bodyLength());
        hasNoRoom = !inbox.onCommands(check.memberId(), subscriptionId, part);
        return Refusal.NONE;
    }

    private Refusal readFeedState(final DirectBuffer buffer, final int offset, final FrameLayout layout)
    {
        feedState.wrap(buffer, offset + ClientHead.BLOCK, layout.blockLength(), layout.version());
        final long subscriptionId = feedState.subscriptionId();
        final long nextSequence = feedState.nextSequence();
        final int refusal = feedState.refusal();
        if (!ClientRules.isId(subscriptionId))
        {
            return Refusal.SUBSCRIPTION;
        }
        if (!ClientRules.isId(nextSequence))
        {
            return Refusal.SEQUENCE;
        }
        if (!ClientRules.isRefusal(refusal))
        {
            return Refusal.CODE;
        }
        inbox.onFeedState(check.memberId(), subscriptionId, nextSequence, refusal);
        return Refusal.NONE;
    }

    /** Copies what is short, and leaves the bytes where they are. */
    private static final class Part implements CommandsInbox.CommandsPart
    {
        private long firstSequence;
        private long timeNs;
        private int commandCount;
        private int totalLength;
        private int partOffset;
        private DirectBuffer buffer;
        private int offset;
        private int length;

        void wrap(
            final CommandsDecoder commands, final DirectBuffer newBuffer, final int newOffset, final int newLength)
        {
            firstSequence = commands.firstSequence();
            timeNs = commands.timeNs();
            commandCount = commands.commandCount();
            totalLength = commands.totalLength();
            partOffset = commands.partOffset();
            buffer = newBuffer;
            offset = newOffset;
            length = newLength;
        }

        @Override
        public long firstSequence()
        {
            return firstSequence;
        }

        @Override
        public long timeNs()
        {
            return timeNs;
        }

        @Override
        public int commandCount()
        {
            return commandCount;
        }

        @Override
        public int totalLength()
        {
            return totalLength;
        }

        @Override
        public int partOffset()
        {
            return partOffset;
        }

        @Override
        public DirectBuffer buffer()
        {
            return buffer;
        }

        @Override
        public int offset()
        {
            return offset;
        }

        @Override
        public int length()
        {
            return length;
        }
    }
}
