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
package io.synod.bench.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;

import io.synod.bench.system.ClusterSetup;

/** Takes copies, and says through which number it has them: once for all that came in one step. */
final class RoundFollower implements RoundPart
{
    /** Many for one receipt, and few enough for the receipt to come soon. */
    private static final int FRAGMENT_LIMIT = 64;

    private final int memberId;
    private final Subscription copies;
    private final ExclusivePublication receipts;
    private final FragmentAssembler handler = new FragmentAssembler(this::onCopy);
    private final BufferClaim claim = new BufferClaim();
    private long receivedThrough;
    private long toldThrough;

    RoundFollower(final Aeron aeron, final ClusterSetup setup, final int memberId)
    {
        this.memberId = memberId;
        copies = aeron.addSubscription(AeronRound.channel(setup, memberId), AeronRound.COPIES_STREAM_ID);
        receipts = aeron.addExclusivePublication(
            AeronRound.channel(setup, AeronRound.LEADER_ID), AeronRound.RECEIPTS_STREAM_ID);
    }

    @Override
    public int doWork()
    {
        int work = copies.poll(handler, FRAGMENT_LIMIT);
        if (toldThrough < receivedThrough &&
            AeronRound.isTaken(receipts.tryClaim(2 * AeronRound.NUMBER_LENGTH, claim)))
        {
            claim.buffer().putLong(claim.offset(), memberId);
            claim.buffer().putLong(claim.offset() + AeronRound.NUMBER_LENGTH, receivedThrough);
            claim.commit();
            toldThrough = receivedThrough;
            work++;
        }
        return work;
    }

    private void onCopy(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        receivedThrough = buffer.getLong(offset);
    }
}
