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
package io.synod.journal.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.journal.Storage;
import io.synod.journal.StorageFault;

/**
 * A directory in memory that forgets as disks do. What was not forced is lost at the loss of power, block by block, in
 * any selection; names that were not forced are lost from some change on. A force can fail, and takes the pages with
 * it then. Room can run out. A block can rot. The death of a process loses nothing. One thread.
 */
public final class BlockStorage implements Storage
{
    /** Bytes that reach the disk whole or not at all. */
    public static final int BLOCK_LENGTH = 512;

    /** Decides about each block that is not durable, at the loss of power. */
    public interface Selection
    {
        /**
         * Whether a block has reached the disk by chance.
         *
         * @param name  of the file.
         * @param block number in the file, from 0.
         * @return true if so.
         */
        boolean isKept(String name, int block);
    }

    private final Map<String, Blocks> names = new TreeMap<>();
    private final Map<String, Blocks> durableNames = new TreeMap<>();
    private final Deque<Runnable> nameChanges = new ArrayDeque<>();
    private final Runnable beforeOperation;
    private long room = Long.MAX_VALUE;
    private int nameLimit = Integer.MAX_VALUE;
    private long bootId = 1;
    private boolean isForceFailing;
    private Runnable whileForcing = () -> {};

    public BlockStorage()
    {
        this(() -> {});
    }

    /**
     * An empty directory.
     *
     * @param beforeOperation runs before each operation, and may throw to make the member die there.
     */
    public BlockStorage(final Runnable beforeOperation)
    {
        this.beforeOperation = beforeOperation;
    }

    /**
     * The same directory, to be crashed in another way.
     *
     * @param newBeforeOperation of the copy.
     * @return a copy that shares nothing with this one.
     */
    public BlockStorage copy(final Runnable newBeforeOperation)
    {
        final BlockStorage copy = new BlockStorage(newBeforeOperation);
        final IdentityHashMap<Blocks, Blocks> files = new IdentityHashMap<>();
        names.forEach((name, file) -> copy.names.put(name, files.computeIfAbsent(file, f -> f.copyFor(copy))));
        durableNames.forEach(
            (name, file) -> copy.durableNames.put(name, files.computeIfAbsent(file, f -> f.copyFor(copy))));
        if (!nameChanges.isEmpty())
        {
            throw new IllegalStateException("names are not durable: copy before they change, or after forceDirectory");
        }
        copy.room = room;
        copy.nameLimit = nameLimit;
        copy.bootId = bootId;
        return copy;
    }

    // What a journal does.

    @Override
    public List<String> list()
    {
        beforeOperation.run();
        return List.copyOf(names.keySet());
    }

    @Override
    public NewFile create(final String name, final int length, final int pieceLength)
    {
        beforeOperation.run();
        final boolean hasName = hasRoomFor(name);
        final Blocks file = new Blocks(this, name, hasName ? length : Blocks.WITHOUT_NAME);
        if (hasName)
        {
            names.put(name, file);
            nameChanges.add(() -> durableNames.put(name, file));
        }
        return file;
    }

    @Override
    public MappedFile open(final String name)
    {
        beforeOperation.run();
        final Blocks file = names.get(name);
        if (file == null)
        {
            throw new StorageFault(name, "cannot be opened: it is not there");
        }
        return file;
    }

    @Override
    public boolean rename(final String from, final String to)
    {
        beforeOperation.run();
        if (!hasRoomFor(to))
        {
            return false;
        }
        final Blocks file = names.remove(from);
        file.rename(to);
        names.put(to, file);
        nameChanges.add(() ->
        {
            durableNames.remove(from);
            durableNames.put(to, file);
        });
        return true;
    }

    /** It always seems so: who relies on it finds out later. */
    @Override
    public boolean hasRoomFor(final int length)
    {
        return true;
    }

    @Override
    public String refusal()
    {
        return "no space left on device";
    }

    @Override
    public void delete(final String name)
    {
        beforeOperation.run();
        names.remove(name);
        nameChanges.add(() -> durableNames.remove(name));
    }

    @Override
    public void forceDirectory()
    {
        beforeOperation.run();
        failForceIfDue("the directory");
        nameChanges.forEach(Runnable::run);
        nameChanges.clear();
    }

    @Override
    public long bootId()
    {
        return bootId;
    }

    @Override
    public UnsafeBuffer memory(final int length)
    {
        return new UnsafeBuffer(new byte[length]);
    }

    @Override
    public void close()
    {
        // Whoever opens it next finds what this one has left.
    }

