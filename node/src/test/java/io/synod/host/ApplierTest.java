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
package io.synod.host;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.ReplicatedStateMachine;
import io.synod.feed.EntryReader;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.testkit.Entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A state machine that writes down what it is told, over a log of two entries with three commands each. */
final class ApplierTest
{
    private static final long BALLOT = Ballot.pack(1, 0);
    private static final long SESSION = 1;
    private static final UnsafeBuffer ANSWER = new UnsafeBuffer(new byte[8]);

    private final List<Entry> log = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Answers answers = new Answers();
    private final Machine machine = new Machine();
    private Applier applier;

    /** Takes so many answers, and one more that waits. */
    private final class Answers implements ResultSink
    {
        private int room = Integer.MAX_VALUE;

        @Override
        public boolean hasRoom()
        {
            return room > 0;
        }

        @Override
        public void onResult(
            final long sessionId,
            final long requestId,
            final long sequence,
            final DirectBuffer buffer,
            final int offset,
            final int length)
        {
            room--;
            told.add("answer " + requestId);
        }
    }

    /** Sets a timer with each command, for the time of that command. */
    private final class Machine implements ReplicatedStateMachine
    {
        private Timers clock;
        private Reply kept;
        private int answersPerCommand = 1;

        @Override
        public void onStart(final Timers timers)
        {
            clock = timers;
        }

        @Override
        public void onCommand(final Command command, final Reply reply)
        {
            told.add("command " + command.sequence());
            clock.schedule(command.sequence(), command.timeNs());
            kept = reply;
            for (int i = 0; i < answersPerCommand; i++)
            {
                reply.reply(ANSWER, 0, 8);
            }
        }

        @Override
        public void onTimer(final long timerId, final long timeNs)
        {
            told.add("timer " + timerId);
            if (answersPerCommand == 0)
            {
                kept.reply(ANSWER, 0, 8);
            }
        }
    }

    @BeforeEach
    void start()
    {
        log.clear();
        log.add(Entries.batch(1, BALLOT, 1, SESSION, 1, 2, 3).timeNs(100));
        log.add(Entries.batch(2, BALLOT, 4, SESSION, 4, 5, 6).timeNs(200));
        applier = newApplier();
    }

    private Applier newApplier()
    {
        final EntryReader reader = (slot, into) ->
        {
            final Entry entry = log.get((int)slot - 1);
            into.slot(slot)
                .kind(entry.kind())
                .timeNs(entry.timeNs())
                .firstSequence(entry.firstSequence())
                .body(entry.buffer(), entry.offset(), entry.length());
            return true;
        };
        return new Applier(reader, machine, answers, new DigestHistory());
    }

    @Test
    void waitsBetweenTwoCommandsUntilThereIsRoomForAnswers()
    {
        answers.room = 2;
        assertEquals(0, applier.work(1, 10));
        assertEquals(List.of("command 1", "answer 1", "command 2", "answer 2"), told);
        assertEquals(0, applier.appliedThrough());
        assertEquals(0, applier.work(1, 10));

        answers.room = 2;
        assertEquals(1, applier.work(1, 10));
        assertEquals(List.of("command 3", "answer 3"), told.subList(4, 6));
        assertEquals(1, applier.appliedThrough());
    }

    @Test
    void whereItHadToWaitChangesNothingOfWhenTimersFire()
    {
        // given: what is told to one that never has to wait
        applier.work(2, 10);
        final List<String> expected = List.copyOf(told);
        told.clear();
        applier = newApplier();

        // when: there is room for one answer at a time
        for (int i = 0; i < 20; i++)
        {
            answers.room = 1;
            applier.work(2, 10);
        }

        // then
        assertEquals(expected, told);
        assertEquals("timer 1", told.get(6), "those of an entry come with the next one");
        assertEquals(2, applier.appliedThrough());
    }

    @Test
    void refusesASecondAnswerToACommand()
    {
        machine.answersPerCommand = 2;

        final IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> applier.work(1, 1));

        assertEquals("command 1 has been answered: each has one reply", refusal.getMessage());
    }

    @Test
    void refusesAnAnswerThatWasKeptForLater()
    {
        machine.answersPerCommand = 0;
        applier.work(1, 1);

        assertThrows(IllegalStateException.class, () -> machine.kept.reply(ANSWER, 0, 8));
        final IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> applier.work(2, 1));

        assertTrue(refusal.getMessage().startsWith("no command is being applied"), refusal.getMessage());
        assertEquals("timer 1", told.get(told.size() - 1));
    }

    @Test
    void timeIsNotDueBeforeAllThatIsDecidedIsApplied()
    {
        assertFalse(applier.isTimeDue(0, 1000), "no timer");
        applier.work(1, 1);

        assertFalse(applier.isTimeDue(2, 1000), "the next entry may bring it");
        assertFalse(applier.isTimeDue(1, 99), "it is not time yet");
        assertTrue(applier.isTimeDue(1, 100));
    }
}
