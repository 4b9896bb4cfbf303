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

import java.util.ArrayDeque;
import java.util.Queue;

import org.agrona.DirectBuffer;

import io.synod.journal.StorageFault;
import io.synod.port.Journal;
import io.synod.port.Outbox;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.simulator.check.MemberChecker;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryRecord;
import io.synod.transport.PeerAdapter;
import io.synod.transport.PeerEncoder;
import io.synod.transport.PeerIdentity;

/**
 * A machine with one member on it: its clock, its disk, and its lives. Every step of the replica happens here, and is
 * followed by the checks.
 */
final class SimMember
{
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final int memberId;
    private final SimOptions options;
    private final EventQueue events;
    private final SimNetwork network;
    private final MemberChecker checker;
    private final Trace trace;
    private final SimRandom random;
    private final SimDisk disk;
    private final CrashPoint crashPoint = new CrashPoint();
    private final PeerIdentity identity;
    private final ReplicaConfig config;
    private final SimClock clock;
    private final LeaderWatch leaderWatch;
    private final ClientSide clientSide;

    private Replica replica;
    private PeerAdapter adapter;
    private int life;
    private boolean isAlive;
    private boolean isDeadForGood;
    private boolean isMended;
    private long pausedUntilNs;
    private long decidedBefore;
    private long crashes;
    private long steps;

    SimMember(
        final int memberId,
        final SimOptions options,
        final EventQueue events,
        final SimNetwork network,
        final MemberChecker checker,
        final Trace trace,
        final PeerIdentity identity)
    {
        this.memberId = memberId;
        this.options = options;
        this.events = events;
        this.network = network;
        this.checker = checker;
        this.trace = trace;
        this.identity = identity;
        random = new SimRandom(options.seed(), "member" + memberId);
        clock = new SimClock(options, events, random);
        leaderWatch = new LeaderWatch(memberId, options);
        clientSide = new ClientSide(memberId, options, () -> input(() -> clientSide().poll()));
        config = ReplicaConfig.defaults(memberId, options.membership())
            .withTiming(options.timing())
            .withLimits(options.limits())
            .withPriority(options.seed() % 4 == 0 ? memberId % 3 : 0)
            .withSeed(random.nextLong());
        disk = new SimDisk(memberId, options, events, checker, crashPoint, this::forced,
            () -> crash(random.exponential(options.timing().leaderTimeoutNs())));
        start();
    }

    // The machine's lives.

    /** The machine dies. What was not forced is lost, but for the first few records, by chance. */
    void crash(final long downNs)
    {
        if (!isAlive)
        {
            return;
        }
        isAlive = false;
        crashes++;
        crashPoint.disarm();
        waiting.clear();
        trace.crash(memberId, disk.records());
        disk.crash();
        clientSide.onCrash();
        final long mine = crashes;
        events.after(downNs, () ->
        {
            if (mine == crashes)
            {
                start();
            }
        });
    }

    /** The machine dies, and its disk is not what it was. */
    void rot(final long downNs, final boolean isHeader)
    {
        if (isAlive)
        {
            crash(downNs);
            disk.rot(isHeader);
        }
    }

    void dieForGood()
    {
        isDeadForGood = true;
        crash(0);
    }

    private void start()
    {
        if (isAlive || isDeadForGood)
        {
            return;
        }
        life++;
        if (!isMended && random.chance(options.crashInside() / 8))
        {
            crashPoint.arm(random.between(1, 30));
        }
        isAlive = true;
        pausedUntilNs = 0;
        try
        {
            final Journal journal = disk.start(this::onAppend);
            final Outbox wire = new PeerEncoder(identity, this::send);
            final Outbox outbox = new SpyOutbox(memberId, wire, journal, crashPoint, checker, trace);
            replica = new Replica(config, journal, outbox);
            clientSide.onStart(replica, journal);
        }
        catch (final CrashNow died)
        {
            crash(random.exponential(options.timing().heartbeatIntervalNs()));
            return;
        }
        catch (final StorageFault fault)
        {
            onRefused(fault);
            return;
        }
        adapter = new PeerAdapter(identity, replica.inbox());
        trace.start(memberId, disk.durableRecords(), replica);
        decidedBefore = replica.decidedThrough();
        checker.onStart(replica);
        scheduleTick(life);
    }

    /** The journal does not open: it may not, or there is no room for it now. */
    private void onRefused(final StorageFault fault)
    {
        if (disk.isLost())
        {
            dieForGood();
            return;
        }
        Violation.check(disk.mayRefuse(), "S3", "a sound journal is refused: " + fault.getMessage(), memberId);
        crash(random.exponential(options.timing().leaderTimeoutNs()));
    }

