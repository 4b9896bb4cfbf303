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

import io.synod.codecs.client.AppendDecoder;
import io.synod.transport.Refusal;
import io.synod.transport.RefusalCounts;

/**
 * From the bytes of clients to calls of a member. A frame is checked to its last byte before anything of it is
 * believed, and then makes exactly one call; or it is refused, counted and otherwise without effect. Nothing is thrown
 * for what stands in a frame, and nothing is allocated but the channel of a connect. One thread.
 */
public final class RequestAdapter
{
    private final RefusalCounts counts = new RefusalCounts();
    private final AppendDecoder append = new AppendDecoder();
    private final ClientFrameCheck check;
    private final RequestReader reader;
    private final RequestInbox inbox;

    /**
     * An adapter for one member of one group.
     *
     * @param identity of the log.
     * @param memberId own.
     * @param inbox    of the requests.
     */
    public RequestAdapter(final ClientIdentity identity, final int memberId, final RequestInbox inbox)
    {
        check = ClientFrameCheck.atMember(identity, memberId, ClientFormats.REQUESTS);
        reader = new RequestReader(inbox);
        this.inbox = inbox;
    }

    /**
     * Takes a frame, if there is room for what it brings.
     *
     * @param buffer over an array or a {@link java.nio.ByteBuffer}; a command stays in it during the call.
     * @param offset of the frame's first byte.
     * @param length of the frame.
     * @return false if {@link RequestInbox#onAppend} had no room: nothing was counted, and the same frame is to be
     * given again. True otherwise: it was accepted, or refused and counted.
     */
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        Refusal refusal = check.check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            if (check.layout().templateId() == AppendDecoder.TEMPLATE_ID)
            {
                return isAppendTaken(buffer, offset);
            }
            refusal = reader.read(buffer, offset, check.layout(), check.connectionId());
        }
        counts.add(refusal);
        return true;
    }

    private boolean isAppendTaken(final DirectBuffer buffer, final int offset)
    {
        append.wrap(
            buffer, offset + ClientHead.BLOCK, check.layout().blockLength(), check.layout().version());
        final Refusal refusal = checkAppend();
        final boolean isTaken = refusal != Refusal.NONE || inbox.onAppend(check.connectionId(), append.sessionId(),
            append.requestId(), buffer, offset + check.layout().bodyFrom(), check.layout().bodyLength());
        if (isTaken)
        {
            counts.add(refusal);
        }
        return isTaken;
    }

    private Refusal checkAppend()
    {
        if (!ClientRules.isId(append.sessionId()))
        {
            return Refusal.SESSION;
        }
        return ClientRules.isId(append.requestId()) ? Refusal.NONE : Refusal.REQUEST_ID;
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

    /**
     * All frames refused so far.
     *
     * @return from 0.
     */
    public long refused()
    {
        return counts.refused();
    }
}
