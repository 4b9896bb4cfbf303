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

import io.synod.codecs.client.AcksDecoder;
import io.synod.transport.FrameLayout;
import io.synod.transport.Refusal;

/** Reads acknowledgements: run by run, each with an eye on the one before. */
final class AcksReader
{
    private final AcksDecoder acks = new AcksDecoder();
    private final AckRuns runs = new AckRuns();

    /** The runs read last: whole, if they were not refused. */
    AckRuns runs()
    {
        return runs;
    }

    /**
     * Reads acknowledgements and checks them.
     *
     * @param buffer of the frame.
     * @param block  offset of the message's block.
     * @param layout of the frame: checked, the group's count included.
     * @return {@link Refusal#NONE} if {@link #runs()} may be believed.
     */
    Refusal read(final DirectBuffer buffer, final int block, final FrameLayout layout)
    {
        acks.wrap(buffer, block, layout.blockLength(), layout.version());
        if (!ClientRules.isId(acks.sessionId()))
        {
            return Refusal.SESSION;
        }
        if (!ClientRules.isDurability(acks.durability()))
        {
            return Refusal.CODE;
        }
        runs.start(acks.sessionId(), acks.durability());
        return readRuns();
    }

    private Refusal readRuns()
    {
        final AcksDecoder.RunsDecoder entries = acks.runs();
        if (entries.count() == 0)
        {
            return Refusal.RUNS;
        }
        long nextRequestId = 0;
        long leastSequence = 0;
        while (entries.hasNext())
        {
            entries.next();
            final long firstRequestId = entries.firstRequestId();
            final long firstSequence = entries.firstSequence();
            final int requests = entries.requests();
            final Refusal refusal = checkRun(firstRequestId, firstSequence, requests);
            if (refusal != Refusal.NONE)
            {
                return refusal;
            }
            final boolean follows = runs.size() == 0 ||
                firstRequestId == nextRequestId && firstSequence >= leastSequence;
            if (!follows)
            {
                return Refusal.RUNS;
            }
            runs.addRun(firstRequestId, firstSequence, requests);
            nextRequestId = firstRequestId + requests;
            leastSequence = firstSequence + requests;
        }
        return Refusal.NONE;
    }

    /** Its first and its last are what they have to be, and so is what lies between. */
    private static Refusal checkRun(final long firstRequestId, final long firstSequence, final int requests)
    {
        if (requests < 1)
        {
            return Refusal.RUNS;
        }
        if (!ClientRules.isId(firstRequestId) || !ClientRules.isId(firstRequestId + requests - 1))
        {
            return Refusal.REQUEST_ID;
        }
        return ClientRules.isId(firstSequence) && ClientRules.isId(firstSequence + requests - 1) ?
            Refusal.NONE : Refusal.SEQUENCE;
    }
}