    private void onAppend(final MemoryRecord record)
    {
        checker.onAppend(record);
        trace.appended(memberId, record);
        clientSide.onAppend(record);
    }

    // Steps.

    private void scheduleTick(final int ofLife)
    {
        final long intervalNs = options.timing().heartbeatIntervalNs() / 3;
        events.after(random.between(intervalNs / 2, intervalNs), () ->
        {
            if (isAlive && life == ofLife)
            {
                scheduleTick(ofLife);
                if (events.nowNs() >= pausedUntilNs)
                {
                    step(this::work);
                }
            }
        });
    }

    private void work()
    {
        clientSide.poll();
        replica.doWork(clock.localNs(), clock.wallNs());
        if (replica.decidedThrough() > decidedBefore)
        {
            // What clients are told now must be known to be right, even if the machine dies while it tells them.
            checker.onStep(replica, disk.memory());
        }
        clientSide.work(clock.localNs());
        leaderWatch.check(replica, clock.localNs());
    }

    /** Runs an input and then, mostly, the duty cycle; a paused machine takes it up when it goes on. */
    void input(final Runnable input)
    {
        if (!isAlive)
        {
            return;
        }
        if (events.nowNs() < pausedUntilNs)
        {
            waiting.add(input);
            return;
        }
        step(() ->
        {
            input.run();
            if (!random.chance(0.1))
            {
                work();
            }
        });
    }

    private void step(final Runnable action)
    {
        steps++;
        try
        {
            action.run();
            disk.work();
        }
        catch (final CrashNow | StorageFault died)
        {
            crash(random.exponential(options.timing().leaderTimeoutNs()));
            return;
        }
        checker.onStep(replica, disk.memory());
        if (replica.decidedThrough() > decidedBefore)
        {
            decidedBefore = replica.decidedThrough();
            trace.decided(memberId, replica);
        }
        trace.state(memberId, replica);
    }

    void onFrame(final DirectBuffer frame, final int length)
    {
        input(() -> adapter.onFrame(frame, 0, length));
    }

    private boolean send(
        final int to,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int bodyLength)
    {
        final byte[] frame = new byte[headLength + bodyLength];
        head.getBytes(0, frame, 0, headLength);
        body.getBytes(bodyOffset, frame, headLength, bodyLength);
        trace.frame(memberId, to, frame);
        return network.send(memberId, to, frame);
    }

    // Faults.

    void crashInside(final int calls)
    {
        crashPoint.arm(calls);
    }

    void pause(final long durationNs)
    {
        pausedUntilNs = events.nowNs() + durationNs;
        events.after(durationNs, this::goOn);
        leaderWatch.onPause();
    }

    /** What came in meanwhile is taken up in the order in which it came. */
    private void goOn()
    {
        while (isAlive && events.nowNs() >= pausedUntilNs && !waiting.isEmpty())
        {
            input(waiting.remove());
        }
    }

    void stepClock(final long byNs)
    {
        clock.step(byNs);
    }

    SimDisk disk()
    {
        return disk;
    }

    /** All that was wrong with this machine is mended. */
    void mend()
    {
        isMended = true;
        pausedUntilNs = 0;
        crashPoint.disarm();
        disk.mend();
        if (!isAlive)
        {
            start();
        }
        goOn();
    }

    private void forced()
    {
        trace.durable(memberId, disk.durableRecords());
        input(() -> replica.onDurable(disk.durablePosition()));
    }

    // For clients and checks.

    ClientSide clientSide()
    {
        return clientSide;
    }

    boolean isAlive()
    {
        return isAlive;
    }

    /** Whether it never starts again: its disk has lost what it may not do without, or it is left out. */
    boolean isDeadForGood()
    {
        return isDeadForGood;
    }

    boolean leads()
    {
        return isAlive && replica.role() == Role.LEADER;
    }

    /** Whether this member, if it leads, is in touch with enough voters to decide. */
    boolean isLeaderAlive()
    {
        return replica.view().isLeaderAlive();
    }

    Replica replica()
    {
        return replica;
    }

    int memberId()
    {
        return memberId;
    }

    /** For people who look for the reason of a failure. */
    String describe()
    {
        return MemberText.of(this);
    }

    long crashes()
    {
        return crashes;
    }

    long steps()
    {
        return steps;
    }
}
