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

import org.agrona.collections.LongArrayList;

import io.synod.journal.Durability;
import io.synod.journal.Incarnation;
import io.synod.journal.JournalConfig;
import io.synod.journal.MappedJournal;
import io.synod.journal.StorageFault;
import io.synod.journal.testkit.BlockStorage;
import io.synod.port.Journal;
import io.synod.port.RecordHandler;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

/**
 * One journal's lives on a disk that does all a disk can do: whatever was vouched for is there in the next life, or the
 * journal says that it is not. Without a cluster around it, a run takes a millisecond and strikes everywhere.
 */
public final class DiskTorture
{
    private static final int SEGMENT_LENGTH = 4096;

    private final SimRandom random;
    private final CrashPoint crashPoint = new CrashPoint();
    private final BlockStorage storage = new BlockStorage(crashPoint::onCall);
    private final JournalConfig config;
    private final Rot rot;
    private final LongArrayList ends = new LongArrayList();
    private MemoryJournal memory = new MemoryJournal();
    private MappedJournal mapped;
    private SimJournal journal;
    private int vouched;
    private RecordWriter writer;
    private boolean isLost;
    private boolean isWiped;
    private boolean isOpen;
    private boolean isRecovered;
    private boolean isClean;
    private boolean isPowerLost;

    private DiskTorture(final long seed)
    {
        random = new SimRandom(seed, "torture");
        config = JournalConfig.defaults(7, 1)
            .withSegmentLength(SEGMENT_LENGTH)
            .withDurability(random.chance(0.3) ? Durability.WRITTEN : Durability.FLUSHED)
            .withStartPosition(random.pick(0, 1, 2, 3) * ((1L << 31) - SEGMENT_LENGTH))
            .withIndexPageSlots(16);
        rot = new Rot(storage, SEGMENT_LENGTH, random);
    }

    /** Every record counts for its slot. */
    private record PlacingHandler(Journal journal) implements RecordHandler
    {
        @Override
        public void onAcceptRecord(final long ballot, final long slot, final long chainFrom, final long fence)
        {
            journal.place(slot);
        }

        @Override
        public void onDecidedEntryRecord(final long ballot, final long slot)
        {
            journal.place(slot);
        }

        @Override
        public void onPromiseRecord(final long ballot)
        {
            // Nothing counts for a slot.
        }

        @Override
        public void onDecidedMarkRecord(final long decidedThrough)
        {
            // Nothing counts for a slot.
        }
    }

    /**
     * What came of it.
     *
     * @param failure   null if nothing was found.
     * @param invariant null if nothing was found.
     */
    public record Outcome(String failure, String invariant)
    {
        public boolean isFailure()
        {
            return failure != null;
        }
    }

    /**
     * Runs a seed.
     *
     * @param seed of everything.
     * @return what came of it.
     */
    public static Outcome run(final long seed)
    {
        try
        {
            new DiskTorture(seed).run();
            return new Outcome(null, null);
        }
        catch (final Violation found)
        {
            return new Outcome(found.getMessage(), found.invariant());
        }
        catch (final RuntimeException | Error found)
        {
            return new Outcome(found.toString(), "Error");
        }
    }

    private void run()
    {
        final int lives = random.between(3, 12);
        for (int life = 0; life < lives && !(isLost || isWiped) || isOpen; life++)
        {
            try
            {
                crashPoint.arm(random.chance(0.5) ? random.between(1, 60) : Integer.MAX_VALUE);
                live();
                crashPoint.disarm();
            }
            catch (final CrashNow died)
            {
                // What it was in the middle of is left as it is.
            }
            catch (final StorageFault failed)
            {
                Violation.check(!isOpen, "S3", "a fault that nothing caused: " + failed.getMessage());
            }
            die();
        }
        if (isLost || isWiped)
        {
            checkRefused();
        }
    }

    private void live()
    {
        // A machine that lost power with a journal half open may have lost its memory with it.
        final boolean mayFail = storage.isForceFailing() || !storage.hasRoom() ||
            isPowerLost && config.durability() == Durability.WRITTEN;
        isOpen = false;
        isRecovered = false;
        try
        {
            mapped = MappedJournal.open(storage, config, new Incarnation(1, 2));
        }
        catch (final StorageFault refused)
        {
            Violation.check(mayFail, "S3", "a sound journal is refused: " + refused.getMessage());
            return;
        }
        isOpen = true;
        isClean = false;
        isPowerLost = false;
        recover();
        isRecovered = true;
        storage.whileForcing(() -> appendSome(2));
        for (int steps = random.between(1, 30); steps > 0; steps--)
        {
            step();
        }
        if (random.chance(0.2))
        {
            storage.whileForcing(() -> {});
            // All is forced before the journal is marked as closed, so that may count or not when it dies on the way.
            isClean = true;
            mapped.close();
            vouched = ends.size();
        }
        isOpen = false;
    }

