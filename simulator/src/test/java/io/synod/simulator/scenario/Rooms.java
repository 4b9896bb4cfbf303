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
package io.synod.simulator.scenario;

import java.lang.reflect.Proxy;
import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.port.Inbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.role.Campaign;
import io.synod.transport.PeerAdapter;
import io.synod.transport.PeerEncoder;
import io.synod.transport.PeerIdentity;
import io.synod.transport.Refusal;

/**
 * Stories of one room alone, for rules whose surroundings are not there yet. Text in and out, so that they can be told
 * of a core with a mistake too.
 */
final class Rooms
{
    private static final long B1 = Ballot.pack(1, 0);
    private static final long B2 = Ballot.pack(2, 1);
    private static final long B3 = Ballot.pack(3, 0);

    private Rooms()
    {
    }

    static String tell(final String story)
    {
        return switch (story)
        {
            case "TruncIgnored" -> belowTruncation();
            case "FenceLow" -> fenceOfALaggingSource();
            case "OldIdentity" -> frameOfAnOldIncarnation();
            case "quorums" -> quorumsThatDoNotMeet();
            default -> throw new IllegalArgumentException(story);
        };
    }

    /**
     * Slot 1 was decided at 2.b with another value, and b has truncated it. The old entry that a reports for it is not
     * to be believed.
     */
    private static String belowTruncation()
    {
        final Campaign campaign = new Campaign(Membership.ofVoters(3), 8);
        campaign.start(B3, 1, 0);
        final PromisePart old = new PromisePart().summary(B1, 1, 1, 0, 1).range(1, 2, true);
        old.add(1, B1, B1, 7, EntryKind.BATCH);
        campaign.onPromise(0, old, 0);
        campaign.onPromise(1, new PromisePart().summary(B2, 1, 1, 1, 2).range(1, 2, true), 0);
        return "quorum " + campaign.hasQuorum() + ", must give up " + campaign.isBelowTruncation();
    }

    /** The candidate knows slots 1 and 2 decided; the best chain among the promises ends at 1. */
    private static String fenceOfALaggingSource()
    {
        final Campaign campaign = new Campaign(Membership.ofVoters(3), 8);
        campaign.start(B3, 3, 0);
        campaign.onPromise(0, new PromisePart().summary(Ballot.NONE, 3, 2, 2, 1).range(3, 3, true), 0);
        campaign.onPromise(1, new PromisePart().summary(B1, 1, 1, 0, 1).range(3, 3, true), 0);
        campaign.recover();
        return "fence " + campaign.fence();
    }

    /** b's directory was lost and formatted anew: what its old self sent, or sends again, is not its word. */
    private static String frameOfAnOldIncarnation()
    {
        final long[] known = new long[PeerIdentity.DIGESTS_LENGTH];
        Arrays.fill(known, 9);
        final long[] former = known.clone();
        former[1] = 5;
        final int[] calls = new int[1];
        final PeerAdapter adapter = new PeerAdapter(new PeerIdentity(1, 0, 0, 1, 7, known), counting(calls));
        new PeerEncoder(new PeerIdentity(1, 0, 1, 1, 7, former), (to, head, headLength, body, offset, length) ->
        {
            final UnsafeBuffer frame = new UnsafeBuffer(new byte[headLength + length]);
            frame.putBytes(0, head, 0, headLength);
            frame.putBytes(headLength, body, offset, length);
            adapter.onFrame(frame, 0, frame.capacity());
            return true;
        }).sendAccepted(0, B1, 1);
        return "votes " + calls[0] + ", refused " + adapter.count(Refusal.FOREIGN_INCARNATION);
    }

    /** Takes every call and counts it. */
    private static Inbox counting(final int[] calls)
    {
        return (Inbox)Proxy.newProxyInstance(
            Inbox.class.getClassLoader(), new Class<?>[]{ Inbox.class }, (proxy, method, arguments) ->
            {
                calls[0]++;
                return null;
            });
    }

    private static String quorumsThatDoNotMeet()
    {
        int formed = 0;
        for (int n = 2; n <= 9; n++)
        {
            for (int q1 = 1; q1 < n; q1++)
            {
                formed += isFormed(n, q1, n - q1) ? 1 : 0;
            }
        }
        return "formed " + formed;
    }

    private static boolean isFormed(final int n, final int q1, final int q2)
    {
        try
        {
            return new Quorum(n, q1, q2).memberCount() == n;
        }
        catch (final ConfigException refused)
        {
            return false;
        }
    }
}
