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
package io.synod.testkit;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Entry;

/**
 * A record of a {@link MemoryJournal}: immutable.
 *
 * @param type           what it is.
 * @param ballot         of the accept or promise.
 * @param slot           of the entry; of a decided mark the last decided slot.
 * @param chainFrom      first slot of the stream.
 * @param fence          last recovered slot.
 * @param originBallot   of the value.
 * @param kind           of the entry.
 * @param epoch          of the entry.
 * @param firstSequence  of the entry.
 * @param commandCount   of the entry.
 * @param timeNs         of the entry.
 * @param checksum       of the value.
 * @param body           of the entry.
 * @param endPosition    in bytes.
 */
public record MemoryRecord(
    Type type,
    long ballot,
    long slot,
    long chainFrom,
    long fence,
    long originBallot,
    byte kind,
    int epoch,
    long firstSequence,
    int commandCount,
    long timeNs,
    int checksum,
    DirectBuffer body,
    long endPosition)
{
    /** Bytes of a record without its body. */
    public static final int HEADER_LENGTH = 64;

    /** What a record is. */
    public enum Type
    {
        ACCEPT,
        RE_ACCEPT,
        DECIDED_ENTRY,
        PROMISE,
        DECIDED_MARK
    }

    static MemoryRecord ofEntry(
        final Type type, final Entry entry, final long chainFrom, final long fence, final long startPosition)
    {
        final byte[] bytes = new byte[entry.length()];
        entry.buffer().getBytes(entry.offset(), bytes);
        return new MemoryRecord(
            type, entry.ballot(), entry.slot(), chainFrom, fence, entry.originBallot(), entry.kind(), entry.epoch(),
            entry.firstSequence(), entry.commandCount(), entry.timeNs(), entry.checksum(), new UnsafeBuffer(bytes),
            startPosition + HEADER_LENGTH + bytes.length);
    }

    static MemoryRecord ofMark(final Type type, final long ballot, final long slot, final long startPosition)
    {
        return new MemoryRecord(
            type, ballot, slot, 0, 0, 0, (byte)0, 0, 0, 0, 0, 0, new UnsafeBuffer(new byte[0]),
            startPosition + HEADER_LENGTH);
    }

    MemoryRecord reAccepted(
        final long newBallot, final long newChainFrom, final long newFence, final long startPosition)
    {
        return new MemoryRecord(
            Type.RE_ACCEPT, newBallot, slot, newChainFrom, newFence, originBallot, kind, epoch,
            firstSequence, commandCount, timeNs, checksum, body, startPosition + HEADER_LENGTH);
    }

    void fill(final Entry entry)
    {
        entry.slot(slot)
            .ballot(ballot)
            .originBallot(originBallot)
            .kind(kind)
            .epoch(epoch)
            .firstSequence(firstSequence)
            .commandCount(commandCount)
            .timeNs(timeNs)
            .checksum(checksum)
            .body(body, 0, body.capacity());
    }
}
