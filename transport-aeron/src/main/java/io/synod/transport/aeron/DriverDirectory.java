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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Stream;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.aeron.driver.reports.LossReportUtil;
import org.agrona.IoUtil;

import io.synod.protocol.ConfigException;

/** Where a media driver that we start keeps its files: memory, if the machine has some that looks like a directory. */
final class DriverDirectory
{
    /** What a member of three with busy peers and some clients fills. */
    private static final long MEMORY_NEEDED = 512L << 20;
    private static final Path MEMORY = Path.of("/dev/shm");

    /** What Aeron makes in its directory. */
    private static final Set<String> DRIVER_ENTRIES =
        Set.of(CncFileDescriptor.CNC_FILE, LossReportUtil.LOSS_REPORT_FILE_NAME, "publications", "images");

    /** As long as a driver may stand still without its clients giving it up, {@link DriverContexts}. */
    private static final long DEAD_AFTER_MS = DriverContexts.OWN_DRIVER_TIMEOUT_MS;

    /** What we made and have to delete; null if the driver's directory is the user's. */
    private final Path own;
    private final String driver;

    private DriverDirectory(final Path own, final String driver)
    {
        this.own = own;
        this.driver = driver;
    }

    static DriverDirectory of(final String configured)
    {
        if (!configured.isEmpty())
        {
            checkMayBeDeleted(configured);
            return existing(configured);
        }
        final Path base = hasMemory() ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        final String prefix = "synod-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9_]", "_") + "-";
        try
        {
            deleteLeftOvers(base, prefix);
            // The driver makes its directory itself and lets everybody read it. In this one nobody comes that far.
            final Path own = createPrivate(base.resolve(prefix + ProcessHandle.current().pid() + "-" +
                Long.toHexString(new SecureRandom().nextLong())));
            return new DriverDirectory(own, own.resolve("driver").toString());
        }
        catch (final IOException ex)
        {
            throw new ConfigException("transport.driverDirectory is empty, and none can be made in " + base + ": " +
                ex + "; name a directory that can be written");
        }
    }

    /** Aeron deletes it at the driver's start and at its end, whoever else keeps something in it. */
    private static void checkMayBeDeleted(final String configured)
    {
        final Path directory = Path.of(configured).toAbsolutePath();
        try
        {
            if (!Files.isDirectory(directory))
            {
                Files.createDirectories(directory);
            }
            final String foreign = foreignEntry(directory);
            if (foreign != null)
            {
                throw new ConfigException("transport.driverDirectory=" + configured + " holds '" + foreign +
                    "', and would be deleted with all that is in it when the media driver starts and ends: name a " +
                    "directory that is empty, or not there yet");
            }
            final Path parent = directory.toRealPath().getParent();
            if (!Files.isWritable(parent))
            {
                throw new ConfigException("transport.driverDirectory=" + configured + " is deleted and made anew by " +
                    "the media driver, and " + parent + " cannot be written: name a directory in one that can");
            }
        }
        catch (final IOException ex)
        {
            throw new ConfigException("transport.driverDirectory=" + configured + " cannot be made or read: " + ex +
                "; name a directory that can be written");
        }
    }

    /** What no media driver has put there; null if there is nothing else. */
    private static String foreignEntry(final Path directory) throws IOException
    {
        final boolean isDrivers = Files.isRegularFile(directory.resolve(CncFileDescriptor.CNC_FILE));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory))
        {
            for (final Path entry : entries)
            {
                final String name = entry.getFileName().toString();
                if (!DRIVER_ENTRIES.contains(name) || !isDrivers && !holdsOnlyLogBuffers(entry))
                {
                    return name;
                }
            }
        }
        return null;
    }

    /** A driver that was killed while it deleted its directory leaves some of that. */
    private static boolean holdsOnlyLogBuffers(final Path directory) throws IOException
    {
        if (!Files.isDirectory(directory))
        {
            return false;
        }
        try (Stream<Path> files = Files.list(directory))
        {
            return files.allMatch(file -> file.getFileName().toString().endsWith(".logbuffer"));
        }
    }

    /**
     * Whether one of two directories lies in the other, or is the other.
     *
     * @param one   that may not be there yet.
     * @param other that may not be there yet.
     * @return true if who deletes one of them may delete something of the other.
     */
    static boolean overlap(final Path one, final Path other)
    {
        final Path realOne = real(one);
        final Path realOther = real(other);
        return realOne.startsWith(realOther) || realOther.startsWith(realOne);
    }

    /** Through all links, as far as it is there. */
    private static Path real(final Path path)
    {
        final Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (there.getParent() != null && !Files.exists(there))
        {
            there = there.getParent();
        }
        try
        {
            return there.toRealPath().resolve(there.relativize(absolute)).normalize();
        }
        catch (final IOException ex)
        {
            return absolute;
        }
    }

    /** One that somebody else chose, and deletes. */
    static DriverDirectory existing(final String directory)
    {
        return new DriverDirectory(null, new File(directory).getAbsolutePath());
    }

    /**
     * Whether a process left its files here and is no more. Its driver's heart seems to beat for some seconds longer,
     * and a member that is started again at once would be refused.
     */
    boolean isLeftOver()
    {
        final File file = new File(driver, CncFileDescriptor.CNC_FILE);
        if (!file.isFile() || file.length() < CncFileDescriptor.META_DATA_LENGTH)
        {
            return false;
        }
        final MappedByteBuffer mapped = IoUtil.mapExistingFile(file, CncFileDescriptor.CNC_FILE);
        try
        {
            final long pid = CncFileDescriptor.pid(CncFileDescriptor.createMetaDataBuffer(mapped));
            return pid > 0 && ProcessHandle.of(pid).isEmpty();
        }
        finally
        {
            IoUtil.unmap(mapped);
        }
    }

    private static Path createPrivate(final Path path) throws IOException
    {
        final boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix ?
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------"))) :
            Files.createDirectory(path);
    }

    private static boolean hasMemory()
    {
        try
        {
            if (!Files.isDirectory(MEMORY) || !Files.isWritable(MEMORY))
            {
                return false;
            }
            final FileStore store = Files.getFileStore(MEMORY);
            return store.getUsableSpace() >= MEMORY_NEEDED;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /** A process that is killed leaves its terms behind, and in memory they would add up. */
    private static void deleteLeftOvers(final Path base, final String prefix) throws IOException
    {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(base, prefix + "*-*"))
        {
            for (final Path candidate : candidates)
            {
                if (isDead(candidate, prefix))
                {
                    IoUtil.delete(candidate.toFile(), true);
                }
            }
        }
    }

    /** No process has the id; and, since other containers count theirs for themselves, no driver's heart beats. */
    private static boolean isDead(final Path candidate, final String prefix)
    {
        final String rest = candidate.getFileName().toString().substring(prefix.length());
        final String pid = rest.substring(0, Math.max(0, rest.indexOf('-')));
        return pid.matches("[0-9]{1,18}") &&
            ProcessHandle.of(Long.parseLong(pid)).isEmpty() &&
            Files.isDirectory(candidate) &&
            !isDriverActive(candidate.resolve("driver").toFile(), DEAD_AFTER_MS);
    }

    static boolean isDriverActive(final File directory, final long deadAfterMs)
    {
        try
        {
            return CommonContext.isDriverActive(directory, deadAfterMs, message -> {});
        }
        catch (final RuntimeException ex)
        {
            // It died while it wrote the file, or another launch is deleting it.
            return false;
        }
    }

    /** What Aeron calls its directory. */
    String driver()
    {
        return driver;
    }

    /** To be called when the driver is closed. */
    void delete()
    {
        if (own != null)
        {
            try
            {
                IoUtil.delete(own.toFile(), false);
            }
            catch (final UncheckedIOException | IllegalStateException ex)
            {
                // The next launch tries again.
                return;
            }
        }
    }
}
