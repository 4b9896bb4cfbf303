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
package io.synod.desk;

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.ReplicatedStateMachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Answers that wait for a client. */
final class KeptResultsTest
{
    private static final UnsafeBuffer ANSWER = new UnsafeBuffer(new byte[ReplicatedStateMachine.Reply.MAX_LENGTH]);

    private final Told told = new Told();
    private final KeptResults results = new KeptResults(told);
    private int requests;

    private boolean add()
    {
        return results.add(7, requests + 1, 100 + requests, ANSWER, 0, ANSWER.capacity());
    }

    private void fill()
    {
        told.room = 0;
        while (add())
        {
            requests++;
        }
    }

    @Test
    void areSentInOrderWhenThereIsRoom()
    {
        fill();
        assertTrue(results.isFull());

        told.room = Integer.MAX_VALUE;
        results.send();
        assertTrue(results.isEmpty());
        assertEquals(requests, told.words.size());
        assertFalse(results.isFull());
        assertEquals(List.of("result 1", "result 2"), told.words.subList(0, 2));
        assertEquals("result " + requests, told.words.get(requests - 1));
    }

    /** A client that takes one now and then would hold up all others for ever. */
    @Test
    void areFullUntilHalfOfThemIsSent()
    {
        fill();
        told.room = requests / 4;
        results.send();
        assertEquals(requests / 4, told.words.size());
        assertTrue(results.isFull());

        told.room = requests / 2;
        results.send();
        assertFalse(results.isFull());
    }

    /** What a burst has taken is given back when no other one came for a while, and then taken again. */
    @Test
    void goOnAfterMemoryWasGivenBack()
    {
        for (int round = 0; round < 3; round++)
        {
            fill();
            told.room = Integer.MAX_VALUE;
            results.send();
            results.trim();
            results.trim();
        }
        assertEquals(requests, told.words.size());
    }
}
