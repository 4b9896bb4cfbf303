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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.ConfigException;

/**
 * A directory of the file system. Locked against other processes while it is open. Directories are for their owner
 * only (0700), files too (0600), where the file system knows such rights.
 */
public final class DiskStorage implements Storage
{
    static final String LOCK_NAME = "lock";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final boolean IS_POSIX =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /**
     * What this process has open. Its lock files must not be opened a second time: closing any descriptor of a file
     * gives up the process's locks of that file.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Path realPath;
    private final FileChannel lockChannel;
    private final long bootId;
    private String refusal = "it has never been asked for";

    private DiskStorage(
        final Path directory, final Path realPath, final FileChannel lockChannel)
    {
        this.directory = directory;
        this.realPath = realPath;
        this.lockChannel = lockChannel;
        this.bootId = readBootId();
    }

    /**
     * Opens a directory, or makes it, and locks it.
     *
     * @param directory of one member's journal and of nothing else.
     * @return open.
     * @throws ConfigException if another process, or another part of this one, has it open.
     * @throws StorageFault    if it cannot be made or locked.
     */
    public static DiskStorage open(final Path directory)
    {
        Path realPath = null;
        DiskStorage opened = null;
        try
        {
            makeDirectory(directory);
            final Path path = directory.toRealPath();
            if (!OPEN.add(path))
            {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
            realPath = path;
            opened = lock(directory, realPath);
            return opened;
        }
        catch (final IOException e)
        {
            throw new StorageFault(directory.toString(), StorageFault.NO_POSITION, "cannot be opened: " + e, e);
        }
        finally
        {
            if (opened == null && realPath != null)
            {
                OPEN.remove(realPath);
            }
        }
    }

    /**
     * Makes a directory that only its owner may enter, if it is not there, and makes the names on the way to it
     * durable: a crash must not take it away with all that is in it.
     *
     * @param directory to be made.
     * @throws IOException if it cannot be made.
     */
    public static void makeDirectory(final Path directory) throws IOException
    {
        final Path made = directory.toAbsolutePath();
        Path existing = made;
        while (!Files.exists(existing))
        {
            existing = existing.getParent();
        }
        Files.createDirectories(made, rights("rwx------"));
        Path changed = made;
        while (!changed.equals(existing))
        {
            changed = changed.getParent();
            force(changed);
        }
    }

    @Override
    public List<String> list()
    {
        try (Stream<Path> paths = Files.list(directory))
        {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
        catch (final UncheckedIOException e)
        {
            throw fault(directory.toString(), "cannot be listed", e.getCause());
        }
        catch (final IOException e)
        {
            throw fault(directory.toString(), "cannot be listed", e);
        }
    }

    @Override
    public NewFile create(final String name, final int length, final int pieceLength)
    {
        return new DiskFile(directory.resolve(name), length, pieceLength, rights("rw-------"), this::onNoRoom);
    }

    @Override
    public MappedFile open(final String name)
    {
        return DiskMapping.open(directory.resolve(name), FileChannel.MapMode.READ_WRITE);
    }

    @Override
    public boolean rename(final String from, final String to)
    {
        try
        {
            Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
        catch (final NoSuchFileException e)
        {
            throw fault(from, "cannot be renamed to " + to, e);
        }
        catch (final IOException noRoom)
        {
            // Java does not tell the reasons apart. Nothing relies on the name yet, and to do it twice does no harm.
            onNoRoom(noRoom);
            return false;
        }
    }

    @Override
    public boolean hasRoomFor(final int length)
    {
        try
        {
            final long usable = Files.getFileStore(directory).getUsableSpace();
            if (usable < length)
            {
                refusal = "only " + usable + " bytes are free";
            }
            return usable >= length;
        }
        catch (final IOException unknown)
        {
            // Not every place can tell (one in a chroot cannot): who tries finds out.
            return true;
        }
    }

    @Override
    public String refusal()
    {
        return refusal;
    }

    @Override
    public void delete(final String name)
    {
        try
        {
            Files.delete(directory.resolve(name));
        }
        catch (final IOException e)
        {
            throw fault(name, "cannot be removed", e);
        }
    }

    @Override
    public void forceDirectory()
    {
        try
        {
            force(directory);
        }
        catch (final IOException e)
        {
            throw fault(directory.toString(), "cannot be forced", e);
        }
    }

    private static void force(final Path someDirectory) throws IOException
    {
        try (FileChannel channel = FileChannel.open(someDirectory, StandardOpenOption.READ))
        {
            channel.force(true);
        }
    }

    @Override
    public long bootId()
    {
        return bootId;
    }

    @Override
    public UnsafeBuffer memory(final int length)
    {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(length));
    }

    @Override
    public void close()
    {
        if (!lockChannel.isOpen())
        {
            return;
        }
        try
        {
            // That gives up the lock.
            lockChannel.close();
        }
        catch (final IOException e)
        {
            throw fault(LOCK_NAME, "cannot be released", e);
        }
        finally
        {
            OPEN.remove(realPath);
        }
    }

    static StorageFault fault(final String name, final String found, final IOException cause)
    {
        return new StorageFault(name, StorageFault.NO_POSITION, found + ": " + cause, cause);
    }

    private void onNoRoom(final IOException reason)
    {
        refusal = reason.toString();
    }

    private static DiskStorage lock(final Path directory, final Path realPath) throws IOException
    {
        final FileChannel channel = FileChannel.open(
            directory.resolve(LOCK_NAME),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            rights("rw-------"));
        boolean isLocked = false;
        try
        {
            if (channel.tryLock() == null)
            {
                throw inUse(directory, readHolder(channel));
            }
            channel.truncate(0);
            channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            isLocked = true;
            return new DiskStorage(directory, realPath, channel);
        }
        finally
        {
            if (!isLocked)
            {
                channel.close();
            }
        }
    }

    private static ConfigException inUse(final Path directory, final String holder)
    {
        return new ConfigException("journal directory " + directory + " is in use by process " + holder +
            ": end that one, or give this member a directory of its own");
    }

    private static String readHolder(final FileChannel channel) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?>[] rights(final String rights)
    {
        return IS_POSIX ?
            new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))} :
            new FileAttribute<?>[0];
    }

    /** Where the machine does not tell, each start of the process counts as one of the machine: the safe side. */
    static long readBootId()
    {
        try
        {
            final UUID uuid = UUID.fromString(Files.readString(BOOT_ID).trim());
            return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
        }
        catch (final IOException | IllegalArgumentException e)
        {
            return new SecureRandom().nextLong();
        }
    }
}
