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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real files in a real directory. */
final class DiskStorageTest
{
    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    @TempDir
    private Path directory;

    /** A second process that wants the directory of the first; says what it was told. */
    static final class SecondProcess
    {
        public static void main(final String[] args)
        {
            try
            {
                DiskStorage.open(Path.of(args[0])).close();
                System.out.print("opened");
            }
            catch (final ConfigException e)
            {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void keepsAllToTheOwner() throws IOException
    {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no such rights here");
        final Path home = directory.resolve("data").resolve("member-1");
        final MappedJournal journal = Journals.open(DiskStorage.open(home));
        Journals.settle(journal);

        assertEquals("rwx------", rightsOf(home));
        final List<String> names;
        try (var paths = Files.list(home))
        {
            names = paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
        assertEquals(
            List.of(SegmentDescriptor.nameOf(0), SegmentDescriptor.nameOf(Journals.SEGMENT_LENGTH),
                "identity", "lock", "mark"),
            names);
        for (final String name : names)
        {
            assertEquals("rw-------", rightsOf(home.resolve(name)), name);
        }
        journal.close();
    }

    @Test
    void refusesADirectoryThatThisProcessHasOpen()
    {
        final DiskStorage storage = DiskStorage.open(directory);

        final ConfigException refused = assertThrows(ConfigException.class, () -> DiskStorage.open(directory));
        final ConfigException byOtherWay = assertThrows(
            ConfigException.class, () -> DiskStorage.open(directory.resolve("..").resolve(directory.getFileName())));

        assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("process " + OWN_PID), refused.getMessage());
        assertTrue(byOtherWay.getMessage().contains("process " + OWN_PID), byOtherWay.getMessage());
        storage.close();
    }

    @Test
    void refusesADirectoryThatAnotherProcessHasOpen() throws Exception
    {
        final DiskStorage storage = DiskStorage.open(directory);

        final String answer = openInSecondProcess();

        assertTrue(answer.contains(directory.toString()), answer);
        assertTrue(answer.contains("in use by process " + OWN_PID + ":"), answer);
        storage.close();
        assertEquals("opened", openInSecondProcess());
    }

    /** To close any descriptor of a locked file gives up the lock, where locks are POSIX's. */
    /** Opens a journal, and says why it cannot. */
    public static final class Opener
    {
        private Opener()
        {
        }

        public static void main(final String[] args)
        {
            try
            {
                Journals.open(DiskStorage.open(Path.of(args[0])));
            }
            catch (final StorageFault fault)
            {
                System.out.println(fault.getMessage());
            }
        }
    }

    /** Its disk has failed, and has room. */
    @Test
    void aSegmentThatCannotBeWrittenIsNoFullDisk() throws Exception
    {
        final Process child = Children.startWithFilesUpTo(8, Opener.class, directory.toString());
        final String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        child.waitFor();

        assertTrue(said.contains(SegmentDescriptor.NEW_NAME) && said.contains("cannot be filled"), said);
    }

    @Test
    void keepsItsLockWhenItRefusesASecondPartOfThisProcess() throws Exception
    {
        final DiskStorage storage = DiskStorage.open(directory);
        assertThrows(ConfigException.class, () -> DiskStorage.open(directory));

        final String answer = openInSecondProcess();

        assertTrue(answer.contains("in use by process " + OWN_PID + ":"), answer);
        storage.close();
    }

    @Test
    void opensAgainAfterItWasClosed()
    {
        for (int i = 0; i < 3; i++)
        {
            final DiskStorage storage = DiskStorage.open(directory);
            storage.close();
            storage.close();
        }
    }

    @Test
    void readsBackWhatWasForced()
    {
        final DiskStorage storage = DiskStorage.open(directory);
        final Storage.NewFile file = storage.create("new.tmp", 100_000, 4096);
        while (!file.isFilled())
        {
            assertTrue(file.fill(30_000));
        }
        file.write(5, new UnsafeBuffer("hello".getBytes(StandardCharsets.US_ASCII)));
        file.finish();
        storage.rename("new.tmp", "file");
        storage.forceDirectory();
        final Storage.MappedFile mapped = storage.open("file");
        mapped.buffer().putLong(50_000, 42);
        mapped.force(50_000, 8);
        mapped.rewrite(49_999, 2);
        mapped.force(49_999, 2);
        mapped.close();

        final Storage.MappedFile again = storage.open("file");
        assertEquals(100_000, again.buffer().capacity());
        assertEquals('h', again.buffer().getByte(5));
        assertEquals(42, again.buffer().getLong(50_000));
        assertEquals(0, again.buffer().getByte(99_999));
        again.close();
        assertEquals(Set.of("lock", "file"), Set.copyOf(storage.list()));
        storage.delete("file");
        assertEquals(List.of("lock"), storage.list());
        storage.close();
    }

    @Test
    void aFileThatWasBegunHasItsLengthAndItsHeadBeforeItsBlocks() throws IOException
    {
        final DiskStorage storage = DiskStorage.open(directory);
        final Storage.NewFile file = storage.create("new.tmp", 100_000, 4096);
        assertTrue(file.begin(new UnsafeBuffer("head".getBytes(StandardCharsets.US_ASCII))));

        assertEquals(100_000, Files.size(directory.resolve("new.tmp")));
        assertEquals('h', Files.readAllBytes(directory.resolve("new.tmp"))[0]);
        assertFalse(file.isFilled());
        while (!file.isFilled())
        {
            assertTrue(file.fill(30_000));
        }
        file.finish();

        final Storage.MappedFile mapped = storage.open("new.tmp");
        assertEquals(100_000, mapped.buffer().capacity());
        assertEquals('h', mapped.buffer().getByte(0));
        assertEquals('d', mapped.buffer().getByte(3));
        for (int i = 4; i < 100_000; i++)
        {
            assertEquals(0, mapped.buffer().getByte(i));
        }
        mapped.close();
        storage.close();
    }

    @Test
    void emptiesAFileThatIsMadeAnew()
    {
        final DiskStorage storage = DiskStorage.open(directory);
        for (int i = 0; i < 2; i++)
        {
            final Storage.NewFile file = storage.create("new.tmp", 10, 10);
            assertFalse(file.isFilled());
            file.fill(10);
            file.write(i, new UnsafeBuffer(new byte[]{1}));
            file.finish();
        }
        final Storage.MappedFile mapped = storage.open("new.tmp");
        assertEquals(0, mapped.buffer().getByte(0));
        assertEquals(1, mapped.buffer().getByte(1));
        mapped.close();
        storage.close();
    }

    @Test
    void namesTheFileThatIsNotThere()
    {
        final DiskStorage storage = DiskStorage.open(directory);
        for (final StorageFault fault : List.of(
            assertThrows(StorageFault.class, () -> storage.open("absent")),
            assertThrows(StorageFault.class, () -> storage.delete("absent")),
            assertThrows(StorageFault.class, () -> storage.rename("absent", "other"))))
        {
            assertEquals("absent", fault.file());
            assertEquals(StorageFault.NO_POSITION, fault.position());
            assertTrue(fault.getMessage().startsWith("absent: cannot be "), fault.getMessage());
        }
        storage.close();
    }

    @Test
    void holdsAJournalThatSurvivesCloseAndReopen()
    {
        final Script script = new Script(17, 900);
        for (int life = 1; life <= 4; life++)
        {
            final MappedJournal journal = Journals.open(DiskStorage.open(directory));
            assertEquals(life, journal.life());
            assertEquals(script.lines(), Script.replay(journal));
            final long limit = journal.tailPosition() + 2L * Journals.SEGMENT_LENGTH;
            while (journal.tailPosition() < limit)
            {
                if (!script.append(journal))
                {
                    Journals.settle(journal);
                }
            }
            journal.close();
        }
    }

    private String openInSecondProcess() throws Exception
    {
        final Process process = Children.start(SecondProcess.class, directory.toString());
        final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return answer;
    }

    private static String rightsOf(final Path path) throws IOException
    {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
