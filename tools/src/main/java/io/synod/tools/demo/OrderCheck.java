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
package io.synod.tools.demo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import io.synod.CommandHandler;
import io.synod.Subscription;
import io.synod.node.ClientConfig;
import io.synod.node.SynodClient;

/**
 * Reads the order from one member alone, and holds it against the books: every sequence from the first acknowledged one
 * on, without a gap, each acknowledged command at its sequence and nowhere else, and nothing that was not offered.
 */
final class OrderCheck implements CommandHandler
{
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int LIMIT = 4096;

    private final Ledger ledger;
    private final MessageDigest digest = newDigest();
    private final ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    private int nextRequest;
    private long nextSequence;
    private int acknowledged;
    private int read;
    private String problem;
    private byte[] bytes = new byte[1024];

    OrderCheck(final Ledger ledger)
    {
        this.ledger = ledger;
        int first = 1;
        while (first <= ledger.offered() && !ledger.isAcknowledged(first))
        {
            first++;
        }
        nextRequest = first;
        nextSequence = first > ledger.offered() ? 1 : ledger.sequence(first);
    }

    /**
     * Reads up to a sequence.
     *
     * @param onlyMember  address of the member.
     * @param endSequence inclusive.
     * @return this.
     */
    OrderCheck read(final String onlyMember, final long endSequence)
    {
        final IdleStrategy idle = new BackoffIdleStrategy();
        try (SynodClient client = SynodClient.connect(ClientConfig.defaults(onlyMember));
            Subscription subscription = client.subscribe(nextSequence, this))
        {
            long movedNs = System.nanoTime();
            while (problem == null && nextSequence <= endSequence)
            {
                final int handed = subscription.poll(LIMIT);
                movedNs = handed > 0 ? System.nanoTime() : movedNs;
                if (System.nanoTime() - movedNs > TIMEOUT_NS)
                {
                    problem = "it gives nothing after sequence " + (nextSequence - 1) + " of " + endSequence;
                }
                idle.idle(handed);
            }
        }
        if (problem == null)
        {
            problem = missing();
        }
        return this;
    }

    private String missing()
    {
        for (int requestId = nextRequest; requestId <= ledger.offered(); requestId++)
        {
            if (ledger.isAcknowledged(requestId))
            {
                return "command " + requestId + " was acknowledged with sequence " + ledger.sequence(requestId) +
                    ", and is not there";
            }
        }
        return null;
    }

    @Override
    public void onCommand(
        final long sequence,
        final long timeNs,
        final long sessionId,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (problem != null)
        {
            return;
        }
        if (sequence != nextSequence)
        {
            problem = "sequence " + sequence + " comes where " + nextSequence + " should";
            return;
        }
        nextSequence++;
        read++;
        addToDigest(sequence, buffer, offset, length);
        match(sequence, Ledger.hash(buffer, offset, length));
    }

    /** The next request that is at this sequence; one whose fate is unknown may be there, or not. */
    private void match(final long sequence, final long hash)
    {
        while (nextRequest <= ledger.offered())
        {
            final int requestId = nextRequest++;
            final boolean isSame = ledger.hash(requestId) == hash;
            if (ledger.isAcknowledged(requestId))
            {
                acknowledged++;
                if (ledger.sequence(requestId) != sequence || !isSame)
                {
                    problem = "at sequence " + sequence + " is another command than was acknowledged: request " +
                        requestId + " was told sequence " + ledger.sequence(requestId);
                }
                return;
            }
            if (isSame)
            {
                return;
            }
        }
        problem = "at sequence " + sequence + " is a command that nobody offered, or that is there twice";
    }

    private void addToDigest(final long sequence, final DirectBuffer buffer, final int offset, final int length)
    {
        head.clear();
        head.putLong(sequence).putInt(length).flip();
        digest.update(head);
        if (bytes.length < length)
        {
            bytes = new byte[length];
        }
        buffer.getBytes(offset, bytes, 0, length);
        digest.update(bytes, 0, length);
    }

    private static MessageDigest newDigest()
    {
        try
        {
            return MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /** What is wrong with it; null if nothing is. */
    String problem()
    {
        return problem;
    }

    /** Commands read. */
    int read()
    {
        return read;
    }

    /** Of those, acknowledged ones, each found at its sequence. */
    int acknowledged()
    {
        return acknowledged;
    }

    long fromSequence()
    {
        return nextSequence - read;
    }

    /** Of sequences, lengths and bytes; to be asked for once. */
    String digest()
    {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
