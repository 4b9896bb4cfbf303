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
package io.synod.role;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Proposal;
import io.synod.protocol.Verify;
import io.synod.session.SessionTable;

/**
 * Makes a leader's entries: numbers commands, keeps out what its chain already has, builds the batch in place at the
 * journal's tail. Its table of sessions is that of the whole chain, decided or not, so a retry that overtakes the
 * decision of its first try finds it.
 */
public final class Proposer
{
    private final Journal journal;
    private final Limits limits;
    private final int epoch;
    private final SessionTable chainSessions;
    private final Entry entry = new Entry();

    private long ballot = Ballot.NONE;
    private long nextSequence;
    private long lastTimeNs;
    private boolean isOpen;
    private int bodyOffset;
    private int bodyLength;
    private int commandCount;
    private long batchTimeNs;

    /**
     * A proposer without a chain.
     *
     * @param journal of the member.
     * @param limits  of the member.
     * @param epoch   of the membership in force.
     */
    public Proposer(final Journal journal, final Limits limits, final int epoch)
    {
        this.journal = journal;
        this.limits = limits;
        this.epoch = epoch;
        this.chainSessions = new SessionTable(limits.maxSessions(), limits.rememberedRequests());
    }

    /**
     * Leadership begins: what is decided, and then each recovered slot in turn by {@link #onRecovered}.
     *
     * @param newBallot       of the leader.
     * @param decidedSessions the table at {@code decidedThrough}.
     * @param learner         of the member.
     */
    public void start(final long newBallot, final SessionTable decidedSessions, final Learner learner)
    {
        ballot = newBallot;
        isOpen = false;
        chainSessions.copyFrom(decidedSessions);
        nextSequence = learner.nextSequence();
        lastTimeNs = learner.lastTimeNs();
    }

    /**
     * The next recovered slot of the chain.
     *
     * @param slot in the journal at this ballot.
     * @return bytes of its body.
     */
    public int onRecovered(final long slot)
    {
        Verify.that(journal.read(slot, entry), "a recovered slot is held by the leader", slot, ballot);
        Verify.that(entry.ballot() == ballot, "a recovered slot is at the leader's ballot", entry.ballot(), ballot);
        Verify.that(
            entry.firstSequence() == nextSequence,
            "a chain's sequences are dense",
            entry.firstSequence(),
            nextSequence);
        chainSessions.onEntry(entry);
        nextSequence = entry.nextSequence();
        lastTimeNs = Math.max(lastTimeNs, entry.timeNs());
        return entry.length();
    }

    /**
     * Adds a command to the open batch, opening one if there is none, unless the chain has it already.
     *
     * @param sessionId whose request it is.
     * @param requestId the session's own number of it.
     * @param buffer    with the command.
     * @param offset    of the command.
     * @param length    of the command.
     * @param timeNs    the leader's clock.
     * @return its sequence, or a code of {@link Proposal}.
     */
    public long offer(
        final long sessionId,
        final long requestId,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final long timeNs)
    {
        final long known = chainSessions.lookUp(sessionId, requestId);
        if (known != 0)
        {
            return known;
        }
        if (!isOpen && !open(timeNs))
        {
            return Proposal.JOURNAL_FULL;
        }
        final MutableDirectBuffer body = journal.bodyBuffer();
        final int at = bodyOffset + bodyLength;
        BatchDescriptor.putHeader(body, at, sessionId, requestId, length);
        body.putBytes(at + BatchDescriptor.HEADER_LENGTH, buffer, offset, length);
        bodyLength += BatchDescriptor.alignedLength(length);
        chainSessions.onCommand(sessionId, requestId, nextSequence + commandCount, batchTimeNs);
        return nextSequence + commandCount++;
    }

    /**
     * What the chain knows of a request.
     *
     * @param sessionId whose request it is.
     * @param requestId the session's own number of it.
     * @return as {@link SessionTable#lookUp}.
     */
    public long lookUp(final long sessionId, final long requestId)
    {
        return chainSessions.lookUp(sessionId, requestId);
    }

    public boolean isSessionOpen(final long sessionId)
    {
        return chainSessions.isOpen(sessionId);
    }

    public boolean isSessionTableFull()
    {
        return chainSessions.isFull();
    }

    public boolean isOpen()
    {
        return isOpen;
    }

    /**
     * Whether a command still fits the open batch.
     *
     * @param length of the command.
     * @return true if it fits, or if no batch is open.
     */
    public boolean fits(final int length)
    {
        return !isOpen || bodyLength + BatchDescriptor.alignedLength(length) <= limits.maxBatchLength();
    }

    public int openLength()
    {
        return isOpen ? bodyLength : 0;
    }

    /** Leadership has ended: what lies in an open batch was never proposed. */
    public void stop()
    {
        isOpen = false;
    }

    /**
     * Ends the open batch.
     *
     * @param slot that it gets.
     * @return all but body and checksum, which the journal adds.
     */
    public Entry closeBatch(final long slot)
    {
        isOpen = false;
        fill(slot, EntryKind.BATCH, batchTimeNs, commandCount, bodyLength);
        nextSequence += commandCount;
        return entry;
    }

    /**
     * An entry without commands and without a body.
     *
     * @param slot   that it gets.
     * @param kind   no-op or session open.
     * @param timeNs the leader's clock.
     * @return null if the journal is full; else all but the checksum, which the journal adds.
     */
    public Entry makeEmpty(final long slot, final byte kind, final long timeNs)
    {
        if (journal.openBody(0) == Journal.NO_ROOM)
        {
            return null;
        }
        lastTimeNs = Math.max(lastTimeNs, timeNs);
        fill(slot, kind, lastTimeNs, 0, 0);
        chainSessions.onEntry(entry.noBody());
        return entry;
    }

    /**
     * An entry that closes a session.
     *
     * @param slot      that it gets.
     * @param sessionId open in the chain.
     * @param reason    one of {@link BatchDescriptor#CLOSED}, {@link BatchDescriptor#EXPIRED}.
     * @param timeNs    the leader's clock.
     * @return null if the journal is full; else all but the checksum, which the journal adds.
     */
    public Entry makeClose(final long slot, final long sessionId, final int reason, final long timeNs)
    {
        final int offset = journal.openBody(BatchDescriptor.CLOSE_LENGTH);
        if (offset == Journal.NO_ROOM)
        {
            return null;
        }
        BatchDescriptor.putClose(journal.bodyBuffer(), offset, sessionId, reason);
        lastTimeNs = Math.max(lastTimeNs, timeNs);
        fill(slot, EntryKind.SESSION_CLOSE, lastTimeNs, 0, BatchDescriptor.CLOSE_LENGTH);
        chainSessions.onEntry(entry.body(journal.bodyBuffer(), offset, BatchDescriptor.CLOSE_LENGTH));
        return entry;
    }

    private boolean open(final long timeNs)
    {
        final int offset = journal.openBody(limits.maxBatchLength());
        if (offset == Journal.NO_ROOM)
        {
            return false;
        }
        bodyOffset = offset;
        bodyLength = 0;
        commandCount = 0;
        lastTimeNs = Math.max(lastTimeNs, timeNs);
        batchTimeNs = lastTimeNs;
        isOpen = true;
        return true;
    }

    private void fill(final long slot, final byte kind, final long timeNs, final int count, final int length)
    {
        entry.slot(slot)
            .ballot(ballot)
            .originBallot(ballot)
            .kind(kind)
            .epoch(epoch)
            .firstSequence(nextSequence)
            .commandCount(count)
            .timeNs(timeNs)
            .body(journal.bodyBuffer(), bodyOffset, length);
    }
}
