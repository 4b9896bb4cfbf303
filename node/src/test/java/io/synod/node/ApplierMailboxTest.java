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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.ReplicatedStateMachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Both ends of the rings, on one thread. */
final class ApplierMailboxTest
{
    private static final int ANSWERS = 500;
    private static final UnsafeBuffer ANSWER =
        new UnsafeBuffer(new byte[ReplicatedStateMachine.Reply.MAX_LENGTH]);

    private final List<Long> read = new ArrayList<>();
    private final ApplierMailbox mailbox = new ApplierMailbox(problem ->
    {
        throw new AssertionError(problem);
    });

    private void answer(final long sequence)
    {
        mailbox.onResult(1, sequence, sequence, ANSWER, 0, ANSWER.capacity());
    }

    private void readUntil(final long sequence)
    {
        // A read ends at the end of the ring, and an answer that waits follows when it is asked for room.
        for (int i = 0; i < 4; i++)
        {
            readAll();
            mailbox.hasRoom();
        }
        assertEquals(sequence, read.get(read.size() - 1));
    }

    private void readAll()
    {
        mailbox.readToReplica((type, buffer, index, length) ->
        {
            read.add(buffer.getLong(index + 16));
            return ControlledMessageHandler.Action.CONTINUE;
        });
    }

    @Test
    void anAnswerWithoutRoomWaitsAndNoneIsLost()
    {
        mailbox.answerFrom(1);
        int waits = 0;
        for (long sequence = 1; sequence <= ANSWERS; sequence++)
        {
            answer(sequence);
            if (!mailbox.hasRoom())
            {
                waits++;
                readUntil(sequence);
                assertTrue(mailbox.hasRoom());
            }
        }
        readUntil(ANSWERS);

        assertTrue(waits > 0);
        assertEquals(LongStream.rangeClosed(1, ANSWERS).boxed().toList(), read);
    }

    @Test
    void whatWasDecidedBeforeTheStartOrUnderAnotherLeaderIsNotAnswered()
    {
        answer(1);
        mailbox.answerFrom(3);
        answer(2);
        answer(3);
        mailbox.answerFrom(ApplierMailbox.NEVER);
        answer(4);
        readAll();

        assertEquals(List.of(3L), read);
    }
}
