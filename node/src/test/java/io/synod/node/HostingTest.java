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
package io.synod.node;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.ReplicatedStateMachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** State machines on three members. */
@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class HostingTest
{
    private static final int COMMANDS = 500;
    private static final int BAD_COMMAND = 333;

    @TempDir
    private Path directory;

    /** A sum, which one member may get wrong. */
    private static final class Summing implements ReplicatedStateMachine
    {
        private final AtomicLong sum = new AtomicLong();
        private final AtomicLong applied = new AtomicLong();
        private final AtomicLongArray timers = new AtomicLongArray(2);
        private final boolean isWrong;
        private final UnsafeBuffer answer = new UnsafeBuffer(new byte[8]);
        private Timers clock;

        private Summing(final boolean isWrong)
        {
            this.isWrong = isWrong;
        }

        @Override
        public void onStart(final Timers newTimers)
        {
            clock = newTimers;
        }

        @Override
        public void onCommand(final Command command, final Reply reply)
        {
            final long number = command.buffer().getLong(command.offset());
            sum.addAndGet(isWrong && number == BAD_COMMAND ? 1 : number);
            if (number == 1)
            {
                clock.schedule(1, command.timeNs() + 50_000_000L);
                clock.schedule(2, command.timeNs() + 10_000_000L);
                clock.schedule(3, command.timeNs() + 20_000_000L);
                clock.cancel(3);
            }
            answer.putLong(0, sum.get());
            reply.reply(answer, 0, 8);
            applied.incrementAndGet();
        }

        @Override
        public void onTimer(final long timerId, final long timeNs)
        {
            assertTrue(timerId != 3, "a cancelled timer");
            timers.compareAndSet(timers.get(0) == 0 ? 0 : 1, 0, timerId);
        }

        @Override
        public long digest()
        {
            return sum.get();
        }
    }

    @Test
    void everyMemberComesToTheSameStateAndTheClientGetsItsAnswers()
    {
        final Summing[] machines = { new Summing(false), new Summing(false), new Summing(false) };
        try (TestCluster cluster = new TestCluster(directory, 3, i -> machines[i]);
            Appender appender = cluster.node(0).newAppender())
        {
            final Answers answers = new Answers();
            final UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
            final long[] next = { 1 };
            TestCluster.await("all answers", () ->
            {
                command.putLong(0, next[0]);
                next[0] += next[0] <= COMMANDS && appender.offer(command, 0, 8) > 0 ? 1 : 0;
                appender.poll(answers);
                return answers.results == COMMANDS && answers.acks == COMMANDS;
            });
            assertEquals(COMMANDS * (COMMANDS + 1L) / 2, answers.last);
            for (int i = 0; i < 3; i++)
            {
                final Summing machine = machines[i];
                TestCluster.await("applied", () -> machine.applied.get() == COMMANDS);
                assertEquals(COMMANDS * (COMMANDS + 1L) / 2, machine.sum.get());
                // Nobody appends any more: replicated time moves for the timers alone.
                TestCluster.await("timers", () -> machine.timers.get(1) != 0);
                assertEquals(2, machine.timers.get(0), "the earlier deadline first");
                assertEquals(1, machine.timers.get(1));
                assertNull(cluster.node(i).fault());
            }
        }
    }

    @Test
    void answersThatComeFasterThanTheyCanBeSentAllArrive()
    {
        final UnsafeBuffer longest = new UnsafeBuffer(new byte[ReplicatedStateMachine.Reply.MAX_LENGTH]);
        final ReplicatedStateMachine wordy = (command, reply) -> reply.reply(longest, 0, longest.capacity());
        try (TestCluster cluster = new TestCluster(directory, 1, i -> wordy);
            Appender appender = cluster.node(0).newAppender())
        {
            // given: far more than the rings and the client's stream hold, while the client reads nothing
            final UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
            final Answers answers = new Answers();
            for (int i = 0; i < COMMANDS; i++)
            {
                TestCluster.await("room", () -> appender.offer(command, 0, 8) > 0 || appender.poll(answers) < 0);
            }
            TestCluster.await("decided", () -> cluster.node(0).decidedSequence() >= COMMANDS / 2);

            // then: acknowledgements wait for answers, and come too
            TestCluster.await("all answers", () ->
                appender.poll(answers) >= 0 && answers.results == COMMANDS && answers.acks == COMMANDS);
        }
    }

    @Test
    void aMemberThatDivergesIsNamedWithTheCommandAndStops()
    {
        final Summing[] machines = { new Summing(false), new Summing(true), new Summing(false) };
        try (TestCluster cluster = new TestCluster(directory, 3, i -> machines[i]);
            Appender appender = cluster.node(0).newAppender())
        {
            TestCluster.append(appender, 1, COMMANDS, TestCluster.NOBODY);
            TestCluster.await("it is found", () -> cluster.node(1).fault() != null);
            final DivergenceFault fault = (DivergenceFault)cluster.node(1).fault();
            assertEquals(1, fault.memberId());
            assertEquals(BAD_COMMAND, fault.sequence());
            assertNull(cluster.node(0).fault());
            assertNull(cluster.node(2).fault());

            // and the others go on
            TestCluster.append(appender, COMMANDS + 1, COMMANDS, TestCluster.NOBODY);
        }
    }

    /** Counts what comes back. */
    private static final class Answers implements AckHandler
    {
        private int acks;
        private int results;
        private long last;

        @Override
        public void onAck(final long requestId, final long sequence, final Acknowledged durability)
        {
            acks++;
        }

        @Override
        public void onResult(
            final long requestId, final long sequence, final DirectBuffer buffer, final int offset, final int length)
        {
            results++;
            last = Math.max(last, buffer.getLong(offset));
        }
    }
}
