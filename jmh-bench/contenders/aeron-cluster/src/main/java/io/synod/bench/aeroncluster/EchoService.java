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
package io.synod.bench.aeroncluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;

/** Answers each command with its number, which is its first eight bytes. */
final class EchoService implements ClusteredService
{
    private final BufferClaim claim = new BufferClaim();
    private Cluster cluster;
    private volatile boolean isLeader;

    /** For any thread. */
    boolean isLeader()
    {
        return isLeader;
    }

    @Override
    public void onStart(final Cluster startedCluster, final Image snapshotImage)
    {
        cluster = startedCluster;
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole)
    {
        isLeader = newRole == Cluster.Role.LEADER;
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        // On a follower the claim is one of memory that nobody sends.
        long position = session.tryClaim(Long.BYTES, claim);
        while (position == Publication.BACK_PRESSURED || position == Publication.ADMIN_ACTION)
        {
            cluster.idleStrategy().idle();
            position = session.tryClaim(Long.BYTES, claim);
        }
        if (position > 0)
        {
            claim.buffer().putLong(claim.offset() + AeronCluster.SESSION_HEADER_LENGTH, buffer.getLong(offset));
            claim.commit();
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp)
    {
        // Nothing is kept for a session.
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
    {
        // Nothing is kept for a session.
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp)
    {
        // No timers.
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
    {
        // No state.
    }

    @Override
    public void onTerminate(final Cluster endingCluster)
    {
        isLeader = false;
    }
}
