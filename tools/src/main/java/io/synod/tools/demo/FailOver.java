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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.synod.tools.cluster.Latencies;

/** Kills the leader once, takes the time until the others go on, and brings it back. One thread, with the load. */
final class FailOver
{
    /** How far it is. */
    enum Stage
    {
        AHEAD, KILLED, ANSWERED, RESTARTED, DONE
    }

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DEAD_NS = TimeUnit.MILLISECONDS.toNanos(1500);

    private final DemoCluster cluster;
    private final Load load;
    private final DemoScreen screen;
    private final BooleanSupplier isDue;
    private Stage stage = Stage.AHEAD;
    private DemoMember member;
    private int firstAfter;
    private long killedNs;
    private long restartedNs;
    private long lookedNs;
    private long target;
    private long failOverNs;
    private long caughtUpNs;

    FailOver(final DemoCluster cluster, final Load load, final DemoScreen screen, final BooleanSupplier isDue)
    {
        this.cluster = cluster;
        this.load = load;
        this.screen = screen;
        this.isDue = isDue;
    }

    Stage stage()
    {
        return stage;
    }

    /** Whether the member that was killed has to come back. */
    boolean isWaiting()
    {
        return stage == Stage.ANSWERED || stage == Stage.RESTARTED;
    }

    /** From the kill to the acknowledgement of the first command that was offered after it. */
    long failOverNs()
    {
        return failOverNs;
    }

    /** From the start of the process to where the others are. */
    long caughtUpNs()
    {
        return caughtUpNs;
    }

    void step(final long nowNs)
    {
        switch (stage)
        {
            case AHEAD -> killIfDue(nowNs);
            case KILLED -> awaitAnswer();
            case ANSWERED -> restartIfDue(nowNs);
            case RESTARTED -> awaitCaughtUp(nowNs);
            default ->
            {
                // Nothing is left to be done.
            }
        }
    }

    private void killIfDue(final long nowNs)
    {
        if (!isDue.getAsBoolean() || nowNs - lookedNs < LOOK_NS)
        {
            return;
        }
        lookedNs = nowNs;
        member = cluster.leader();
        if (member != null)
        {
            firstAfter = load.ledger().offered() + 1;
            member.kill();
            killedNs = System.nanoTime();
            load.hurry(nowNs);
            stage = Stage.KILLED;
            screen.event("kill -9 " + member.pid() + ": member " + member.memberId() + ", the leader, is dead");
        }
    }

    private void awaitAnswer()
    {
        final boolean isOffered = load.ledger().offered() >= firstAfter;
        if (isOffered && load.ledger().isAcknowledged(firstAfter))
        {
            failOverNs = load.ackedNs() - killedNs;
            stage = Stage.ANSWERED;
            final DemoMember leader = cluster.leader();
            screen.event("fail-over in " + Latencies.text(failOverNs) +
                (leader == null ? "" : ": member " + leader.memberId() + " leads") +
                ", the first command after the kill is acknowledged");
        }
        else if (!isOffered && !load.isHeldBack())
        {
            load.addExtra("the command after the kill".getBytes(StandardCharsets.US_ASCII));
            screen.event("no line is there: one command of its own is appended, to see the others go on");
        }
        else if (load.isDone())
        {
            // Nobody can say of the command whether it is in the order.
            stage = Stage.ANSWERED;
        }
    }

    private void restartIfDue(final long nowNs)
    {
        if (!member.isAlive() && nowNs - killedNs >= DEAD_NS)
        {
            member.start();
            restartedNs = nowNs;
            target = load.ledger().lastSequence();
            stage = Stage.RESTARTED;
            screen.event("member " + member.memberId() + " is started again, as process " + member.pid());
        }
    }

    private void awaitCaughtUp(final long nowNs)
    {
        if (nowNs - lookedNs < LOOK_NS)
        {
            return;
        }
        lookedNs = nowNs;
        if (member.counter("decidedSequence") >= target && target > 0)
        {
            caughtUpNs = nowNs - restartedNs;
            stage = Stage.DONE;
            screen.event("member " + member.memberId() + " has caught up, " + Latencies.text(caughtUpNs) +
                " after its start");
        }
        // What was acknowledged until now it may learn until the next look.
        target = load.ledger().lastSequence();
    }
}
