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

import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.RecordingOutbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a member that has promised a candidate lets it be. */
final class DeferralTest
{
    private static final long MS = 1_000_000L;
    private static final long BALLOT = Ballot.pack(1, 2);

    private final MemoryJournal journal = new MemoryJournal();
    private final ReplicaConfig config = ReplicaConfig.defaults(0, Membership.ofVoters(3));
    private final Replica replica = new Replica(config, journal, new RecordingOutbox());
    private long nowNs;

    @Test
    void aCandidateAtWorkIsLetAlone()
    {
        promise();
        run(8, true);
        assertEquals(Role.FOLLOWER, replica.role());
    }

    @Test
    void oneThatGaveUpAndOnlyFillsItsHoleIsNot()
    {
        promise();
        run(4, false);
        assertEquals(Role.CANDIDATE, replica.role());
        assertTrue(replica.view().campaignBallot() > BALLOT);
    }

    @Test
    void oneThatDoesNotHearTheAnswerIsNotForEver()
    {
        promise();
        run(4, () ->
        {
            replica.inbox().onHeartbeat(2, heartbeat(false).links(BALLOT, Ballot.NONE, 0b110, true, true));
            replica.inbox().onPrepare(2, BALLOT, 1);
        });
        assertEquals(Role.CANDIDATE, replica.role());
    }

    @Test
    void oneThatHearsItAndAsksAgainIsLetAlone()
    {
        promise();
        run(8, () ->
        {
            replica.inbox().onHeartbeat(2, heartbeat(true));
            replica.inbox().onPrepare(2, BALLOT, 1);
        });
        assertEquals(Role.FOLLOWER, replica.role());
    }

    private void promise()
    {
        replica.doWork(nowNs, nowNs);
        replica.inbox().onPrepare(2, BALLOT, 1);
        replica.onDurable(journal.tailPosition());
    }

    /** The candidate asks for entries, and both peers say whether a leader is to be expected. */
    private void run(final int leaderTimeouts, final boolean isCandidateAtWork)
    {
        run(leaderTimeouts, () ->
        {
            replica.inbox().onHeartbeat(2, heartbeat(isCandidateAtWork));
            replica.inbox().onFetch(2, 1, 2);
        });
    }

    private void run(final int leaderTimeouts, final Runnable candidate)
    {
        final long endNs = nowNs + leaderTimeouts * config.timing().leaderTimeoutNs();
        while (nowNs < endNs && replica.role() == Role.FOLLOWER)
        {
            nowNs += 20 * MS;
            replica.inbox().onHeartbeat(1, heartbeat(false));
            candidate.run();
            replica.doWork(nowNs, nowNs);
        }
    }

    private static Heartbeat heartbeat(final boolean leaderAlive)
    {
        return new Heartbeat().links(BALLOT, Ballot.NONE, 0b111, leaderAlive, true).log(Ballot.NONE, 0, 0);
    }
}
