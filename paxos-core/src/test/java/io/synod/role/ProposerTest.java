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

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.port.Journal;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.InvariantViolation;
import io.synod.protocol.Proposal;
import io.synod.session.SessionTable;
import io.synod.testkit.Entries;
import io.synod.testkit.MemoryJournal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ProposerTest
{
    private static final long OLDER = Ballot.pack(1, 1);
    private static final long BALLOT = Ballot.pack(2, 0);
    private static final long SESSION = 1;
    private static final Limits LIMITS = new Limits(4, 4096, 128, 64, 2, 4, 4, 4);

    private final MemoryJournal journal = new MemoryJournal();
    private final Acceptor acceptor = new Acceptor(journal);
    private final SessionTable decided = new SessionTable(LIMITS.maxSessions(), LIMITS.rememberedRequests());
    private final Learner learner = new Learner(journal, decided);
    private final Proposer proposer = new Proposer(journal, LIMITS, 7);
    private long nextSlot = 2;

    @BeforeEach
    void leadWithOneSessionOpen()
    {
        acceptor.accept(1, 0, Entries.sessionOpen(1, OLDER).timeNs(50));
        learner.advanceTo(1);
        acceptor.promise(BALLOT);
        proposer.start(BALLOT, decided, learner);
    }

    @Test
    void numbersCommandsDenselyOverBatches()
    {
        assertEquals(1, offer(1));
        assertEquals(2, offer(2));
        close();
        assertEquals(3, offer(3));
        close();
        final Entry entry = read(3);
        assertEquals(3, entry.firstSequence());
        assertEquals(1, entry.commandCount());
        learner.advanceTo(3);
        assertEquals(4, learner.nextSequence());
    }

    @Test
    void buildsTheBatchInPlace()
    {
        offer(1);
        offer(2);
        close();
        final Entry entry = read(2);
        assertEquals(EntryKind.BATCH, entry.kind());
        assertEquals(BALLOT, entry.ballot());
        assertEquals(BALLOT, entry.originBallot());
        assertEquals(7, entry.epoch());
        assertEquals(2, entry.commandCount());
        assertTrue(BatchDescriptor.isWellFormed(entry));
        final int second = BatchDescriptor.alignedLength("command 1".length());
        assertEquals(SESSION, BatchDescriptor.sessionId(entry.buffer(), second));
        assertEquals(2, BatchDescriptor.requestId(entry.buffer(), second));
        final byte[] command = new byte[BatchDescriptor.length(entry.buffer(), second)];
        entry.buffer().getBytes(second + BatchDescriptor.HEADER_LENGTH, command);
        assertEquals("command 2", new String(command, StandardCharsets.US_ASCII));
    }

    @Test
    void aRetryIsAnsweredAndNotAppended()
    {
        assertEquals(1, offer(1));
        assertEquals(1, offer(1), "in the open batch");
        close();
        assertEquals(1, offer(1), "in the chain, undecided");
        assertFalse(proposer.isOpen());
        learner.advanceTo(2);
        assertEquals(1, offer(1), "decided");
        assertEquals(2, offer(2));
    }

    @Test
    void aGapIsRefused()
    {
        assertEquals(Proposal.REQUEST_GAP, offer(2));
        assertEquals(Proposal.REQUEST_GAP, offer(0));
        assertFalse(proposer.isOpen());
        assertEquals(1, offer(1));
    }

    @Test
    void aRequestThatIsForgottenIsNeverAppendedAgain()
    {
        for (long request = 1; request <= 6; request++)
        {
            assertEquals(request, offer(request));
            close();
        }
        assertEquals(Proposal.REQUEST_FORGOTTEN, offer(2));
        assertEquals(3, offer(3));
    }

    @Test
    void aSessionThatIsNotOpenIsRefused()
    {
        assertEquals(
            Proposal.SESSION_UNKNOWN, proposer.offer(99, 1, new UnsafeBuffer(new byte[8]), 0, 8, 60));
        assertFalse(proposer.isSessionOpen(99));
    }

    @Test
    void aSessionClosedInTheChainTakesNothingMoreThoughItIsStillOpenInTheDecidedLog()
    {
        assertEquals(1, offer(1));
        close();
        append(proposer.makeClose(nextSlot, SESSION, BatchDescriptor.CLOSED, 60));
        assertTrue(decided.isOpen(SESSION));
        assertFalse(proposer.isSessionOpen(SESSION));
        assertEquals(Proposal.SESSION_UNKNOWN, offer(2));
        assertEquals(Proposal.SESSION_UNKNOWN, offer(1), "a retry too");
    }

    @Test
    void aSessionOpenedInTheChainCanBeUsedAtOnce()
    {
        append(proposer.makeEmpty(nextSlot, EntryKind.SESSION_OPEN, 60));
        assertEquals(1, proposer.offer(2, 1, new UnsafeBuffer(new byte[8]), 0, 8, 60));
        assertTrue(proposer.isSessionTableFull());
    }

    @Test
    void afterAFailOverARecoveredCommandIsFoundByItsRetry()
    {
        // given: a recovered slot with request 1, undecided
        acceptor.accept(2, 2, Entries.at(Entries.batch(2, OLDER, 1, SESSION, 1).timeNs(60), BALLOT));
        proposer.start(BALLOT, decided, learner);
        assertEquals(32, proposer.onRecovered(2));
        nextSlot = 3;

        // when, then
        assertEquals(1, offer(1));
        assertFalse(proposer.isOpen());
        assertEquals(2, offer(2));
    }

    @Test
    void whatAnEarlierLeadershipLeftUndecidedIsForgottenWhenItWasNotRecovered()
    {
        offer(1);
        proposer.stop();
        assertFalse(proposer.isOpen());
        assertEquals(0, proposer.openLength());
        proposer.start(Ballot.pack(3, 0), decided, learner);
        assertEquals(0, proposer.lookUp(SESSION, 1));
        assertEquals(1, offer(1));
    }

    @Test
    void aRecoveredChainThatDoesNotFitIsABrokenInvariant()
    {
        assertThrows(InvariantViolation.class, () -> proposer.onRecovered(2), "not held");
        acceptor.accept(2, 2, Entries.at(Entries.batch(2, OLDER, 5, SESSION, 1).timeNs(60), BALLOT));
        assertThrows(InvariantViolation.class, () -> proposer.onRecovered(2), "not dense");
        assertThrows(InvariantViolation.class, () -> proposer.onRecovered(1), "not at its ballot");
    }

    @Test
    void replicatedTimeNeverFallsThoughTheLeadersClockSteps()
    {
        proposer.offer(SESSION, 1, new UnsafeBuffer(new byte[8]), 0, 8, 10);
        close();
        assertEquals(50, read(2).timeNs(), "not below what is decided");
        proposer.offer(SESSION, 2, new UnsafeBuffer(new byte[8]), 0, 8, 70);
        close();
        append(proposer.makeEmpty(nextSlot, EntryKind.NO_OP, 20));
        assertEquals(70, read(3).timeNs());
        assertEquals(70, read(4).timeNs());
    }

    @Test
    void aCommandFitsWhileTheBatchHasRoomForIt()
    {
        assertTrue(proposer.fits(64), "no batch is open");
        offer(1);
        assertEquals(40, proposer.openLength());
        assertTrue(proposer.fits(64));
        offer(2);
        assertTrue(proposer.fits(24));
        assertFalse(proposer.fits(25));
    }

    @Test
    void aFullJournalIsAnAnswerAndChangesNothing()
    {
        journal.lengthLimit(journal.tailPosition());
        assertEquals(Proposal.JOURNAL_FULL, offer(1));
        assertFalse(proposer.isOpen());
        assertNull(proposer.makeEmpty(nextSlot, EntryKind.SESSION_OPEN, 60));
        assertNull(proposer.makeClose(nextSlot, SESSION, BatchDescriptor.CLOSED, 60));
        assertTrue(proposer.isSessionOpen(SESSION));
        assertFalse(proposer.isSessionTableFull());

        journal.lengthLimit(Long.MAX_VALUE);
        assertEquals(1, offer(1));
    }

    @Test
    void aCloseNamesSessionAndReason()
    {
        append(proposer.makeClose(nextSlot, SESSION, BatchDescriptor.EXPIRED, 60));
        final Entry entry = read(2);
        assertEquals(EntryKind.SESSION_CLOSE, entry.kind());
        assertTrue(BatchDescriptor.isWellFormed(entry));
        assertEquals(SESSION, BatchDescriptor.sessionId(entry.buffer(), entry.offset()));
        learner.advanceTo(2);
        assertFalse(decided.isOpen(SESSION));
    }

    private long offer(final long request)
    {
        final byte[] bytes = ("command " + request).getBytes(StandardCharsets.US_ASCII);
        return proposer.offer(SESSION, request, new UnsafeBuffer(bytes), 0, bytes.length, 60);
    }

    private void close()
    {
        append(proposer.closeBatch(nextSlot));
    }

    private void append(final Entry entry)
    {
        assertTrue(acceptor.acceptOwn(2, 1, entry) != Journal.FULL);
        nextSlot++;
    }

    private Entry read(final long slot)
    {
        final Entry entry = new Entry();
        assertTrue(journal.read(slot, entry));
        return entry;
    }
}
