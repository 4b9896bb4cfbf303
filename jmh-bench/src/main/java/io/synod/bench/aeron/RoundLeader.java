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

import java.util.Arrays;

import io.aeron.Aeron;
import io.aeron.ControlledFragmentAssembler;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.bench.system.ClusterSetup;

/** Numbers the commands, copies each to all followers, and tells the client how many a majority has. */
final class RoundLeader implements RoundPart
{
    private static final int FRAGMENT_LIMIT = 64;

    private final Aeron aeron;
    private final String clientChannel;
    private final Subscription commands;
    private final Subscription receipts;
    private final ExclusivePublication[] copies;
    /** Through which number each follower was sent all; they differ while one of them takes no more. */
    private final long[] sentThrough;
    private final long[] receivedThrough;
    private final long[] ranked;
    private final BufferClaim claim = new BufferClaim();
    private final UnsafeBuffer number = new UnsafeBuffer(new byte[AeronRound.NUMBER_LENGTH]);
    private final ControlledFragmentAssembler commandHandler = new ControlledFragmentAssembler(this::onCommand);
    private final FragmentAssembler receiptHandler = new FragmentAssembler(this::onReceipt);
    private ExclusivePublication acks;
    private long lastNumber;
    private int clientSessionId;
    /** The client's first command has the number after this one: each client counts from 0. */
    private long beforeClient;
    private long ackedThrough;

    RoundLeader(final Aeron aeron, final ClusterSetup setup)
    {
        this.aeron = aeron;
        clientChannel = AeronRound.channel(setup, setup.members());
        final String own = AeronRound.channel(setup, AeronRound.LEADER_ID);
        commands = aeron.addSubscription(own, AeronRound.COMMANDS_STREAM_ID);
        receipts = aeron.addSubscription(own, AeronRound.RECEIPTS_STREAM_ID);
        copies = new ExclusivePublication[setup.members() - 1];
        for (int i = 0; i < copies.length; i++)
        {
            copies[i] = aeron.addExclusivePublication(
                AeronRound.channel(setup, i + 1), AeronRound.COPIES_STREAM_ID);
        }
        sentThrough = new long[copies.length];
        receivedThrough = new long[copies.length];
        ranked = new long[copies.length];
    }

    @Override
    public int doWork()
    {
        if (acks == null)
        {
            return meet();
        }
        return receipts.poll(receiptHandler, FRAGMENT_LIMIT) + ack() +
            commands.controlledPoll(commandHandler, FRAGMENT_LIMIT);
    }

    /** The client finds a leader only when all followers are there: a copy that nobody hears would be missing. */
    private int meet()
    {
        for (final ExclusivePublication copy : copies)
        {
            if (!copy.isConnected())
            {
                return 0;
            }
        }
        acks = aeron.addExclusivePublication(clientChannel, AeronRound.ACKS_STREAM_ID);
        return 1;
    }

    private Action onCommand(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        if (header.sessionId() != clientSessionId)
        {
            clientSessionId = header.sessionId();
            beforeClient = lastNumber;
            ackedThrough = lastNumber;
        }
        final long next = lastNumber + 1;
        for (int i = 0; i < copies.length; i++)
        {
            // A follower that died is left out; its receipts stay where they are.
            if (sentThrough[i] < next && copies[i].isConnected())
            {
                if (!send(copies[i], next, buffer, offset, length))
                {
                    return Action.ABORT;
                }
                sentThrough[i] = next;
            }
        }
        lastNumber = next;
        return Action.CONTINUE;
    }

    private boolean send(
        final ExclusivePublication copy,
        final long next,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final int copyLength = AeronRound.NUMBER_LENGTH + length;
        if (copyLength > copy.maxPayloadLength())
        {
            number.putLong(0, next);
            return AeronRound.isTaken(
                copy.offer(number, 0, AeronRound.NUMBER_LENGTH, buffer, offset, length, null));
        }
        if (!AeronRound.isTaken(copy.tryClaim(copyLength, claim)))
        {
            return false;
        }
        claim.buffer().putLong(claim.offset(), next);
        claim.buffer().putBytes(claim.offset() + AeronRound.NUMBER_LENGTH, buffer, offset, length);
        claim.commit();
        return true;
    }

    private void onReceipt(final DirectBuffer buffer, final int offset, final int length, final Header header)
    {
        final int follower = (int)buffer.getLong(offset) - 1;
        receivedThrough[follower] = buffer.getLong(offset + AeronRound.NUMBER_LENGTH);
    }

    private int ack()
    {
        System.arraycopy(receivedThrough, 0, ranked, 0, ranked.length);
        Arrays.sort(ranked);
        // Half of the followers, which is a majority with the leader: the lowest of the better half.
        final long majorityThrough = ranked.length == 0 ? lastNumber : ranked[ranked.length / 2];
        if (majorityThrough > ackedThrough && AeronRound.isTaken(acks.tryClaim(AeronRound.NUMBER_LENGTH, claim)))
        {
            claim.buffer().putLong(claim.offset(), majorityThrough - beforeClient);
            claim.commit();
            ackedThrough = majorityThrough;
            return 1;
        }
        return 0;
    }
}
