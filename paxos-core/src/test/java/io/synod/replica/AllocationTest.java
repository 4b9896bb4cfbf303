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
package io.synod.replica;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.testkit.RingCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing is born on the hot path: after warm-up the core allocates not one byte, whatever it decides. */
final class AllocationTest
{
    private static final int COMMAND_LENGTH = 100;
    private static final int IN_FLIGHT = 64;
    private static final int WARM_UP = 320_000;
    private static final int ATTEMPTS = 2;
    private static final int PROPOSALS = Boolean.getBoolean("synod.short") ? 200_000 : 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final RingCluster cluster = new RingCluster(3, COMMAND_LENGTH);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_LENGTH]);
    private final long session = cluster.openSession();
    private long requests;

    @Test
    void decidesAMillionCommandsOnThreeMembersWithoutAllocating()
    {
        // given: compiled code, and a way of measuring that has been used before
        assertTrue(threads.isThreadAllocatedMemoryEnabled());
        for (int i = 0; i < 4; i++)
        {
            allocatedBy(WARM_UP);
        }

        // when: the virtual machine may allocate something itself, once, when it compiles anew; the core would again
        long allocated = allocatedBy(PROPOSALS);
        for (int i = 0; i < ATTEMPTS && allocated != 0; i++)
        {
            allocated = allocatedBy(PROPOSALS);
        }

        // then
        assertEquals(0, allocated);
        assertEquals(requests, cluster.replica(2).decidedSequence());
    }

    private long allocatedBy(final int proposals)
    {
        final long before = threads.getCurrentThreadAllocatedBytes();
        propose(proposals);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void propose(final int count)
    {
        for (int proposed = 0; proposed < count; proposed += IN_FLIGHT)
        {
            for (int i = 0; i < IN_FLIGHT; i++)
            {
                requests++;
                command.putLong(0, requests);
                if (cluster.offer(session, requests, command, COMMAND_LENGTH) != requests)
                {
                    throw new AssertionError("request " + requests + " was refused");
                }
            }
            cluster.decideThrough(session + requests);
        }
    }
}
