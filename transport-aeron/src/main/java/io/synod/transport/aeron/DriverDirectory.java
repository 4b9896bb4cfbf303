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

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import org.agrona.IoUtil;

import io.synod.protocol.ConfigException;

/** Where a media driver that we start keeps its files: memory, if the machine has some that looks like a directory. */
final class DriverDirectory
{
    /** What a member of three with busy peers and some clients fills. */
    private static final long MEMORY_NEEDED = 512L << 20;
    private static final Path MEMORY = Path.of("/dev/shm");

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
