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

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.synod.journal.Durability;
import io.synod.role.Timing;

/** The main of a child process: one member. Says what it has come to, and ends when its parent lets go of it. */
final class NodeChild
{
    static final String LAUNCHED = "launched";
    static final String SEATED = "seated";
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int FAULT_EXIT_CODE = 127;

    private NodeChild()
    {
    }

    /**
     * Runs a member until the input ends.
     *
     * @param args member id, members, directory, durability, length of a segment, milliseconds between heartbeats.
     * @throws IOException          if the input fails.
     * @throws InterruptedException never.
     */
    public static void main(final String[] args) throws IOException, InterruptedException
    {
        final NodeConfig config = NodeConfig.defaults(Integer.parseInt(args[0]), args[1], Path.of(args[2]))
            .withDurability(Durability.valueOf(args[3]))
            .withSegmentLength(Integer.parseInt(args[4]))
            .withTiming(Timing.ofHeartbeat(Long.parseLong(args[5]) * NANOS_PER_MILLI));
        try (SynodNode node = SynodNode.launch(config))
        {
            node.onFault(() ->
            {
                System.err.println("member " + args[0] + " has ended by " + node.fault());
                node.fault().printStackTrace();
                Runtime.getRuntime().halt(FAULT_EXIT_CODE);
            });
            System.out.println(LAUNCHED);
            boolean isSeated = false;
            while (!isSeated)
            {
                isSeated = node.awaitTakingPart(1, TimeUnit.SECONDS);
            }
            System.out.println(SEATED);
            while (System.in.read() >= 0)
            {
                // Nothing is said to it: the end of the input is the word.
            }
        }
    }
}
