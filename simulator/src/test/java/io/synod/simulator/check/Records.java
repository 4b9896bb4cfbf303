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

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.EntryKind;
import io.synod.testkit.MemoryRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Records and ballots for histories that are fed to the checkers by hand. */
final class Records
{
    static final long B1 = Ballot.pack(1, 0);
    static final long B2 = Ballot.pack(2, 1);
    static final long B3 = Ballot.pack(3, 2);

    private Records()
    {
    }

    static void violates(final String invariant, final Runnable history)
    {
        assertEquals(invariant, assertThrows(Violation.class, history::run).invariant());
    }

    static MemoryRecord accept(final long ballot, final long slot, final long originBallot)
    {
        return accept(ballot, slot, originBallot, 1, 0);
    }

    static MemoryRecord accept(
        final long ballot, final long slot, final long originBallot, final long chainFrom, final long fence)
    {
        return record(
            MemoryRecord.Type.ACCEPT, ballot, slot, chainFrom, fence, originBallot, EntryKind.NO_OP, 1, 0, 0, 0);
    }

    static MemoryRecord promise(final long ballot)
    {
        return record(MemoryRecord.Type.PROMISE, ballot, 0, 0, 0, 0, (byte)0, 0, 0, 0, 0);
    }

    static MemoryRecord noOp(final long slot, final long nextSequence, final long timeNs)
    {
        return record(
            MemoryRecord.Type.ACCEPT, B1, slot, 1, 0, B1, EntryKind.NO_OP, nextSequence, 0, timeNs, 0);
    }

    static MemoryRecord open(final long slot, final long nextSequence)
    {
        return record(
            MemoryRecord.Type.ACCEPT, B1, slot, 1, 0, B1, EntryKind.SESSION_OPEN, nextSequence, 0, 0, 0);
    }

    static MemoryRecord close(final long slot, final long nextSequence, final long sessionId)
    {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[BatchDescriptor.CLOSE_LENGTH]);
        BatchDescriptor.putClose(body, 0, sessionId, BatchDescriptor.CLOSED);
        return new MemoryRecord(MemoryRecord.Type.ACCEPT, B1, slot, 1, 0, B1, EntryKind.SESSION_CLOSE, 1,
            nextSequence, 0, 0, 0, body, 0);
    }

    /** A batch of one command. */
    static MemoryRecord command(
        final long slot, final long sequence, final long sessionId, final long requestId, final long command)
    {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[BatchDescriptor.alignedLength(Long.BYTES)]);
        BatchDescriptor.putHeader(body, 0, sessionId, requestId, Long.BYTES);
        body.putLong(BatchDescriptor.HEADER_LENGTH, command);
        return new MemoryRecord(MemoryRecord.Type.ACCEPT, B1, slot, 1, 0, B1, EntryKind.BATCH, 1, sequence, 1, 0, 0,
            body, 0);
    }

    private static MemoryRecord record(
        final MemoryRecord.Type type,
        final long ballot,
        final long slot,
        final long chainFrom,
        final long fence,
        final long originBallot,
        final byte kind,
        final long firstSequence,
        final int commandCount,
        final long timeNs,
        final long endPosition)
    {
        return new MemoryRecord(type, ballot, slot, chainFrom, fence, originBallot, kind, 1, firstSequence,
            commandCount, timeNs, 0, new UnsafeBuffer(new byte[0]), endPosition);
    }
}
