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

import io.synod.simulator.check.MemberChecker;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/**
 * A machine's disk: one force at a time, which takes what was appended before it began. A crash leaves what was forced,
 * and by chance some of what came after it, in order.
 */
final class SimDisk
{
    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final MemberChecker checker;
    private final Runnable onForced;
    private final Runnable onFailed;
    private MemoryJournal memory = new MemoryJournal();
    private int durableRecords;
    private int recordsLeft;
    private boolean isForcing;
    private boolean isFailing;
    private int forcing;
    private long forces;
    private long slowUntilNs;
    private long slowByNs;

    SimDisk(
        final SimOptions options,
        final EventQueue events,
        final SimRandom random,
        final MemberChecker checker,
        final Runnable onForced,
        final Runnable onFailed)
    {
        this.options = options;
        this.events = events;
        this.random = random;
        this.checker = checker;
        this.onForced = onForced;
        this.onFailed = onFailed;
    }

    /** The machine starts from what the last crash left. */
    MemoryJournal start(final java.util.function.Consumer<MemoryRecord> listener)
    {
        for (int i = durableRecords; i < recordsLeft; i++)
        {
            checker.onDurable(memory.records().get(i));
        }
        durableRecords = recordsLeft;
        memory = MemoryJournal.afterCrash(memory, recordsLeft, listener);
        isForcing = false;
        isFailing = false;
        return memory;
    }

    /** The machine dies: all that was forced is left, and mostly something of the rest. */
    int crash()
    {
        isForcing = false;
        final int unforced = memory.records().size() - durableRecords;
        recordsLeft = durableRecords + (random.chance(0.5) ? 0 : random.between(0, unforced));
        return recordsLeft;
    }

    /** Begins a force if there is something to force and none is under way. */
    void force()
    {
        if (isForcing || durableRecords == memory.records().size())
        {
            return;
        }
        isForcing = true;
        forcing = memory.records().size();
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
            onFailed.run();
            return;
        }
        isForcing = false;
        for (int i = durableRecords; i < forcing; i++)
        {
            checker.onDurable(memory.records().get(i));
        }
        durableRecords = forcing;
        onForced.run();
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
        final MemoryJournal full = memory;
        full.lengthLimit(full.tailPosition() + random.between(0, 500));
        events.after(durationNs, () -> full.lengthLimit(Long.MAX_VALUE));
    }

    void mend()
    {
        slowUntilNs = 0;
        isFailing = false;
        memory.lengthLimit(Long.MAX_VALUE);
        if (isForcing)
        {
            await(options.diskNs());
        }
    }

    int durableRecords()
    {
        return durableRecords;
    }

    long durablePosition()
    {
        return durableRecords == 0 ? 0 : memory.records().get(durableRecords - 1).endPosition();
    }

    boolean isAllDurable()
    {
        return durableRecords == memory.records().size();
    }
}
