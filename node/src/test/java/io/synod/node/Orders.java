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

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import org.agrona.collections.LongArrayList;

import io.synod.Appender;
import io.synod.Subscription;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reads each member's order, and holds it against what clients were told. */
final class Orders
{
    private static final int LIMIT = 10_000;

    private Orders()
    {
    }

    /**
     * All members have the same order, and in it is what was acknowledged, each session's commands in order and at most
     * once. The load has to be settled.
     *
     * @return commands in the order.
     */
    static long check(final ProcessCluster cluster, final Load load)
    {
        return check(cluster, load, ClientConfig::defaults);
    }

    /** The same, for clients that are somewhere else. */
    static long check(final ProcessCluster cluster, final Load load, final Clients clients)
    {
        final long length = cluster.awaitEven();
        final long[] order = read(0, length, clients.to(cluster.member(0)));
        for (int i = 1; i < cluster.size(); i++)
        {
            assertArrayEquals(order, read(i, length, clients.to(cluster.member(i))), "member " + i);
        }
        checkSessions(order, load.sessions());
        return length;
    }

    /** How a client reaches members. */
    @FunctionalInterface
    interface Clients
    {
        ClientConfig to(String members);
    }

    /** A client that knows one member alone reads that one's journal. */
    private static long[] read(final int memberId, final long length, final ClientConfig config)
    {
        final long[] codes = new long[(int)length];
        try (SynodClient client = SynodClient.connect(config);
            Subscription subscription = client.subscribe(1, (sequence, timeNs, sessionId, buffer, offset, bytes) ->
                codes[(int)sequence - 1] = buffer.getLong(offset)))
        {
            ProcessCluster.await(
                () -> length + " commands of member " + memberId + ", now at " + subscription.nextSequence(), () ->
                {
                    int read = 1;
                    while (read > 0 && subscription.nextSequence() <= length)
                    {
                        read = subscription.poll((int)Math.min(LIMIT, length + 1 - subscription.nextSequence()));
                    }
                    return subscription.nextSequence() > length;
                });
        }
        return codes;
    }

    private static void checkSessions(final long[] order, final List<LoadSession> sessions)
    {
        final long[] lastNumbers = new long[sessions.size()];
        final long[] unknownFound = new long[sessions.size()];
        final IntFunction<LongArrayList> outcomes = i -> sessions.get(i).outcomes();
        for (int i = 0; i < order.length; i++)
        {
            final int session = LoadSession.indexOf(order[i]);
            final long number = LoadSession.numberOf(order[i]);
            assertTrue(number > lastNumbers[session],
                "session " + session + ": command " + number + " after " + lastNumbers[session]);
            lastNumbers[session] = number;
            final long outcome = outcomes.apply(session).getLong((int)number - 1);
            unknownFound[session] += outcome == Appender.UNKNOWN ? 1 : 0;
            if (outcome != Appender.UNKNOWN)
            {
                assertEquals(i + 1L, outcome, "sequence of command " + number + " of session " + session);
            }
        }
        // Each is in the order once, at its sequence, if acknowledged: so the numbers of both must agree.
        final long found = order.length - Arrays.stream(unknownFound).sum();
        assertEquals(sessions.stream().mapToLong(LoadSession::acked).sum(), found, "acknowledged commands");
    }
}
