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
import io.synod.transport.RefusalCounts;

/**
 * From the bytes of members to calls of a client. A frame is checked to its last byte before anything of it is
 * believed, and then makes exactly one call; or it is refused, counted and otherwise without effect. Nothing is thrown
 * for what stands in a frame, and nothing is allocated but for a status. One thread.
 */
public final class AnswerAdapter
{
    private final RefusalCounts counts = new RefusalCounts();
    private final ClientFrameCheck check;
    private final AnswerReader reader;

    /**
     * An adapter for one client.
     *
     * @param identity     of the log.
     * @param connectionId own; not 0.
     * @param inbox        of the answers.
     */
    public AnswerAdapter(final ClientIdentity identity, final long connectionId, final AnswerInbox inbox)
    {
        check = ClientFrameCheck.atClient(identity, connectionId, ClientFormats.ANSWERS);
        reader = new AnswerReader(inbox);
    }

    /**
     * Takes a frame.
     *
     * @param buffer over an array or a {@link java.nio.ByteBuffer}; a result stays in it during the call.
     * @param offset of the frame's first byte.
     * @param length of the frame.
     * @return true if the inbox was called.
     */
    public boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        Refusal refusal = check.check(buffer, offset, length);
        if (refusal == Refusal.NONE)
        {
            refusal = reader.read(buffer, offset, check.layout(), check.memberId());
        }
        counts.add(refusal);
        return refusal == Refusal.NONE;
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
}
