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
package io.synod.protocol;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one slot holds, as a reusable record: filled by a journal or a decoder, read by the core, valid until the call
 * that was given it returns. The bytes of the body are not copied; they stay where they are.
 * <p>
 * {@code (slot, originBallot)} names a value: a ballot has one proposer, and that proposer makes one value for a slot.
 * {@code ballot} is the ballot at which it was last accepted, and grows when a later leader proposes the value again.
 */
public final class Entry
{
    private static final DirectBuffer EMPTY = new UnsafeBuffer(new byte[0]);

    private long slot;
    private long ballot;
    private long originBallot;
    private long firstSequence;
    private long timeNs;
    private int epoch;
    private int commandCount;
    private int checksum;
    private byte kind;
    private DirectBuffer buffer = EMPTY;
    private int offset;
    private int length;

    public long slot()
    {
        return slot;
    }

    public Entry slot(final long newSlot)
    {
        slot = newSlot;
        return this;
    }

    /**
     * The ballot at which it was accepted here, or is proposed now.
     *
     * @return a ballot; at least {@link #originBallot()}.
     */
    public long ballot()
    {
        return ballot;
    }

    public Entry ballot(final long newBallot)
    {
        ballot = newBallot;
        return this;
    }

    /**
     * The ballot whose leader made this value.
     *
     * @return a ballot.
     */
    public long originBallot()
    {
        return originBallot;
    }

    public Entry originBallot(final long newOriginBallot)
    {
        originBallot = newOriginBallot;
        return this;
    }

    /**
     * The sequence of its first command; without commands, that of the next command in the log.
     *
     * @return from 1.
     */
    public long firstSequence()
    {
        return firstSequence;
    }

    public Entry firstSequence(final long newFirstSequence)
    {
        firstSequence = newFirstSequence;
        return this;
    }

    /**
     * Replicated time: the clock of the leader that made it, never less than that of the slot before.
     *
     * @return nanoseconds since 1970.
     */
    public long timeNs()
    {
        return timeNs;
    }

    public Entry timeNs(final long newTimeNs)
    {
        timeNs = newTimeNs;
        return this;
    }

    /**
     * The number of the membership in force for this slot.
     *
     * @return from 1.
     */
    public int epoch()
    {
        return epoch;
    }

    public Entry epoch(final int newEpoch)
    {
        epoch = newEpoch;
        return this;
    }

    public int commandCount()
    {
        return commandCount;
    }

    public Entry commandCount(final int newCommandCount)
    {
        commandCount = newCommandCount;
        return this;
    }

    /**
     * CRC32C over the value: see {@link EntryChecksum}.
     *
     * @return all 32 bits are in use.
     */
    public int checksum()
    {
        return checksum;
    }

    public Entry checksum(final int newChecksum)
    {
        checksum = newChecksum;
        return this;
    }

    /**
     * One of {@link EntryKind}.
     *
     * @return the kind.
     */
    public byte kind()
    {
        return kind;
    }

    public Entry kind(final byte newKind)
    {
        kind = newKind;
        return this;
    }

    public DirectBuffer buffer()
    {
        return buffer;
    }

    public int offset()
    {
        return offset;
    }

    public int length()
    {
        return length;
    }

    public Entry body(final DirectBuffer newBuffer, final int newOffset, final int newLength)
    {
        buffer = newBuffer;
        offset = newOffset;
        length = newLength;
        return this;
    }

    public Entry noBody()
    {
        return body(EMPTY, 0, 0);
    }

    /**
     * The sequence of the first command behind this entry.
     *
     * @return from 1.
     */
    public long nextSequence()
    {
        return firstSequence + commandCount;
    }

    @Override
    public String toString()
    {
        return "Entry{slot=" + slot + " ballot=" + Ballot.toString(ballot) + " origin=" +
            Ballot.toString(originBallot) + " kind=" + kind + " sequence=" + firstSequence + "+" + commandCount +
            " length=" + length + "}";
    }
}
