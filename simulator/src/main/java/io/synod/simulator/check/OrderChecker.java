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
package io.synod.simulator.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.EntryKind;
import io.synod.session.SessionTable;
import io.synod.testkit.MemoryRecord;

/**
 * The total order as clients see it, from the first member that decides each slot: sequences dense, each request once,
 * first in first out for each session, time never backwards (I12); the same table of sessions at the same slot on every
 * member (I13); and what clients were told (I14).
 */
public final class OrderChecker
{
    private final Map<Long, Long> lastRequestOf = new HashMap<>();
    private final Map<Long, Long> digests = new HashMap<>();
    private final List<Long> commands = new ArrayList<>();
    private final List<MemoryRecord> records = new ArrayList<>();
    private final IntArrayList offsets = new IntArrayList();
    private final Set<Long> seen = new HashSet<>();
    private long slots;
    private long lastTimeNs = Long.MIN_VALUE;

    /**
     * A member has decided a slot; only the first to do so adds it.
     *
     * @param record that it holds there.
     */
    public void onDecided(final MemoryRecord record)
    {
        if (record.slot() <= slots)
        {
            return;
        }
        Violation.check(record.slot() == slots + 1, "I9", "decided with a gap", record.slot(), slots);
        slots++;
        Violation.check(record.timeNs() >= lastTimeNs, "I12", "replicated time falls", record.slot());
        lastTimeNs = record.timeNs();
        Violation.check(record.firstSequence() == commands.size() + 1, "I12", "sequences are not dense",
            record.slot(), record.firstSequence(), commands.size());
        switch (record.kind())
        {
            case EntryKind.BATCH -> onBatch(record);
            case EntryKind.SESSION_OPEN -> lastRequestOf.put(record.slot(), 0L);
            case EntryKind.SESSION_CLOSE -> lastRequestOf.remove(BatchDescriptor.sessionId(record.body(), 0));
            default ->
            {
                // Nothing that clients see.
            }
        }
    }

    private void onBatch(final MemoryRecord record)
    {
        int at = 0;
        for (int i = 0; i < record.commandCount(); i++)
        {
            final long sessionId = BatchDescriptor.sessionId(record.body(), at);
            final long requestId = BatchDescriptor.requestId(record.body(), at);
            final Long last = lastRequestOf.get(sessionId);
            Violation.check(last != null, "I12", "a command of a session that is not open", sessionId, requestId);
            Violation.check(requestId == last + 1, "I12", "requests out of order or twice", sessionId, requestId, last);
            lastRequestOf.put(sessionId, requestId);
            final long command = record.body().getLong(at + BatchDescriptor.HEADER_LENGTH);
            Violation.check(seen.add(command), "I14", "a command is in the order twice", command);
            commands.add(command);
            records.add(record);
            offsets.addInt(at);
            at += BatchDescriptor.alignedLength(BatchDescriptor.length(record.body(), at));
        }
    }

    /**
     * A member's table of sessions at a slot.
     *
     * @param memberId whose.
     * @param slot     up to which it has decided.
     * @param sessions the table.
     */
    public void onSessions(final int memberId, final long slot, final SessionTable sessions)
    {
        if (onDigest(memberId, slot, sessions.digest()) && slot == slots)
        {
            checkSessions(memberId, slot, sessions);
        }
    }

    /**
     * The digest of a member's table of sessions at a slot.
     *
     * @param memberId whose.
     * @param slot     up to which it has decided.
     * @param digest   of the table.
     * @return whether it is the first for the slot.
     */
    public boolean onDigest(final int memberId, final long slot, final long digest)
    {
        final Long before = digests.putIfAbsent(slot, digest);
        Violation.check(
            before == null || before == digest, "I13", "another table of sessions at the same slot", memberId, slot);
        return before == null;
    }

    /** The first member to get so far: its table against what the order itself says. */
    private void checkSessions(final int memberId, final long slot, final SessionTable sessions)
    {
        Violation.check(
            sessions.openSessions() == lastRequestOf.size(), "I13", "sessions that are not those of the order",
            memberId, slot, sessions.openSessions(), lastRequestOf.size());
        lastRequestOf.forEach((sessionId, last) -> Violation.check(
            sessions.expectedRequestId(sessionId) == last + 1, "I13", "a table that is not that of the order", memberId,
            slot, sessionId, last));
    }

    /**
     * A client was told that a command is done.
     *
     * @param command  its own number, unique in the run.
     * @param sequence it was told.
     */
    public void onAcknowledged(final long command, final long sequence)
    {
        Violation.check(sequence >= 1 && sequence <= commands.size(), "I14", "acknowledged but not in the order",
            command, sequence, commands.size());
        Violation.check(commands.get((int)sequence - 1) == command, "I14", "acknowledged with a wrong sequence",
            command, sequence, commands.get((int)sequence - 1));
    }

    /**
     * A client has read a command.
     *
     * @param sequence  it was given.
     * @param timeNs    replicated time.
     * @param sessionId whose command it is.
     * @param buffer    with the command.
     * @param offset    of the command.
     * @param length    of the command.
     */
    public void onRead(
        final long sequence,
        final long timeNs,
        final long sessionId,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        Violation.check(
            sequence <= commands.size(), "I9", "read before it was decided", sequence, commands.size());
        final MemoryRecord record = records.get((int)sequence - 1);
        final int at = offsets.getInt((int)sequence - 1);
        final boolean isSame = record.timeNs() == timeNs &&
            BatchDescriptor.sessionId(record.body(), at) == sessionId &&
            BatchDescriptor.length(record.body(), at) == length &&
            isEqual(record.body(), at + BatchDescriptor.HEADER_LENGTH, buffer, offset, length);
        Violation.check(isSame, "I9", "read another command than the order has", sequence, sessionId, length);
    }

    private static boolean isEqual(
        final DirectBuffer body, final int at, final DirectBuffer buffer, final int offset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (body.getByte(at + i) != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a session was open once, and is no more.
     *
     * @param sessionId slot of its first entry.
     * @return true if so, by the order.
     */
    public boolean isClosed(final long sessionId)
    {
        return sessionId <= slots && !lastRequestOf.containsKey(sessionId);
    }

    /**
     * A command of the order.
     *
     * @param sequence from 1.
     * @return its own number.
     */
    public long commandAt(final long sequence)
    {
        return commands.get((int)sequence - 1);
    }

    public boolean isInOrder(final long command)
    {
        return seen.contains(command);
    }

    public long commandCount()
    {
        return commands.size();
    }

    public long slotCount()
    {
        return slots;
    }
}
