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

import java.util.List;

import org.junit.jupiter.api.Test;

import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.ReplicaConfig;
import io.synod.testkit.DirectCluster;
import io.synod.transport.PeerIdentity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a timer that waits for time makes of the log, at a member that leads alone. */
final class HostingTicksTest
{
    private static final long MILLISECOND_NS = 1_000_000L;

    private final DirectCluster cluster =
        new DirectCluster(List.of(ReplicaConfig.defaults(0, Membership.ofVoters(1))));
    private final ApplierMailbox mailbox = new ApplierMailbox(problem ->
    {
        throw new AssertionError(problem);
    });

    private Hosting hosting()
    {
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        digests[0] = 5;
        // No peers and no clients.
        return new Hosting(
            mailbox, cluster.replica(0), null, new PeerIdentity(7, 0, 0, 1, 1, digests), null, 1);
    }

    private void work(final Hosting hosting, final int milliseconds)
    {
        for (int i = 0; i < milliseconds; i++)
        {
            hosting.work(cluster.nowNs());
            cluster.run(MILLISECOND_NS);
        }
    }

    @Test
    void oneTickAtATimeGoesIntoTheLog()
    {
        // given
        cluster.run(1000 * MILLISECOND_NS);
        assertEquals(Role.LEADER, cluster.replica(0).role());
        final Hosting hosting = hosting();
        final int before = cluster.journal(0).records().size();

        // when: a timer is due, and nothing is decided
        cluster.stallDisk(0);
        mailbox.tickDue(true);
        work(hosting, 200);

        // then
        assertEquals(before + 1, cluster.journal(0).records().size());

        // when: it is decided, but there is another timer
        cluster.goOnWithDisk(0);
        work(hosting, 50);

        // then
        final int ticks = cluster.journal(0).records().size() - before;
        assertTrue(ticks > 1 && ticks <= 7, "ticks: " + ticks);
    }
}
