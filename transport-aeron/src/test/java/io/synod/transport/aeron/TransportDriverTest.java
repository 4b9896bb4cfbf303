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
package io.synod.transport.aeron;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.aeron.CncFileDescriptor;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransportDriverTest
{
    private static final TransportConfig CONFIG = TransportConfig.defaults();

    /** Above what Linux gives out. */
    private static final int NO_PID = 99_999_999;

    @TempDir
    private Path temporary;

    private static TransportDriver launch(final TransportConfig config)
    {
        return TransportDriver.launch(config, error -> {});
    }

    @Test
    void aChosenDirectoryIsPrivateAndGoneAfterwards() throws IOException
    {
        final Path own;
        try (TransportDriver driver = launch(CONFIG))
        {
            driver.doWork();
            own = Path.of(driver.directory()).getParent();
            assertTrue(own.getFileName().toString().startsWith("synod-"), own::toString);
            assertTrue(own.getFileName().toString().contains("-" + ProcessHandle.current().pid() + "-"));
            assertTrue(Files.exists(own.resolve("driver").resolve(CncFileDescriptor.CNC_FILE)));
            if (own.getFileSystem().supportedFileAttributeViews().contains("posix"))
            {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
            }
        }
        assertFalse(Files.exists(own));
    }

    @Test
    void twoDriversOfOneProcessAreApart()
    {
        try (TransportDriver one = launch(CONFIG); TransportDriver other = launch(CONFIG))
        {
            one.doWork();
            other.doWork();
            assertFalse(one.directory().equals(other.directory()));
        }
    }

    @Test
    void whatADeadProcessLeftIsDeletedAndWhatALivingOneUsesIsNot() throws IOException
    {
        final Path own;
        try (TransportDriver driver = launch(CONFIG))
        {
            own = Path.of(driver.directory()).getParent();
            final String prefix = own.getFileName().toString().replaceFirst("-\\d+-[0-9a-f]+$", "-");
            final Path dead = Files.createDirectory(own.resolveSibling(prefix + NO_PID + "-aa"));
            Files.createFile(Files.createDirectory(dead.resolve("driver")).resolve("some.logbuffer"));
            final Path beating = Files.createDirectory(own.resolveSibling(prefix + NO_PID + "-bb"));
            Files.copy(
                Path.of(driver.directory()).resolve(CncFileDescriptor.CNC_FILE),
                Files.createDirectory(beating.resolve("driver")).resolve(CncFileDescriptor.CNC_FILE));
            launch(CONFIG).close();

            assertFalse(Files.exists(dead));
            assertTrue(Files.exists(beating));
            assertTrue(Files.exists(own));
            Files.delete(beating.resolve("driver").resolve(CncFileDescriptor.CNC_FILE));
            launch(CONFIG).close();
            assertFalse(Files.exists(beating));
        }
    }

    @Test
    void aNamedDirectoryWithALivingDriverIsRefused()
    {
        final TransportConfig config = CONFIG.withDriverDirectory(temporary.resolve("d").toString());
        try (TransportDriver driver = launch(config))
        {
            assertEquals(temporary.resolve("d").toAbsolutePath().toString(), driver.directory());
            final ConfigException refusal = assertThrows(ConfigException.class, () -> launch(config));
            assertEquals("transport.driverDirectory=" + config.driverDirectory() + " has a running media driver, " +
                "must be a directory of its own, or driverMode=EXTERNAL", refusal.getMessage());
            driver.doWork();
        }
        assertFalse(Files.exists(temporary.resolve("d")));
        launch(config).close();
    }

    @Test
    void aNamedDirectoryOfADeadProcessIsTakenOverAtOnce() throws IOException
    {
        final Path left = Files.createDirectory(temporary.resolve("left"));
        try (TransportDriver driver = launch(CONFIG))
        {
            Files.copy(
                Path.of(driver.directory()).resolve(CncFileDescriptor.CNC_FILE),
                left.resolve(CncFileDescriptor.CNC_FILE));
        }
        final TransportConfig config = CONFIG.withDriverDirectory(left.toString());
        assertThrows(ConfigException.class, () -> launch(config));

        try (FileChannel channel =
            FileChannel.open(left.resolve(CncFileDescriptor.CNC_FILE), StandardOpenOption.WRITE))
        {
            final ByteBuffer pid = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, NO_PID);
            assertEquals(Long.BYTES, channel.write(pid, CncFileDescriptor.pidOffset(0)));
        }
        launch(config).close();
    }

    @Test
    void aNamedDirectoryThatADyingDriverHadBegunToDeleteIsTakenOver() throws IOException
    {
        final Path left = Files.createDirectory(temporary.resolve("left"));
        Files.createFile(Files.createDirectory(left.resolve("publications")).resolve("7.logbuffer"));
        launch(CONFIG.withDriverDirectory(left.toString())).close();

        Files.createDirectory(left);
        final Path file = Files.createFile(Files.createDirectory(left.resolve("images")).resolve("holiday.png"));
        assertThrows(ConfigException.class, () -> launch(CONFIG.withDriverDirectory(left.toString())));
        assertTrue(Files.exists(file));
    }

    @Test
    void aNamedDirectoryWithSomethingElseIsRefusedAndKept() throws IOException
    {
        final Path mine = Files.createDirectory(temporary.resolve("mine"));
        final Path file = Files.createFile(mine.resolve("file"));
        final TransportConfig config = CONFIG.withDriverDirectory(mine.toString());
        assertEquals("transport.driverDirectory=" + mine + " holds 'file', and would be deleted with all that is in " +
            "it when the media driver starts and ends: name a directory that is empty, or not there yet",
            assertThrows(ConfigException.class, () -> launch(config)).getMessage());
        Files.createFile(mine.resolve(CncFileDescriptor.CNC_FILE));
        assertThrows(ConfigException.class, () -> launch(config));
        assertTrue(Files.exists(file));
    }

    @Test
    void aNamedDirectoryThatCannotBeMadeIsRefused() throws IOException
    {
        final Path file = Files.createFile(temporary.resolve("file"));
        for (final Path directory : List.of(file, file.resolve("d")))
        {
            final String refusal = assertThrows(ConfigException.class,
                () -> launch(CONFIG.withDriverDirectory(directory.toString()))).getMessage();
            assertTrue(refusal.startsWith("transport.driverDirectory=" + directory + " cannot be made"), refusal);
        }
    }

    @Test
    void aNamedDirectoryAndOneThatMustStayAreApart() throws IOException
    {
        final Path data = Files.createDirectories(temporary.resolve("a").resolve("data"));
        final Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("a"));
        for (final Path directory : List.of(
            data, data.resolve("driver"), temporary.resolve("a"), link.resolve("data"),
            temporary.resolve("b").resolve("..").resolve("a")))
        {
            final String refusal = assertThrows(ConfigException.class, () -> CONFIG
                .withDriverDirectory(directory.toString()).checkApartFrom("dataDirectory", data)).getMessage();
            assertTrue(refusal.startsWith("transport.driverDirectory=" + directory + " must not be dataDirectory=" +
                data + ", nor lie in it, nor around it"), refusal);
        }
        CONFIG.withDriverDirectory(temporary.resolve("a").resolve("data2").toString())
            .checkApartFrom("dataDirectory", data);
        CONFIG.withExternalDriver(data.toString()).checkApartFrom("dataDirectory", data);
    }

    @Test
    void saysNothingOnTheConsoleEvenIfTheSystemGrantsLess()
    {
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        final PrintStream err = System.err;
        final PrintStream out = System.out;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        try
        {
            launch(CONFIG.withSocketBufferLength(1 << 30).withReceiverWindowLength(8 << 20)).close();
        }
        finally
        {
            System.setErr(err);
            System.setOut(out);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anInterruptedDutyCycleEnds()
    {
        try (TransportDriver driver = launch(CONFIG))
        {
            Thread.currentThread().interrupt();
            try
            {
                assertThrows(AgentTerminationException.class,
                    () -> Await.until("ended", driver::doWork, () -> false));
            }
            finally
            {
                assertTrue(Thread.interrupted());
            }
        }
    }
}