    // What happens to disks.

    /**
     * The machine loses power.
     *
     * @param selection       which blocks have reached the disk all the same.
     * @param keptNameChanges how many changes of names have, of as many as there were since the last force.
     */
    public void losePower(final Selection selection, final IntUnaryOperator keptNameChanges)
    {
        for (int kept = keptNameChanges.applyAsInt(nameChanges.size()); kept > 0; kept--)
        {
            nameChanges.remove().run();
        }
        nameChanges.clear();
        names.clear();
        names.putAll(durableNames);
        names.forEach((name, file) -> file.losePower(name, selection));
        bootId++;
        isForceFailing = false;
    }

    /** The next force fails, and the pages that it was to write are lost though nobody writes them again. */
    public void failNextForce()
    {
        isForceFailing = true;
    }

    /**
     * The disk gets a size.
     *
     * @param newRoom bytes that all files may take together.
     */
    public void room(final long newRoom)
    {
        room = newRoom;
    }

    /**
     * The directory gets a size.
     *
     * @param newNameLimit names that it holds, and while one is replaced by another it needs room for both.
     */
    public void nameLimit(final int newNameLimit)
    {
        nameLimit = newNameLimit;
    }

    /**
     * The disk cannot read a sector any more.
     *
     * @param name   of a file.
     * @param offset in it.
     */
    public void loseSector(final String name, final int offset)
    {
        names.get(name).loseSector(offset);
    }

    /**
     * Something happens while the blocks of a force are on their way: they are what they were when it began.
     *
     * @param newWhileForcing runs in the middle of each force.
     */
    public void whileForcing(final Runnable newWhileForcing)
    {
        whileForcing = newWhileForcing;
    }

    /**
     * Whether the disk has what a range of a file shows.
     *
     * @param name   of the file.
     * @param offset in it.
     * @param length in bytes.
     * @return true if nothing of it would be lost with the power.
     */
    public boolean isForced(final String name, final int offset, final int length)
    {
        return names.get(name).isForced(offset, length);
    }

    /** There is no room for anything more. */
    public void fillUp()
    {
        room = used();
    }

    /**
     * A file's bytes as the disk has them, to be damaged.
     *
     * @param name of a file.
     * @return changes show at once, for whoever has mapped the file too.
     */
    public UnsafeBuffer bytes(final String name)
    {
        return names.get(name).buffer();
    }

    /**
     * A byte rots, on the disk.
     *
     * @param name   of a file.
     * @param offset in it.
     * @param bits   of the byte that turn over.
     */
    public void flip(final String name, final int offset, final int bits)
    {
        names.get(name).flip(offset, bits);
    }

    /**
     * The damage is on the disk.
     *
     * @param name of a file whose {@link #bytes} were changed.
     */
    public void makeDurable(final String name)
    {
        names.get(name).copyToDisk();
    }

    /**
     * The files with a name that ends so.
     *
     * @param suffix of the name.
     * @return sorted names.
     */
    public List<String> namesEnding(final String suffix)
    {
        return names.keySet().stream().filter(name -> name.endsWith(suffix)).toList();
    }

    /**
     * Blocks that would be in question if power were lost now.
     *
     * @return name and number of each.
     */
    public List<Map.Entry<String, Integer>> unforcedBlocks()
    {
        final List<Map.Entry<String, Integer>> found = new ArrayList<>();
        names.forEach((name, file) -> file.unforced().forEach(block -> found.add(Map.entry(name, block))));
        return found;
    }

    long used()
    {
        return names.values().stream().mapToLong(Blocks::filledLength).sum();
    }

    /** Whether there is room for anything. */
    public boolean hasRoom()
    {
        return used() < room;
    }

    /** No force is to fail. */
    public void healForce()
    {
        isForceFailing = false;
    }

    boolean hasRoom(final long more)
    {
        return used() + more <= room;
    }

    void onForcing()
    {
        whileForcing.run();
    }

    void onOperation()
    {
        beforeOperation.run();
    }

    /** Whether the next force will fail. */
    public boolean isForceFailing()
    {
        return isForceFailing;
    }

    void failForceIfDue(final String what)
    {
        if (isForceFailing)
        {
            isForceFailing = false;
            throw new StorageFault(what, "could not be forced: input/output error");
        }
    }

    void remove(final String name)
    {
        names.remove(name);
        nameChanges.add(() -> durableNames.remove(name));
    }

    private boolean hasRoomFor(final String name)
    {
        return names.size() < nameLimit || names.containsKey(name);
    }
}
