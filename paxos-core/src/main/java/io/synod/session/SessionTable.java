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
package io.synod.session;


import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Proposal;
import io.synod.protocol.Verify;

/**
 * For each open session the last request id that is in the log, and the sequences of its last requests
 * (Ongaro, "Consensus: Bridging Theory and Practice", 6.3). All room is taken at construction: an open-addressed table
 * of session ids, and a ring of sequences for each.
 */
public final class SessionTable
{
    private static final long FREE = 0;
    private static final int NOT_FOUND = -1;

    private final int maxSessions;
    private final int rememberedRequests;
    private final int mask;
    private final long[] ids;
    private final long[] lastRequestIds;
    private final long[] lastTimesNs;
    private final long[] sequences;
    private int openSessions;
    private int lastFound;

    /**
     * An empty table.
     *
     * @param maxSessions        that may be open at once, from 1.
     * @param rememberedRequests of each session, a power of two: a retry further back finds no sequence.
     */
    public SessionTable(final int maxSessions, final int rememberedRequests)
    {
        this.maxSessions = maxSessions;
        this.rememberedRequests = rememberedRequests;
        final int capacity = Integer.highestOneBit(maxSessions) * 4;
        this.mask = capacity - 1;
        this.ids = new long[capacity];
        this.lastRequestIds = new long[capacity];
        this.lastTimesNs = new long[capacity];
        this.sequences = new long[capacity * rememberedRequests];
    }

    public int openSessions()
    {
        return openSessions;
    }

    public boolean isFull()
    {
        return openSessions >= maxSessions;
    }

    public boolean isOpen(final long sessionId)
    {
        return find(sessionId) != NOT_FOUND;
    }

    /**
     * Places that a session can have, for going through all of them.
     *
     * @return more than may be open.
     */
    public int capacity()
    {
        return ids.length;
    }

    /**
     * The session at a place.
     *
     * @param place from 0 to below {@link #capacity()}.
     * @return 0 if there is none.
     */
    public long sessionIdAt(final int place)
    {
        return ids[place];
    }

    /**
     * The request id that a session may use next.
     *
     * @param sessionId any number.
     * @return from 1, or {@link Proposal#SESSION_UNKNOWN}.
     */
    public long expectedRequestId(final long sessionId)
    {
        final int i = find(sessionId);
        return i == NOT_FOUND ? Proposal.SESSION_UNKNOWN : lastRequestIds[i] + 1;
    }

    /**
     * The replicated time of the last thing a session did.
     *
     * @param sessionId any number.
     * @return nanoseconds since 1970, or {@link Proposal#SESSION_UNKNOWN}.
     */
    public long lastTimeNs(final long sessionId)
    {
        final int i = find(sessionId);
        return i == NOT_FOUND ? Proposal.SESSION_UNKNOWN : lastTimesNs[i];
    }

    /**
     * What is known of a request.
     *
     * @param sessionId whose request it is.
     * @param requestId the session's number of it.
     * @return its sequence if it is in the log; 0 if it is the next one and may be appended; else one of
     * {@link Proposal#SESSION_UNKNOWN}, {@link Proposal#REQUEST_GAP}, {@link Proposal#REQUEST_FORGOTTEN}.
     */
    public long lookUp(final long sessionId, final long requestId)
    {
        final int i = find(sessionId);
        if (i == NOT_FOUND)
        {
            return Proposal.SESSION_UNKNOWN;
        }
        final long last = lastRequestIds[i];
        if (requestId == last + 1)
        {
            return 0;
        }
        if (requestId > last || requestId < 1)
        {
            return Proposal.REQUEST_GAP;
        }
        return requestId > last - rememberedRequests ? sequences[place(i, requestId)] : Proposal.REQUEST_FORGOTTEN;
    }

    /**
     * A request enters the log.
     *
     * @param sessionId whose request it is.
     * @param requestId the one after the session's last: else the log holds a duplicate or a gap.
     * @param sequence  of the command.
     * @param timeNs    replicated time of its entry.
     */
    public void onCommand(final long sessionId, final long requestId, final long sequence, final long timeNs)
    {
        final int i = find(sessionId);
        Verify.that(i != NOT_FOUND, "a command in the log belongs to an open session", sessionId, requestId);
        Verify.that(
            requestId == lastRequestIds[i] + 1, "each request is in the log once, in order", sessionId, requestId);
        lastRequestIds[i] = requestId;
        lastTimesNs[i] = timeNs;
        sequences[place(i, requestId)] = sequence;
    }

