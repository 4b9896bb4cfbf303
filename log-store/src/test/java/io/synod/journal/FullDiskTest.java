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
package io.synod.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.journal.testkit.BlockStorage;
import io.synod.protocol.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A disk without room is no fault: entries are refused, promises and reads go on, and so does the rest, later. */
final class FullDiskTest
{
    private static final long BALLOT = 1L << 8;
    private static final int BODY_LENGTH = 1000;
    private static final int LONGEST = JournalTail.maxBodyLength(Journals.SEGMENT_LENGTH);
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void answersFullWhenThereIsNoRoomForTheNextSegment()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);

        final long last = appendUntilFull(journal, 1);

        assertTrue(journal.syncer().isOutOfRoom());
        final long tail = journal.tailPosition();
        final Entry next = Journals.entry(last + 1, BALLOT, BODY_LENGTH);
        assertEquals(MappedJournal.FULL, journal.appendAccept(1, 0, next));
        assertEquals(MappedJournal.FULL, journal.appendDecidedEntry(next));
        assertEquals(MappedJournal.NO_ROOM, journal.openBody(BODY_LENGTH));
        assertEquals(tail, journal.tailPosition());
        assertTrue(tail < 2L * Journals.SEGMENT_LENGTH);
    }

    @Test
    void keepsRoomForPromises()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        final long last = appendUntilFull(journal, 1);
        long slot = last;
        while (journal.appendReAccept(2 * BALLOT, 1, 0, slot) != MappedJournal.FULL)
        {
            slot = slot == 1 ? last : slot - 1;
        }

        int promises = 0;
        while (journal.appendPromise((promises + 3) * BALLOT) != MappedJournal.FULL)
        {
            promises++;
        }

        assertTrue(promises >= (Journals.SEGMENT_LENGTH >> 3) / RecordDescriptor.HEADER_LENGTH, "room: " + promises);
        assertTrue(journal.syncer().force());
        assertEquals(journal.tailPosition(), journal.durablePosition());
        assertEquals(MappedJournal.FULL, journal.appendDecidedMark(1));
        storage.losePower((name, block) -> false, changes -> 0);
        final MappedJournal again = Journals.open(storage);
        final String lastPromise = "promise " + (promises + 2) * BALLOT;
        assertTrue(Script.replay(again).contains(lastPromise), lastPromise);
    }

    @Test
    void keepsRoomForPromisesBehindTheLongestEntry()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        Journals.append(journal, Journals.entry(1, BALLOT, 3000));

        assertTrue(Journals.append(journal, Journals.entry(2, BALLOT, LONGEST)) != MappedJournal.FULL);

        int promises = 0;
        while (journal.appendPromise((promises + 3) * BALLOT) != MappedJournal.FULL)
        {
            promises++;
        }
        assertEquals((Journals.SEGMENT_LENGTH >> 3) / RecordDescriptor.HEADER_LENGTH, promises);
    }

    /** A member with longer segments may send it. Nobody is to die of that. */
    @Test
    void answersFullToAnEntryThatWouldTakeTheRoomForPromises()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        Journals.append(journal, Journals.entry(1, BALLOT, 3000));
        final long tail = journal.tailPosition();

        for (final int tooLong : new int[]{LONGEST + 1, Journals.SEGMENT_LENGTH, 10 * Journals.SEGMENT_LENGTH})
        {
            final Entry entry = Journals.entry(2, BALLOT, tooLong);
            assertEquals(MappedJournal.FULL, journal.appendAccept(1, 0, entry));
            assertEquals(MappedJournal.FULL, journal.appendDecidedEntry(entry));
        }
        assertEquals(tail, journal.tailPosition());
        assertTrue(Journals.append(journal, Journals.entry(2, BALLOT, LONGEST)) != MappedJournal.FULL);
    }

    @Test
    void readsOnAndResumesByItselfWhenThereIsRoom()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        final long last = appendUntilFull(journal, 1);
        long nowNs = SECOND_NS;
        for (int i = 0; i < 5; i++)
        {
            journal.syncer().doWork(nowNs);
            assertTrue(journal.syncer().isOutOfRoom());
            nowNs += SECOND_NS;
        }
        checkReads(journal, last);

        storage.room(4L * Journals.SEGMENT_LENGTH + 2000);
        while (journal.syncer().doWork(nowNs) > 0)
        {
            nowNs += SECOND_NS;
        }

        assertFalse(journal.syncer().isOutOfRoom());
        final long lastNow = appendUntilFull(journal, last + 1);
        assertTrue(lastNow > last + 10);
        checkReads(journal, lastNow);
        journal.syncer().force();
        storage.losePower((name, block) -> false, changes -> 0);
        final MappedJournal again = Journals.open(storage);
        Script.replay(again);
        checkReads(again, lastNow);
    }

    @Test
    void answersFullWhenTheDirectoryHasNoRoomForAnotherName()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        storage.nameLimit(storage.list().size());

        final long last = appendUntilFull(journal, 1);

        assertTrue(journal.syncer().isOutOfRoom());
        assertTrue(journal.appendPromise(2 * BALLOT) != MappedJournal.FULL);
        checkReads(journal, last);
        storage.nameLimit(Integer.MAX_VALUE);
        checkResumes(journal, last);
    }

    /** A directory may have room for the name of a new file, and then not for the longer one that it gets. */
    @Test
    void keepsAWholeSegmentUntilThereIsRoomForItsName()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = Journals.open(storage);
        storage.nameLimit(storage.list().size() + 1);

        final long last = appendUntilFull(journal, 1);

        assertTrue(journal.syncer().isOutOfRoom());
        assertTrue(storage.list().contains(SegmentDescriptor.NEW_NAME));
        assertEquals(0, journal.syncer().makeSegment(1));
        storage.nameLimit(Integer.MAX_VALUE);
        // The blocks are there: only the name is asked for again.
        storage.fillUp();
        checkResumes(journal, last);
    }

    @Test
    void saysWhyANewDirectoryCannotBeUsed()
    {
        final BlockStorage storage = new BlockStorage();
        storage.nameLimit(0);

        final StorageFault refused = assertThrows(StorageFault.class, () -> Journals.open(storage));

        assertTrue(refused.getMessage().contains("no room for it (no space left on device)"), refused.getMessage());
    }

    @Test
    void doesNotAskTheFileSystemAgainAtOnce()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        appendUntilFull(journal, 1);
        journal.syncer().force();
        journal.syncer().doWork(SECOND_NS);
        journal.syncer().doWork(SECOND_NS);

        assertEquals(0, journal.syncer().doWork(SECOND_NS + 1));
        assertTrue(journal.syncer().isOutOfRoom());
    }

    @Test
    void opensAgainOnAFullDisk()
    {
        final BlockStorage storage = new BlockStorage();
        final MappedJournal journal = openOnFullDisk(storage);
        final long last = appendUntilFull(journal, 1);

        final MappedJournal again = Journals.open(storage);

        Script.replay(again);
        checkReads(again, last);
        assertTrue(again.appendPromise(9 * BALLOT) != MappedJournal.FULL);
    }

    /** A file system of memory as small as a few segments, filled by another file. */
    @Test
    void survivesARealFileSystemWithoutRoom(@TempDir final Path directory) throws Exception
    {
        final Path mount = mount(directory, "size=256k");
        try
        {
            fillAndFree(mount);
        }
        finally
        {
            assertTrue(run("umount", "-l", mount.toString()));
        }
    }

    /** A file system of memory with blocks enough, but without room for another file. */
    @Test
    void survivesARealFileSystemWithoutRoomForAnotherFile(@TempDir final Path directory) throws Exception
    {
        final Path mount = mount(directory, "nr_inodes=16");
        try
        {
            final MappedJournal journal = Journals.open(DiskStorage.open(mount.resolve("journal")));
            final List<Path> ballast = fillWithFiles(mount);
            final long last = appendUntilFull(journal, 1);
            assertTrue(journal.syncer().isOutOfRoom());
            assertTrue(journal.appendPromise(2 * BALLOT) != MappedJournal.FULL);
            checkReads(journal, last);

            Files.delete(ballast.get(0));
            checkResumes(journal, last);
            journal.close();
        }
        finally
        {
            assertTrue(run("umount", "-l", mount.toString()));
        }
    }

    private static Path mount(final Path directory, final String options) throws Exception
    {
        final Path mount = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
            run("mount", "-t", "tmpfs", "-o", options, "tmpfs", mount.toString()),
            "a small file system cannot be mounted by this user");
        return mount;
    }

    private static List<Path> fillWithFiles(final Path mount)
    {
        final List<Path> files = new ArrayList<>();
        try
        {
            while (true)
            {
                files.add(Files.createFile(mount.resolve("ballast" + files.size())));
            }
        }
        catch (final IOException full)
        {
            return files;
        }
    }

    private static void fillAndFree(final Path mount) throws IOException
    {
        final Path home = mount.resolve("journal");
        final Path ballast = Files.write(mount.resolve("ballast"), new byte[128 << 10]);
        final MappedJournal journal = Journals.open(DiskStorage.open(home));
        long nowNs = SECOND_NS;
        long last = 0;
        while (!journal.syncer().isOutOfRoom())
        {
            last = appendUntilFull(journal, last + 1);
            journal.syncer().doWork(nowNs);
        }
        last = appendUntilFull(journal, last + 1);
        journal.syncer().force();
        assertTrue(journal.appendPromise(2 * BALLOT) != MappedJournal.FULL);
        checkReads(journal, last);

        Files.delete(ballast);
        while (journal.syncer().isOutOfRoom() || journal.syncer().doWork(nowNs) > 0)
        {
            nowNs += SECOND_NS;
            journal.syncer().doWork(nowNs);
        }
        final long lastNow = appendUntilFull(journal, last + 1);
        assertTrue(lastNow > last, "it has not resumed");
        journal.close();

        final MappedJournal again = Journals.open(DiskStorage.open(home));
        assertTrue(Script.replay(again).contains("promise " + 2 * BALLOT));
        checkReads(again, lastNow);
        again.close();
    }

    /** Two segments are there, and no room for a third. */
    private static MappedJournal openOnFullDisk(final BlockStorage storage)
    {
        final MappedJournal journal = Journals.open(storage);
        Journals.settle(journal);
        assertEquals(2, storage.namesEnding(".segment").size());
        storage.room(2L * Journals.SEGMENT_LENGTH + 2000);
        return journal;
    }

    private static void checkResumes(final MappedJournal journal, final long last)
    {
        long nowNs = SECOND_NS;
        while (journal.syncer().doWork(nowNs) > 0)
        {
            nowNs += SECOND_NS;
        }
        assertFalse(journal.syncer().isOutOfRoom());
        for (long slot = last + 1; slot <= last + 10; slot++)
        {
            assertTrue(Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH)) != MappedJournal.FULL);
        }
        checkReads(journal, last + 10);
    }

    /** Appends until the answer is that there is no room, also after the syncer has tried; the last slot. */
    private static long appendUntilFull(final MappedJournal journal, final long fromSlot)
    {
        long slot = fromSlot;
        boolean isTried = false;
        while (true)
        {
            if (Journals.append(journal, Journals.entry(slot, BALLOT, BODY_LENGTH)) != MappedJournal.FULL)
            {
                slot++;
                isTried = false;
            }
            else if (isTried)
            {
                return slot - 1;
            }
            else
            {
                journal.syncer().makeSegment(0);
                journal.syncer().makeSegment(0);
                isTried = true;
            }
        }
    }

    private static void checkReads(final MappedJournal journal, final long last)
    {
        for (long slot = 1; slot <= last; slot++)
        {
            assertEquals(
                Script.describe(Journals.entry(slot, BALLOT, BODY_LENGTH)), Journals.read(journal, slot));
        }
    }

    private static boolean run(final String... command) throws InterruptedException
    {
        try
        {
            final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        }
        catch (final IOException notThere)
        {
            return false;
        }
    }
}
