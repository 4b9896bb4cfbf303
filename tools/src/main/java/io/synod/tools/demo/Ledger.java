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

import java.util.Arrays;

import org.agrona.DirectBuffer;

/** What was offered, by request id, and what became of it. */
final class Ledger
{
    private static final long PENDING = 0;
    private static final long UNKNOWN = -1;

    private static final int FIRST_ROOM = 1 << 14;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] hashes = new long[FIRST_ROOM];
    private long[] dueNs = new long[FIRST_ROOM];
    private long[] sequences = new long[FIRST_ROOM];
    private int offered;
    private int acknowledged;
    private int unknown;
    private long lastSequence;

    static long hash(final DirectBuffer buffer, final int offset, final int length)
    {
        long hash = FNV_BASIS ^ length;
        for (int i = 0; i < length; i++)
        {
            hash = (hash ^ buffer.getByte(offset + i) & 0xFF) * FNV_PRIME;
        }
        return hash;
    }

    /** Request ids come one after the other, from 1. */
    void offer(final long requestId, final long hash, final long whenNs)
    {
        offered = Math.toIntExact(requestId);
        if (offered >= hashes.length)
        {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            dueNs = Arrays.copyOf(dueNs, 2 * dueNs.length);
            sequences = Arrays.copyOf(sequences, 2 * sequences.length);
        }
        hashes[offered] = hash;
        dueNs[offered] = whenNs;
    }

    void acknowledge(final long requestId, final long sequence)
    {
        sequences[(int)requestId] = sequence;
        lastSequence = Math.max(lastSequence, sequence);
        acknowledged++;
    }

    void lose(final long requestId)
    {
        sequences[(int)requestId] = UNKNOWN;
        unknown++;
    }

    int offered()
    {
        return offered;
    }

    int acknowledged()
    {
        return acknowledged;
    }

    int unknown()
    {
        return unknown;
    }

    int pending()
    {
        return offered - acknowledged - unknown;
    }

    /** The greatest that was acknowledged. */
    long lastSequence()
    {
        return lastSequence;
    }

    long dueNs(final long requestId)
    {
        return dueNs[(int)requestId];
    }

    boolean isAcknowledged(final int requestId)
    {
        return sequences[requestId] > PENDING;
    }

    long sequence(final int requestId)
    {
        return sequences[requestId];
    }

    long hash(final int requestId)
    {
        return hashes[requestId];
    }
}
