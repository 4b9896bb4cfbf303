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
package io.synod.tools.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import io.synod.Appender;
import io.synod.node.ClientConfig;
import io.synod.node.SynodClient;
import io.synod.protocol.Ballot;
import io.synod.tools.cluster.Exit;
import io.synod.tools.cluster.Latencies;

/** The play, from the first process to the verdict. */
final class Demo
{
    /** Something did not come to pass: said instead of a verdict. */
    private static final class Failure extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private Failure(final String message)
        {
            super(message);
        }
    }

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_PARK_NS = 200_000;

    private final DemoCluster cluster;
    private final DemoPlan plan;
    private final DemoScreen screen;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 1_000, MAX_PARK_NS);

    Demo(final DemoCluster cluster, final DemoPlan plan, final DemoScreen screen)
    {
        this.cluster = cluster;
        this.plan = plan;
        this.screen = screen;
    }

    int run() throws InterruptedException
    {
        try
        {
            startMembers();
            final Load load;
            final FailOver failOver;
            try (SynodClient client = SynodClient.connect(ClientConfig.defaults(cluster.members())))
            {
                final Appender appender = client.newAppender();
                await("a client is served", () ->
                {
                    idle.idle(appender.poll((requestId, sequence, durability) ->
                    {
                        // Nothing was offered.
                    }));
                    return appender.isConnected();
                });
                load = new Load(appender, plan.source(), plan.pacer());
                failOver = append(load);
            }
            tellLoad(load, failOver);
            verify(load);
            stopMembers();
            return Exit.OK;
        }
        catch (final Failure failure)
        {
            return fail(failure);
        }
    }

    private void startMembers()
    {
        plan.openInput();
        final long startNs = System.nanoTime();
        screen.say(cluster.all().size() + " members on this machine, each a process of its own, over UDP: " +
            cluster.members());
        screen.say("journals in " + cluster.directory() +
            (cluster.isTemporary() ? ", removed at the end" : ""));
        cluster.start();
        await("a leader is elected", () ->
        {
            idle.idle(0);
            return cluster.leader() != null;
        });
        final DemoMember leader = cluster.leader();
        screen.say("all have met after " + Latencies.text(System.nanoTime() - startNs) + (leader == null ? "" :
            "; member " + leader.memberId() + " leads, ballot " + Ballot.toString(leader.counter("leaderBallot"))));
    }

    private FailOver append(final Load load)
    {
        screen.say("appending " + plan.describe());
        final long startNs = System.nanoTime();
        screen.start(startNs);
        load.start(startNs);
        final FailOver failOver = new FailOver(cluster, load, screen, () ->
            plan.isKillWanted() && (load.isAllOffered() ||
                plan.isKillDue(System.nanoTime() - startNs, load.ledger().offered())));
        long tickNs = startNs;
        long movedNs = startNs;
        while (!isOver(load, failOver))
        {
            final long nowNs = System.nanoTime();
            final int workCount = load.step(nowNs);
            failOver.step(nowNs);
            if (nowNs - tickNs >= SECOND_NS)
            {
                tickNs += SECOND_NS;
                screen.tick(nowNs, cluster, load);
                checkAlive();
            }
            if (plan.isTimeOver(nowNs - startNs))
            {
                load.end();
            }
            final boolean isWaiting = load.ledger().pending() > 0 || load.isHeldBack() || load.isDone() ||
                failOver.isWaiting();
            movedNs = load.ackedNs() == nowNs || !isWaiting ? nowNs : movedNs;
            if (nowNs - movedNs > PATIENCE_NS)
            {
                throw new Failure("nothing has moved for " + PATIENCE_NS / SECOND_NS + " s: " +
                    load.ledger().pending() + " commands are without an answer, the kill is " + failOver.stage());
            }
            idle.idle(workCount);
        }
        final String leftOut = plan.leftOut(load.isCutShort());
        if (leftOut != null)
        {
            screen.say(leftOut);
        }
        return failOver;
    }

    private boolean isOver(final Load load, final FailOver failOver)
    {
        return load.isDone() && (!plan.isKillWanted() || failOver.stage() == FailOver.Stage.DONE);
    }

    private void tellLoad(final Load load, final FailOver failOver)
    {
        final Ledger ledger = load.ledger();
        screen.say("");
        screen.say("commands      " + DemoScreen.number(ledger.offered()) + " offered, " +
            DemoScreen.number(ledger.acknowledged()) + " acknowledged, " + ledger.unknown() + " unknown");
        screen.say("latency       " + load.ofAll().full() +
            (plan.isKillWanted() ? " (the fail-over is in it)" : ""));
        if (plan.isKillWanted())
        {
            screen.say("fail-over     " + (failOver.failOverNs() == 0 ?
                "not measured: the command after it is unknown" :
                Latencies.text(failOver.failOverNs()) +
                    " from the kill of the leader to the next command's acknowledgement") +
                "; back and caught up " + Latencies.text(failOver.caughtUpNs()) + " after its start");
        }
    }

    /** All hold the same, and what was acknowledged is there once, where it was said to be. */
    private void verify(final Load load)
    {
        final Ledger ledger = load.ledger();
        if (ledger.acknowledged() == 0)
        {
            throw new Failure("no command was acknowledged");
        }
        await("all members know the end of the order", () ->
        {
            idle.idle(0);
            return cluster.all().stream().mapToLong(this::decided).distinct().count() == 1 &&
                decided(cluster.all().get(0)) >= ledger.lastSequence();
        });
        final long endSequence = decided(cluster.all().get(0));
        final List<String> digests = new ArrayList<>();
        for (final DemoMember member : cluster.all())
        {
            final OrderCheck check = new OrderCheck(ledger).read(cluster.only(member), endSequence);
            if (check.problem() != null)
            {
                throw new Failure("the order of member " + member.memberId() + " is wrong: " + check.problem());
            }
            final String digest = check.digest();
            digests.add(digest);
            screen.say("member " + member.memberId() + "      " + DemoScreen.number(check.read()) +
                " commands, sequences " + check.fromSequence() + " to " + endSequence + ", digest " + digest +
                "; of the acknowledged " + DemoScreen.number(check.acknowledged()) + " each once, at its sequence");
        }
        if (digests.stream().distinct().count() != 1)
        {
            throw new Failure("the members hold different orders: digests " + digests);
        }
        screen.say(DemoScreen.bold("OK: all " + cluster.all().size() + " members hold the same " +
            DemoScreen.number(endSequence - ledgerStart(ledger) + 1) + " commands in the same order, and all " +
            DemoScreen.number(ledger.acknowledged()) + " acknowledged ones are in it exactly once"));
    }

    private static long ledgerStart(final Ledger ledger)
    {
        return new OrderCheck(ledger).fromSequence();
    }

    private long decided(final DemoMember member)
    {
        return member.counter("decidedSequence");
    }

    private void stopMembers() throws InterruptedException
    {
        cluster.all().forEach(DemoMember::askToEnd);
        for (final DemoMember member : cluster.all())
        {
            if (!member.awaitEnd())
            {
                cluster.keep();
                screen.say("member " + member.memberId() + " did not end in order when it was asked to:");
                member.lastWords().forEach(line -> screen.say("  | " + line));
            }
        }
    }

    private int fail(final Failure failure)
    {
        cluster.keep();
        screen.say(DemoScreen.bold("FAILED: " + failure.getMessage()));
        for (final DemoMember member : cluster.all())
        {
            screen.say("the last that member " + member.memberId() + " said" +
                (member.isAlive() ? ":" : ", which does not run any more:"));
            member.lastWords().forEach(line -> screen.say("  | " + line));
        }
        screen.say("journals and logs are kept in " + cluster.directory());
        return Exit.FINDING;
    }

    private void await(final String what, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean())
        {
            checkAlive();
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new Failure("after " + PATIENCE_NS / SECOND_NS + " s it is still not so that " + what);
            }
        }
    }

    private void checkAlive()
    {
        final DemoMember died = cluster.died();
        if (died != null)
        {
            throw new Failure("the process of member " + died.memberId() + " has ended by itself");
        }
    }
}
