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

import java.util.function.Consumer;

import org.agrona.collections.LongArrayList;

import io.synod.journal.Durability;
import io.synod.journal.Incarnation;
import io.synod.journal.JournalConfig;
import io.synod.journal.MappedJournal;
import io.synod.journal.StorageFault;
import io.synod.journal.testkit.BlockStorage;
import io.synod.port.Journal;
import io.synod.simulator.check.MemberChecker;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/**
 * One machine's disk with the production journal on it, forced after every step with a delay. Forces can be slow, or
 * fail for good; room can run out; a crash takes what was not forced, block by block.
 */
final class SimDisk
{
    private static final long CLUSTER_ID = 7;

    private final int memberId;
    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final MemberChecker checker;
    private final CrashPoint crashPoint;
    private final Runnable onForced;
    private final Runnable onFailed;
    private final BlockStorage storage;
    private final JournalConfig config;
    private final LongArrayList ends = new LongArrayList();
    private final Rot rot;
    private MappedJournal mapped;
    private MemoryJournal memory = new MemoryJournal();
    private int durableRecords;
    private boolean isForcing;
    private boolean isFailing;
    private boolean isFull;
    private boolean isLost;
    private boolean mayRefuse;
    private int forcing;
    private long forces;
    private long slowUntilNs;
    private long slowByNs;

    SimDisk(
        final int memberId,
        final SimOptions options,
        final EventQueue events,
        final MemberChecker checker,
        final CrashPoint crashPoint,
        final Runnable onForced,
        final Runnable onFailed)
    {
        this.memberId = memberId;
        this.options = options;
        this.events = events;
        this.random = new SimRandom(options.seed(), "disk" + memberId);
        this.checker = checker;
        this.crashPoint = crashPoint;
        this.onForced = onForced;
        this.onFailed = onFailed;
        storage = new BlockStorage(crashPoint::onCall);
        rot = new Rot(storage, options.disks().segmentLength(), random);
        config = JournalConfig.defaults(CLUSTER_ID, memberId)
            .withSegmentLength(options.disks().segmentLength())
            .withDurability(options.disks().durability())
            .withIndexPageSlots(64)
            .checkHolds(options.limits().maxBatchLength());
    }

    /**
     * The machine starts from what the last crash left.
     *
     * @param listener told of each record appended.
     * @return recovered, to be replayed.
     * @throws StorageFault if it must not go on.
     */
    Journal start(final Consumer<MemoryRecord> listener)
    {
        isForcing = false;
        isFailing = false;
        mayRefuse = isFull || storage.isForceFailing();
        mapped = MappedJournal.open(storage, config, new Incarnation(options.seed(), memberId));
        int left = 0;
        while (left < ends.size() && ends.getLong(left) <= mapped.tailPosition())
        {
            left++;
        }
        Violation.check(left >= durableRecords, "S1", "durable records are lost", memberId, left, durableRecords);
        for (int i = durableRecords; i < left; i++)
        {
            checker.onDurable(memory.records().get(i));
        }
        durableRecords = left;
        while (ends.size() > left)
        {
            ends.removeAt(ends.size() - 1);
        }
        memory = MemoryJournal.afterCrash(memory, left, listener);
        return new SimJournal(memberId, mapped, memory, crashPoint, this::onAppended);
    }

    /** The machine dies, or only the process: what was not forced is lost in the one case. */
    void crash()
    {
        isForcing = false;
        if (options.disks().durability() == Durability.FLUSHED && random.chance(0.7))
        {
            final double kept = random.pick(0, 1, 2, 3) / 3.0;
            storage.losePower((name, block) -> random.chance(kept), changes -> random.between(0, changes));
        }
    }

    /** The disk loses a record that was durable long ago. */
    void rot(final boolean isHeader)
    {
        final long durableMark = rot.durableMark(ends, memory, durableRecords);
        isLost |= rot.strike(ends, memory, durableMark, isHeader);
    }

    /** Whether more is lost than a slot: the member must not go on. */
    boolean isLost()
    {
        return isLost;
    }

    /** Whether there was a reason, at the last start, for which a sound journal cannot be opened now. */
    boolean mayRefuse()
    {
        return mayRefuse;
    }

    /** What a step has left to do: a force, if there is something to force and none is under way. */
    void work()
    {
        mapped.syncer().makeSegment(events.nowNs());
        force();
    }

    private void force()
    {
        if (isForcing || durableRecords == ends.size())
        {
            return;
        }
        isForcing = true;
        forcing = ends.size();
        final long slowNs = events.nowNs() < slowUntilNs ? slowByNs : 0;
        await((options.diskNs() == 0 ? 0 : random.exponential(options.diskNs())) + slowNs);
    }

    private void await(final long delayNs)
    {
        final long mine = ++forces;
        events.after(delayNs, () ->
        {
            if (isForcing && mine == forces)
            {
                forced();
            }
        });
    }

    private void forced()
    {
        if (isFailing)
        {
            storage.failNextForce();
        }
        try
        {
            mapped.syncer().force();
        }
        catch (final StorageFault | CrashNow died)
        {
            onFailed.run();
            return;
        }
        isForcing = false;
        final long position = mapped.durablePosition();
        // What was appended while the force ran may be on the disk too, but it is not reported yet.
        while (durableRecords < forcing && ends.getLong(durableRecords) <= position)
        {
            checker.onDurable(memory.records().get(durableRecords));
            durableRecords++;
        }
        onForced.run();
    }

    private long onAppended(final long end)
    {
        if (end != Journal.FULL)
        {
            ends.addLong(end);
        }
        return end;
    }

    void slow(final long byNs)
    {
        slowByNs = byNs;
        slowUntilNs = events.nowNs() + 2 * byNs;
    }

    void fail()
    {
        isFailing = true;
    }

    void fill(final long durationNs)
    {
        storage.fillUp();
        isFull = true;
        events.after(durationNs, this::makeRoom);
    }

    void mend()
    {
        slowUntilNs = 0;
        isFailing = false;
        storage.healForce();
        makeRoom();
        if (isForcing)
        {
            await(options.diskNs());
        }
    }

    private void makeRoom()
    {
        storage.room(Long.MAX_VALUE);
        isFull = false;
    }

    /** The journal that never forgets, as far as the real one has come back. */
    MemoryJournal memory()
    {
        return memory;
    }

    int records()
    {
        return ends.size();
    }

    int durableRecords()
    {
        return durableRecords;
    }

    long durablePosition()
    {
        return durableRecords == 0 ? 0 : ends.getLong(durableRecords - 1);
    }

    boolean isAllDurable()
    {
        return durableRecords == ends.size();
    }
}
