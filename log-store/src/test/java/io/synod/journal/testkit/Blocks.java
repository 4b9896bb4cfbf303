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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.journal.Storage;
import io.synod.journal.StorageFault;

import static io.synod.journal.testkit.BlockStorage.BLOCK_LENGTH;

/** A file of a {@link BlockStorage}: what programs see, and what the disk has. */
final class Blocks implements Storage.NewFile, Storage.MappedFile
{
    /** Length of a file that the directory had no room for. */
    static final int WITHOUT_NAME = -1;

    private final BlockStorage storage;
    private final int length;
    private final byte[] disk;
    private String name;
    private byte[] seen;
    private UnsafeBuffer buffer;
    private int filled;
    private int lostSector = Integer.MAX_VALUE;
    private boolean isFinished;
    private boolean isBegun;

    /** Blocks whose force failed, as they were: they count as written until someone changes them again. */
    private final Map<Integer, byte[]> dropped = new HashMap<>();

    Blocks(final BlockStorage storage, final String name, final int length)
    {
        this.storage = storage;
        this.name = name;
        this.length = length;
        this.disk = new byte[Math.max(0, length)];
        this.seen = disk.clone();
        this.buffer = new UnsafeBuffer(seen);
    }

    Blocks copyFor(final BlockStorage other)
    {
        final Blocks copy = new Blocks(other, name, length);
        System.arraycopy(disk, 0, copy.disk, 0, length);
        System.arraycopy(seen, 0, copy.seen, 0, length);
        copy.filled = filled;
        copy.dropped.putAll(dropped);
        return copy;
    }

    void rename(final String newName)
    {
        name = newName;
    }

    @Override
    public boolean begin(final UnsafeBuffer head)
    {
        if (!fill(head.capacity()))
        {
            return false;
        }
        buffer.putBytes(0, head, 0, head.capacity());
        force(0, head.capacity());
        isBegun = true;
        return true;
    }

    @Override
    public boolean fill(final int fillLength)
    {
        storage.onOperation();
        if (length == WITHOUT_NAME)
        {
            return false;
        }
        final int more = Math.min(fillLength, length - filled);
        if (!storage.hasRoom(more))
        {
            storage.remove(name);
            return false;
        }
        filled += more;
        return true;
    }

    @Override
    public boolean isFilled()
    {
        return filled == length;
    }

    @Override
    public void write(final int offset, final UnsafeBuffer bytes)
    {
        storage.onOperation();
        buffer.putBytes(offset, bytes, 0, bytes.capacity());
    }

    @Override
    public void finish()
    {
        if (!isBegun)
        {
            force(0, length);
        }
        isFinished = true;
    }

    @Override
    public void abandon()
    {
        if (!isFinished)
        {
            storage.remove(name);
        }
    }

    @Override
    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    @Override
    public void force(final int offset, final int forceLength)
    {
        storage.onOperation();
        final int from = offset / BLOCK_LENGTH;
        final int last = (offset + forceLength - 1) / BLOCK_LENGTH;
        if (storage.isForceFailing())
        {
            for (int block = from; block <= last; block++)
            {
                drop(block);
            }
            storage.failForceIfDue(name);
        }
        for (int block = from; block <= last; block++)
        {
            write(block);
        }
        storage.onForcing();
    }

    @Override
    public void touch(final int offset, final int touchLength)
    {
        // There are no pages that could be missing.
    }

    @Override
    public void rewrite(final int offset, final int rewriteLength)
    {
        for (int block = offset / BLOCK_LENGTH; block <= (offset + rewriteLength - 1) / BLOCK_LENGTH; block++)
        {
            dropped.remove(block);
        }
    }

    @Override
    public void readThrough(final long position)
    {
        if (lostSector < length)
        {
            throw new StorageFault(
                name,
                position == StorageFault.NO_POSITION ? position : position + lostSector,
                "cannot be read: input/output error");
        }
    }

    @Override
    public void close()
    {
        // The bytes stay for whoever opens it next.
    }

    void losePower(final String nameNow, final BlockStorage.Selection selection)
    {
        name = nameNow;
        for (final int block : unforced())
        {
            // A page that counts as written is not written any more.
            if (selection.isKept(nameNow, block) && !isDropped(block))
            {
                copyBlock(block);
            }
        }
        dropped.clear();
        // Whoever still holds the old buffer belongs to a process that is dead.
        seen = disk.clone();
        buffer = new UnsafeBuffer(seen);
    }

    boolean isForced(final int offset, final int rangeLength)
    {
        return Arrays.equals(seen, offset, offset + rangeLength, disk, offset, offset + rangeLength);
    }

    void loseSector(final int offset)
    {
        lostSector = offset;
    }

    void flip(final int offset, final int bits)
    {
        seen[offset] ^= (byte)bits;
        disk[offset] ^= (byte)bits;
    }

    void copyToDisk()
    {
        System.arraycopy(seen, 0, disk, 0, length);
    }

    List<Integer> unforced()
    {
        final List<Integer> found = new ArrayList<>();
        for (int block = 0; block * BLOCK_LENGTH < length; block++)
        {
            if (isDirty(block))
            {
                found.add(block);
            }
        }
        return found;
    }

    int filledLength()
    {
        return filled;
    }

    private boolean isDirty(final int block)
    {
        final int from = block * BLOCK_LENGTH;
        final int limit = Math.min(length, from + BLOCK_LENGTH);
        return !Arrays.equals(seen, from, limit, disk, from, limit);
    }

    private void drop(final int block)
    {
        if (isDirty(block))
        {
            dropped.put(block, Arrays.copyOfRange(
                seen, block * BLOCK_LENGTH, Math.min(length, (block + 1) * BLOCK_LENGTH)));
        }
    }

    private void write(final int block)
    {
        if (!isDropped(block))
        {
            dropped.remove(block);
            copyBlock(block);
        }
    }

    /** Whether the last force of a block failed, and nobody has changed it since. */
    private boolean isDropped(final int block)
    {
        final int from = block * BLOCK_LENGTH;
        final int limit = Math.min(length, from + BLOCK_LENGTH);
        final byte[] lost = dropped.get(block);
        return lost != null && Arrays.equals(lost, 0, limit - from, seen, from, limit);
    }

    private void copyBlock(final int block)
    {
        final int from = block * BLOCK_LENGTH;
        System.arraycopy(seen, from, disk, from, Math.min(BLOCK_LENGTH, length - from));
    }
}
