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
package io.synod.bench.load;

import java.util.ArrayDeque;
import java.util.Queue;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

import io.synod.bench.load.Load.Kind;
import io.synod.bench.system.Client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class PumpTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    private final Memory client = new Memory();

    @Test
    void aWindowIsFilledAndNoMore()
    {
        final Pump pump = new Pump(client, new Load(Kind.WINDOW, 8, 10, 0, 0, 1), System.nanoTime());

        pump.turn(System.nanoTime());
        pump.turn(System.nanoTime());
        assertEquals(10, client.taken.size());
        client.ackable = 3;
        pump.turn(System.nanoTime());
        pump.turn(System.nanoTime());

        assertEquals(13, client.taken.size());
        assertEquals(10, pump.inFlight());
        assertEquals(3, pump.acksThatCount());
    }

    @Test
    void aCommandThatIsLateCountsFromWhenItWasDue()
    {
        final long startNs = System.nanoTime() - SECOND_NS / 2;
        final Pump pump = new Pump(client, new Load(Kind.OPEN, 8, 100, 10, 0, 1), startNs);

        client.ackable = 100;
        pump.turn(startNs + SECOND_NS / 2);

        // Due at 0, 100 .. 500 ms, and all told now, half a second after the start.
        assertEquals(6, pump.acksThatCount());
        assertTrue(pump.latencies().getMaxValue() >= SECOND_NS / 2);
        assertTrue(pump.latencies().getMinValue() < SECOND_NS / 4);
    }

    @Test
    void whatIsRefusedStaysDue()
    {
        final long startNs = System.nanoTime();
        final Pump pump = new Pump(client, new Load(Kind.OPEN, 8, 100, 10, 0, 1), startNs);

        client.isFull = true;
        pump.turn(startNs + SECOND_NS);
        assertEquals(0, client.taken.size());
        client.isFull = false;
        pump.turn(startNs + SECOND_NS);

        assertEquals(11, client.taken.size());
    }

    @Test
    void whatWasDueBeforeTheEndIsOfferedAfterItAndCountsAsLate()
    {
        final long startNs = System.nanoTime() - 2 * SECOND_NS;
        final Pump pump = new Pump(client, new Load(Kind.OPEN, 8, 100, 10, 0, 1), startNs);
        client.isFull = true;
        pump.turn(startNs + SECOND_NS);
        assertFalse(pump.isDrained());
        assertEquals(0, pump.inFlight());

        client.isFull = false;
        client.ackable = 100;
        pump.drain();

        assertTrue(pump.isDrained());
        assertEquals(10, pump.latencies().getTotalCount());
        assertTrue(pump.latencies().getMinValue() >= SECOND_NS);
        assertEquals(0, pump.neverAcked());
    }

    @Test
    void whatWasDueAndCouldNotBeOfferedWasNeverAcknowledged()
    {
        final long startNs = System.nanoTime() - 2 * SECOND_NS;
        final Pump pump = new Pump(client, new Load(Kind.OPEN, 8, 100, 10, 0, 1), startNs);
        client.isFull = true;
        pump.turn(startNs + SECOND_NS);
        pump.drain();

        assertFalse(pump.isDrained());
        assertEquals(10, pump.neverAcked());
    }

    @Test
    void warmingUpDoesNotCount()
    {
        final long startNs = System.nanoTime();
        final Pump pump = new Pump(client, new Load(Kind.WINDOW, 8, 1, 0, 100, 1), startNs);

        client.ackable = 1;
        pump.turn(startNs);
        assertEquals(0, pump.acksThatCount());
        assertEquals(0, pump.inFlight());
        assertEquals(0, pump.latencies().getTotalCount());
    }

    @Test
    void anAckThatComesTwiceIsAFault()
    {
        final Pump pump = new Pump(client, new Load(Kind.WINDOW, 8, 2, 0, 0, 1), System.nanoTime());
        client.ackable = 1;
        pump.turn(System.nanoTime());

        assertThrows(IllegalStateException.class, () -> pump.onAck(0));
        assertThrows(IllegalStateException.class, () -> pump.onAck(2));
    }

    @Test
    void recoveryIsTheFirstThatWasOfferedAfterTheKill()
    {
        final long startNs = System.nanoTime() - SECOND_NS;
        final Pump pump = new Pump(client, new Load(Kind.FAIL_OVER, 8, 100, 10, 0, 100), startNs);
        pump.turn(startNs);
        pump.onLeaderKilled(startNs + SECOND_NS / 4);

        client.ackable = 1;
        pump.turn(startNs + SECOND_NS / 5);
        assertEquals(0, pump.recoveredNs(), "it was offered before");
        client.ackable = 100;
        pump.turn(startNs + SECOND_NS / 2);

        assertTrue(pump.recoveredNs() >= SECOND_NS * 3 / 4, "acknowledged a second after the start at the earliest");
    }

    /** Takes commands, and acknowledges as many as it is told to. */
    private static final class Memory implements Client
    {
        private final Queue<Long> taken = new ArrayDeque<>();
        private int ackable;
        private int acked;
        private boolean isFull;

        @Override
        public boolean offer(final long number, final DirectBuffer command, final int length)
        {
            assertEquals(number, command.getLong(0));
            return !isFull && taken.add(number);
        }

        @Override
        public int poll(final Acks acks)
        {
            int count = 0;
            for (final long number : taken)
            {
                if (number >= acked && ackable > 0)
                {
                    acks.onAck(number);
                    acked++;
                    ackable--;
                    count++;
                }
            }
            return count;
        }

        @Override
        public void close()
        {
            taken.clear();
        }
    }
}
