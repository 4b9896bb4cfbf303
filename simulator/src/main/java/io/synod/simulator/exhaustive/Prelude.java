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
package io.synod.simulator.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.synod.quorum.Membership;
import io.synod.replica.ReplicaConfig;
import io.synod.role.Limits;
import io.synod.role.Timing;
import io.synod.simulator.check.LocalChecker;
import io.synod.testkit.DirectCluster;
import io.synod.testkit.MemoryJournal;

/**
 * What has happened before the search begins, so that it spends its states on what matters: member 0 has led, its no-op
 * is in slot 1 and an open session in slot 2, all know that, all machines were started anew, and every member has heard
 * every other one twice, so that all links are good. From then on time stands still: no timeout ever passes, and
 * heartbeats are sent only because something changed.
 */
final class Prelude
{
    /** The session that commands are offered in. */
    static final long SESSION_ID = 2;

    private static final long INTERVAL_NS = 1L << 40;
    private static final Timing TIMING = Timing.ofHeartbeat(INTERVAL_NS);
    /** A mark in the journal at every second decided slot, so that restarts know something and not all. */
    private static final Limits LIMITS = new Limits(8, 1 << 12, 256, 64, 1, 4, 4, 2);
    private static final int ROUNDS = 2;

    private final List<ReplicaConfig> configs;
    private final List<MemoryJournal> journals = new ArrayList<>();
    private final List<List<Message>> rounds = new ArrayList<>();
    private final Membership membership;

    Prelude(final Scope scope)
    {
        membership = Membership.ofVoters(scope.members());
        configs = IntStream.range(0, scope.members())
            .mapToObj(i -> ReplicaConfig.defaults(i, membership).withTiming(TIMING).withLimits(LIMITS))
            .toList();
        fillJournals();
        for (int round = 0; round < ROUNDS; round++)
        {
            rounds.add(talk(scope));
        }
    }

    private void fillJournals()
    {
        final DirectCluster cluster = new DirectCluster(configs);
        cluster.step();
        cluster.replica(0).campaign();
        settle(cluster);
        final long session = cluster.replica(0).openSession();
        settle(cluster);
        for (int i = 0; i < configs.size(); i++)
        {
            if (session != SESSION_ID || cluster.replica(i).decidedThrough() != SESSION_ID)
            {
                throw new IllegalStateException("the prelude went another way at member " + i);
            }
            journals.add(cluster.journal(i));
        }
    }

    private static void settle(final DirectCluster cluster)
    {
        for (int i = 0; i < 12; i++)
        {
            cluster.step();
        }
    }

    /** What everyone says in the next round, after the rounds so far. */
    private List<Message> talk(final Scope scope)
    {
        final List<Message> said = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++)
        {
            final LiveMember member = new LiveMember(i, scope, this);
            member.recordTalk();
            member.work(timeNs(rounds.size()));
            said.addAll(member.sent());
        }
        return said;
    }

    Membership membership()
    {
        return membership;
    }

    ReplicaConfig config(final int memberId)
    {
        return configs.get(memberId);
    }

    MemoryJournal journal(final int memberId, final LocalChecker checker)
    {
        final MemoryJournal journal = journals.get(memberId);
        return MemoryJournal.afterCrash(journal, journal.records().size(), checker::onAppend);
    }

    /** Lives through the rounds of heartbeats that there are. */
    void play(final LiveMember member)
    {
        for (int round = 0; round < rounds.size(); round++)
        {
            member.work(timeNs(round));
            for (final Message message : rounds.get(round))
            {
                if (message.to() == member.memberId())
                {
                    message.deliver(member.inbox());
                }
            }
        }
    }

    /** When time stands still. */
    static long nowNs()
    {
        return timeNs(ROUNDS - 1);
    }

    private static long timeNs(final int round)
    {
        return (round + 1) * INTERVAL_NS;
    }
}