    private void recover()
    {
        int left = 0;
        while (left < ends.size() && ends.getLong(left) <= mapped.tailPosition())
        {
            left++;
        }
        Violation.check(left >= vouched, "S1", "what was vouched for is lost", left, vouched);
        while (ends.size() > left)
        {
            ends.removeAt(ends.size() - 1);
        }
        vouched = left;
        memory = MemoryJournal.afterCrash(memory, left, record -> {});
        journal = new SimJournal(1, mapped, memory, crashPoint, this::onAppended);
        journal.replay(new PlacingHandler(journal));
        writer = new RecordWriter(journal, memory.lastSlot() + 1, random);
    }

    private void step()
    {
        switch (random.between(0, 11))
        {
            case 0, 1, 2, 3, 4 -> appendSome(4);
            case 5, 6 -> force();
            case 7 -> mapped.syncer().makeSegment(Long.MAX_VALUE / 2);
            case 8 -> vouch();
            case 9 -> writer.giveUpBatch();
            case 10 -> room();
            default -> failForce();
        }
    }

    private void force()
    {
        mapped.syncer().force();
        vouch();
    }

    private void room()
    {
        if (random.chance(0.5))
        {
            storage.fillUp();
        }
        else
        {
            storage.room(Long.MAX_VALUE);
        }
    }

    /** The force fails; if the member asks its disk again, it must be refused. */
    private void failForce()
    {
        if (!random.chance(0.1))
        {
            return;
        }
        storage.failNextForce();
        try
        {
            if (random.chance(0.5))
            {
                mapped.syncer().force();
            }
            mapped.syncer().makeSegment(Long.MAX_VALUE / 2);
            storage.healForce();
        }
        catch (final StorageFault failed)
        {
            refusesToGoOn();
            throw new CrashNow();
        }
    }

    private void refusesToGoOn()
    {
        final long before = mapped.durablePosition();
        try
        {
            final int made = mapped.syncer().makeSegment(Long.MAX_VALUE / 2);
            Violation.check(made < 0, "S5", "a segment after a failed force");
            mapped.syncer().force();
        }
        catch (final StorageFault refused)
        {
            return;
        }
        Violation.check(mapped.durablePosition() == before, "S5", "a force counts after one that failed");
    }

    private void vouch()
    {
        final long position = mapped.durablePosition();
        while (vouched < ends.size() && ends.getLong(vouched) <= position)
        {
            final MemoryRecord record = memory.records().get(vouched);
            Violation.check(
                record.type() != MemoryRecord.Type.PROMISE || rot.isForced(ends.getLong(vouched)),
                "S4", "a promise is vouched for that was not forced", vouched);
            vouched++;
        }
    }

    private void appendSome(final int most)
    {
        for (int count = random.between(0, most); count > 0; count--)
        {
            writer.append();
        }
    }

    private long onAppended(final long end)
    {
        if (end != Journal.FULL)
        {
            ends.addLong(end);
        }
        return end;
    }

    private void die()
    {
        isOpen = false;
        crashPoint.disarm();
        storage.whileForcing(() -> {});
        if (random.chance(0.6))
        {
            final double kept = random.pick(0, 1, 2, 3) / 3.0;
            storage.losePower((name, block) -> random.chance(kept), changes -> random.between(0, changes));
            isWiped = config.durability() == Durability.WRITTEN && mapped != null && !isClean;
            isPowerLost = true;
        }
        else if (random.chance(0.2))
        {
            rot();
        }
    }

    private void rot()
    {
        if (config.durability() == Durability.WRITTEN)
        {
            // What a process had vouched for outlives it in memory. A last header that is not there nobody can miss.
            final boolean isHeader = random.chance(0.5);
            final int records = isHeader ? Math.min(vouched, ends.size() - 1) : vouched;
            isLost = records > 0 && rot.strike(ends, memory, ends.getLong(records - 1), isHeader);
            return;
        }
        if (random.chance(0.3) && vouched > 0 && isRecovered)
        {
            // The mark that the dead process has left knows how far it was durable.
            rot.loseFrom(ends, memory, vouched - 1);
            isLost = true;
            return;
        }
        isLost = rot.strike(ends, memory, rot.durableMark(ends, memory, vouched), random.chance(0.5));
    }

    /** What lost its memory is refused, in this life and in each after it. */
    private void checkRefused()
    {
        storage.room(Long.MAX_VALUE);
        try
        {
            MappedJournal.open(storage, config, new Incarnation(1, 2));
        }
        catch (final StorageFault refused)
        {
            return;
        }
        throw new Violation("S6", "a journal that has lost what was vouched for goes on");
    }
}
