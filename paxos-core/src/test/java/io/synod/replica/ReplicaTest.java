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

import java.util.List;
import java.util.stream.IntStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.role.Limits;
import io.synod.testkit.DirectCluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ReplicaTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Limits LIMITS = new Limits(64, 1 << 20, 4096, 1024, 16, 16, 16, 32);

    private final DirectCluster cluster = cluster(3);

    @Test
    void electsALeaderAndDecidesWhatItIsOffered()
    {
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        assertTrue(leader >= 0);

        final long session = openSession(leader);
        for (int request = 1; request <= 100; request++)
        {
            assertEquals(request, offer(leader, session, request));
            cluster.step();
        }
        cluster.run(SECOND_NS);

        for (int i = 0; i < 3; i++)
        {
            assertEquals(100, cluster.replica(i).decidedSequence());
            assertEquals(cluster.replica(0).sessions().digest(), cluster.replica(i).sessions().digest());
        }
    }

    @Test
    void aNewLeaderKeepsWhatTheOldOneDecided()
    {
        cluster.run(SECOND_NS);
        final int old = cluster.leader();
        final long session = openSession(old);
        assertEquals(1, offer(old, session, 1));
        cluster.run(SECOND_NS);

        cluster.cut(old);
        cluster.run(3 * SECOND_NS);

        final int leader = cluster.leader();
        assertTrue(leader >= 0 && leader != old);
        assertEquals(1, offer(leader, session, 1), "the retry is answered from the table");
        assertEquals(2, offer(leader, session, 2));
        cluster.mend(old);
        cluster.run(2 * SECOND_NS);
        assertEquals(Role.FOLLOWER, cluster.replica(old).role());
        assertEquals(2, cluster.replica(old).decidedSequence());
    }

    @Test
    void aRestartedMemberCatchesUp()
    {
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        final int follower = (leader + 1) % 3;
        final long session = openSession(leader);
        cluster.cut(follower);
        for (int request = 1; request <= 500; request++)
        {
            assertEquals(request, offer(leader, session, request));
            cluster.step();
            cluster.step();
        }
        cluster.restart(follower, cluster.journal(follower).records().size());
        cluster.mend(follower);
        cluster.run(2 * SECOND_NS);
        assertEquals(500, cluster.replica(follower).decidedSequence());
    }

    @Test
    void aClockBefore1970GivesTimeZero()
    {
        cluster.clock(-5 * SECOND_NS);
        cluster.run(SECOND_NS);
        final int leader = cluster.leader();
        openSession(leader);
        cluster.run(SECOND_NS);
        assertTrue(cluster.replica(leader).decidedThrough() > 0);
        for (long slot = 1; slot <= cluster.replica(leader).decidedThrough(); slot++)
        {
            assertEquals(0, cluster.journal(leader).at(slot).timeNs());
        }
    }

    private long openSession(final int leader)
    {
        final long session = cluster.replica(leader).openSession();
        assertTrue(session > 0);
        cluster.step();
        cluster.step();
        return session;
    }

    private long offer(final int leader, final long session, final long request)
    {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[100]);
        command.putLong(0, request);
        return cluster.replica(leader).offer(session, request, command, 0, 100);
    }

    private static DirectCluster cluster(final int memberCount)
    {
        final Membership membership = Membership.ofVoters(memberCount);
        final List<ReplicaConfig> configs = IntStream.range(0, memberCount)
            .mapToObj(i -> ReplicaConfig.defaults(i, membership).withLimits(LIMITS))
            .toList();
        return new DirectCluster(configs);
    }
}