    /**
     * All that an entry means to sessions.
     *
     * @param entry the next one of the log, with its body.
     */
    public void onEntry(final Entry entry)
    {
        switch (entry.kind())
        {
            case EntryKind.BATCH:
                onBatch(entry);
                break;

            case EntryKind.SESSION_OPEN:
                open(entry.slot(), entry.timeNs());
                break;

            case EntryKind.SESSION_CLOSE:
                close(BatchDescriptor.sessionId(entry.buffer(), entry.offset()));
                break;

            default:
                break;
        }
    }

    /**
     * Becomes equal to another table of the same shape.
     *
     * @param other made with the same arguments.
     */
    public void copyFrom(final SessionTable other)
    {
        System.arraycopy(other.ids, 0, ids, 0, ids.length);
        System.arraycopy(other.lastRequestIds, 0, lastRequestIds, 0, lastRequestIds.length);
        System.arraycopy(other.lastTimesNs, 0, lastTimesNs, 0, lastTimesNs.length);
        System.arraycopy(other.sequences, 0, sequences, 0, sequences.length);
        openSessions = other.openSessions;
        lastFound = other.lastFound;
    }

    /**
     * A number that is equal for equal tables, for comparing members at the same slot.
     *
     * @return all bits are in use.
     */
    public long digest()
    {
        long digest = openSessions;
        for (int i = 0; i < ids.length; i++)
        {
            if (ids[i] != FREE)
            {
                // A sum, because the places in the table depend on the order of opening and closing.
                digest += mix(ids[i] * 31 + mix(lastRequestIds[i] * 31 + mix(lastTimesNs[i])));
            }
        }
        return digest;
    }

    private void onBatch(final Entry entry)
    {
        int at = entry.offset();
        long sequence = entry.firstSequence();
        for (int i = 0, count = entry.commandCount(); i < count; i++)
        {
            final long sessionId = BatchDescriptor.sessionId(entry.buffer(), at);
            onCommand(sessionId, BatchDescriptor.requestId(entry.buffer(), at), sequence, entry.timeNs());
            at += BatchDescriptor.alignedLength(BatchDescriptor.length(entry.buffer(), at));
            sequence++;
        }
    }

    private void open(final long sessionId, final long timeNs)
    {
        Verify.that(openSessions < maxSessions, "sessions fit the table on every member", openSessions, maxSessions);
        int i = home(sessionId);
        while (ids[i] != FREE)
        {
            i = i + 1 & mask;
        }
        ids[i] = sessionId;
        lastRequestIds[i] = 0;
        lastTimesNs[i] = timeNs;
        openSessions++;
    }

    /** Closing a session that is not open changes nothing: an owner's and an expiry's close may both be in the log. */
    private void close(final long sessionId)
    {
        int hole = find(sessionId);
        if (hole == NOT_FOUND)
        {
            return;
        }
        openSessions--;
        ids[hole] = FREE;
        int i = hole + 1 & mask;
        while (ids[i] != FREE)
        {
            if ((i - home(ids[i]) & mask) >= (i - hole & mask))
            {
                move(i, hole);
                hole = i;
            }
            i = i + 1 & mask;
        }
    }

    private void move(final int from, final int to)
    {
        ids[to] = ids[from];
        lastRequestIds[to] = lastRequestIds[from];
        lastTimesNs[to] = lastTimesNs[from];
        System.arraycopy(
            sequences, from * rememberedRequests, sequences, to * rememberedRequests, rememberedRequests);
        ids[from] = FREE;
    }

    private int find(final long sessionId)
    {
        if (ids[lastFound] == sessionId && sessionId != FREE)
        {
            return lastFound;
        }
        if (sessionId <= FREE)
        {
            return NOT_FOUND;
        }
        int i = home(sessionId);
        while (ids[i] != sessionId)
        {
            if (ids[i] == FREE)
            {
                return NOT_FOUND;
            }
            i = i + 1 & mask;
        }
        lastFound = i;
        return i;
    }

    private int home(final long sessionId)
    {
        return (int)mix(sessionId) & mask;
    }

    private int place(final int i, final long requestId)
    {
        return i * rememberedRequests + (int)(requestId & rememberedRequests - 1);
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain): every bit of the input moves every bit of the output. */
    private static long mix(final long value)
    {
        final long a = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        final long b = (a ^ a >>> 33) * 0xc4ceb9fe1a85ec53L;
        return b ^ b >>> 33;
    }
}
