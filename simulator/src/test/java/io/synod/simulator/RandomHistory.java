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
package io.synod.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Role;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.replica.ReplicaView;
import io.synod.testkit.DirectCluster;
import io.synod.testkit.MemoryRecord;

/**
 * What a textbook sees of a cluster: what was asked for, what each member delivered in each of its lives, who led, and
 * what each leader had. Made by chance: members are cut off, restarted and told to campaign while a client goes on.
 */
final class RandomHistory
{
    private static final long MS = 1_000_000L;
    private static final int STEPS = 4_000;
    private static final int CALM_STEPS = 3_000;

    /** What a member delivered from one start to its end, slot by slot from 1. */
    final List<List<String>> lives = new ArrayList<>();
    /** The last life of each member, of which none is down in the end. */
    final List<List<String>> last = new ArrayList<>();
    /** Commands that the client wanted, and those it was told are done. */
    final Set<String> offered = new HashSet<>();
    final Set<String> acknowledged = new HashSet<>();
    /** Which members led a ballot. */
    final Map<Long, Set<Integer>> leaders = new TreeMap<>();
    /** The chain of each leader at its last step: values by slot. */
    final Map<Long, Map<Long, String>> chains = new TreeMap<>();
    /** What a leader had in its chain and then not, or another value: there must be nothing. */
    final List<String> overwritten = new ArrayList<>();
    /** Values by (ballot, slot), of all members. */
    final Map<List<Long>, Set<String>> values = new HashMap<>();
    /** The ballot of the first leader that decided a slot. */
    final Map<Long, Long> decidedAt = new TreeMap<>();

    private final DirectCluster cluster;
    private final Random random;
    private final int n;
    private long sessionId;
    private long requestId;
    private String pending = "";

    RandomHistory(final long seed, final int n)
    {
        this.n = n;
        random = new Random(seed);
        final Membership membership = Membership.ofVoters(n);
        cluster = new DirectCluster(IntStream.range(0, n)
            .mapToObj(id -> ReplicaConfig.defaults(id, membership).withSeed(seed * n + id)).toList());
        for (int i = 0; i < n; i++)
        {
            begin(i);
        }
        for (int i = 0; i < STEPS + CALM_STEPS; i++)
        {
            disturb(i);
            ask(i < STEPS);
            cluster.run(MS);
            IntStream.range(0, n).forEach(this::watch);
        }
    }

    private void begin(final int memberId)
    {
        final List<String> life = new ArrayList<>();
        lives.add(life);
        if (last.size() <= memberId)
        {
            last.add(life);
        }
        last.set(memberId, life);
    }

    private void disturb(final int step)
    {
        final int memberId = random.nextInt(n);
        if (step >= STEPS)
        {
            IntStream.range(0, n).forEach(cluster::mend);
        }
        else if (random.nextInt(300) == 0)
        {
            cluster.cut(memberId);
        }
        else if (random.nextInt(200) == 0)
        {
            cluster.mend(memberId);
        }
        else if (random.nextInt(500) == 0)
        {
            cluster.restart(memberId, cluster.journal(memberId).records().size());
            begin(memberId);
        }
        else if (random.nextInt(500) == 0)
        {
            cluster.replica(memberId).campaign();
        }
    }

    /** One request at a time, asked for again and again until it is decided. */
    private void ask(final boolean isMore)
    {
        final int leader = cluster.leader();
        if (leader < 0 || random.nextInt(3) != 0)
        {
            return;
        }
        final Replica replica = cluster.replica(leader);
        if (sessionId == 0 || !replica.sessions().isOpen(sessionId))
        {
            sessionId = requestId == 0 ? Math.max(0, replica.openSession()) : sessionId;
            return;
        }
        if (pending.isEmpty() && isMore)
        {
            pending = "c" + ++requestId;
            offered.add(pending);
        }
        if (pending.isEmpty())
        {
            return;
        }
        final UnsafeBuffer command = new UnsafeBuffer(new byte[Long.BYTES]);
        command.putLong(0, requestId);
        final long sequence = replica.offer(sessionId, requestId, command, 0, Long.BYTES);
        if (sequence > 0 && replica.decidedSequence() >= sequence)
        {
            acknowledged.add(pending);
            pending = "";
        }
    }

    private void watch(final int memberId)
    {
        final Replica replica = cluster.replica(memberId);
        final List<String> life = last.get(memberId);
        while (life.size() < replica.decidedThrough())
        {
            life.add(value(memberId, life.size() + 1));
        }
        final ReplicaView view = replica.view();
        for (long slot = view.chainFrom(); slot <= view.acceptedThrough(); slot++)
        {
            values.computeIfAbsent(List.of(view.chainBallot(), slot), key -> new HashSet<>())
                .add(value(memberId, slot));
        }
        if (replica.role() == Role.LEADER)
        {
            watchLeader(memberId, view);
            for (long slot = 1; slot <= replica.decidedThrough(); slot++)
            {
                decidedAt.putIfAbsent(slot, view.ledBallot());
            }
        }
    }

    private void watchLeader(final int memberId, final ReplicaView view)
    {
        final long ballot = view.ledBallot();
        leaders.computeIfAbsent(ballot, key -> new HashSet<>()).add(memberId);
        final Map<Long, String> chain = chains.computeIfAbsent(ballot, key -> new TreeMap<>());
        for (long slot = 1; slot <= cluster.journal(memberId).lastSlot(); slot++)
        {
            final String now = value(memberId, slot);
            final String before = chain.put(slot, now);
            if (before != null && !before.equals(now))
            {
                overwritten.add(Ballot.toString(ballot) + " slot " + slot + ": " + before + " by " + now);
            }
        }
    }

    private String value(final int memberId, final long slot)
    {
        final MemoryRecord record = cluster.journal(memberId).at(slot);
        if (record == null)
        {
            return "nothing";
        }
        return record.kind() == EntryKind.BATCH ?
            "c" + record.body().getLong(BatchDescriptor.HEADER_LENGTH) :
            "kind " + record.kind() + " of " + Ballot.toString(record.originBallot());
    }
}
