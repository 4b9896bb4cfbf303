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

import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The file {@code mark}: what a start wants to know of the life before it. Two copies, written in turn, so that a crash
 * in the middle of one leaves the other; the one with the greater counter counts.
 * <pre>
 *    0               8       12      16              24              32              40      44      48    52
 *   +---------------+-------+-------+---------------+---------------+---------------+-------+-------+-----+
 *   | "SYNODMRK"    | format| life  | counter       | durable       | bootId        | state | level | crc | and at 512
 *   +---------------+-------+-------+---------------+---------------+---------------+-------+-------+-----+
 * </pre>
 * The durable position is stored after each force and forced itself only at the start and at the end of a life: it may
 * be lower than the truth, never higher.
 */
final class Mark implements AutoCloseable
{
    static final String NAME = "mark";
    static final int FORMAT_VERSION = 1;

    private static final String NEW_NAME = "mark.tmp";
    private static final int COPY_LENGTH = 512;
    private static final long MAGIC = SmallFile.magic("SYNODMRK");
    private static final int CHECKSUM_OFFSET = 48;

    // States.
    private static final int RUNNING = 0;
    private static final int CLOSED = 1;
    private static final int CUTTING = 2;
    private static final int CUTTING_CLOSED = 3;

    private final Storage.MappedFile file;
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[CHECKSUM_OFFSET + Integer.BYTES]);
    private long counter;
    private int life;
    private long durablePosition;
    private long bootId;
    private int state;
    private boolean isOneCopyDamaged;
    private Durability level = Durability.FLUSHED;

    private Mark(final Storage.MappedFile file)
    {
        this.file = file;
    }

    static void create(final Storage storage, final long startPosition)
    {
        final UnsafeBuffer content = new UnsafeBuffer(new byte[2 * COPY_LENGTH]);
        final UnsafeBuffer first = new UnsafeBuffer(content, 0, COPY_LENGTH);
        SmallFile.putHead(first, MAGIC, FORMAT_VERSION);
        first.putLong(24, startPosition, LITTLE_ENDIAN);
        SmallFile.putChecksum(first, CHECKSUM_OFFSET);
        SmallFile.write(storage, NEW_NAME, NAME, content);
    }

    static Mark open(final Storage storage)
    {
        final Storage.MappedFile file = storage.open(NAME);
        try
        {
            file.readThrough(StorageFault.NO_POSITION);
            final Mark mark = new Mark(file);
            mark.read();
            return mark;
        }
        catch (final RuntimeException refused)
        {
            file.close();
            throw refused;
        }
    }

    int life()
    {
        return life;
    }

    long durablePosition()
    {
        return durablePosition;
    }

    long bootId()
    {
        return bootId;
    }

    boolean isClean()
    {
        return state == CLOSED || state == CUTTING_CLOSED;
    }

    /** Whether a start has begun to zero what lies behind the tail, and nobody has said since that it is done. */
    boolean isCutting()
    {
        return state == CUTTING || state == CUTTING_CLOSED;
    }

    Durability level()
    {
        return level;
    }

    /**
     * Whether a process died that vouched for what was in memory, and the memory outlived it. Its stores are there in
     * their order then: what is damaged before the last of them is no crash's doing.
     *
     * @param isThisBoot whether the machine has not started anew since.
     * @return true if so.
     */
    boolean isMemoryKept(final boolean isThisBoot)
    {
        return level == Durability.WRITTEN && !isClean() && isThisBoot;
    }

    /** Whether one copy could not be read, and the other counts for that reason. */
    boolean isOneCopyDamaged()
    {
        return isOneCopyDamaged;
    }

    /**
     * What lies behind the tail is going to be zeroed. If the force of the zeros fails, they look from then on as if
     * the disk had them: this tells the next start to write them again. Until a life begins.
     */
    void cut()
    {
        state = isClean() ? CUTTING_CLOSED : CUTTING;
        storeAndForce();
    }

    /** A life begins. Both copies say so before it does anything: the loss of one must not bring back the old life. */
    void begin(final long newDurablePosition, final long newBootId, final Durability newLevel)
    {
        life++;
        durablePosition = newDurablePosition;
        bootId = newBootId;
        level = newLevel;
        state = RUNNING;
        storeAndForce();
        storeAndForce();
    }

    void durable(final long newDurablePosition)
    {
        durablePosition = newDurablePosition;
        store();
    }

    /** A life ends in order: all was forced. */
    void end(final long newDurablePosition)
    {
        durablePosition = newDurablePosition;
        state = CLOSED;
        storeAndForce();
    }

    @Override
    public void close()
    {
        file.close();
    }

    private void read()
    {
        final UnsafeBuffer buffer = file.buffer();
        if (buffer.capacity() != 2 * COPY_LENGTH)
        {
            throw new StorageFault(NAME, "is " + buffer.capacity() + " bytes long instead of " + 2 * COPY_LENGTH +
                ": it was cut. Replace the member.");
        }
        // A newer Synod may have written one copy only by now: the other is what it has outlived.
        SmallFile.refuseNewer(NAME, buffer, 0, MAGIC, FORMAT_VERSION);
        SmallFile.refuseNewer(NAME, buffer, COPY_LENGTH, MAGIC, FORMAT_VERSION);
        int copies = 0;
        for (int offset = 0; offset < 2 * COPY_LENGTH; offset += COPY_LENGTH)
        {
            final UnsafeBuffer one = new UnsafeBuffer(buffer, offset, COPY_LENGTH);
            if (SmallFile.isWhole(one, MAGIC, CHECKSUM_OFFSET))
            {
                copies++;
                if (copies == 1 || one.getLong(16, LITTLE_ENDIAN) > counter)
                {
                    readCopy(one);
                }
            }
        }
        // Before the first life there is only one.
        isOneCopyDamaged = copies == 1 && life > 0;
        if (copies == 0)
        {
            throw new StorageFault(NAME, "is damaged: neither of its copies is whole. Replace the member.");
        }
    }

    private void readCopy(final UnsafeBuffer one)
    {
        life = one.getInt(12, LITTLE_ENDIAN);
        counter = one.getLong(16, LITTLE_ENDIAN);
        durablePosition = one.getLong(24, LITTLE_ENDIAN);
        bootId = one.getLong(32, LITTLE_ENDIAN);
        state = one.getInt(40, LITTLE_ENDIAN);
        level = one.getInt(44, LITTLE_ENDIAN) == 0 ? Durability.FLUSHED : Durability.WRITTEN;
    }

    private void store()
    {
        counter++;
        SmallFile.putHead(copy, MAGIC, FORMAT_VERSION);
        copy.putInt(12, life, LITTLE_ENDIAN);
        copy.putLong(16, counter, LITTLE_ENDIAN);
        copy.putLong(24, durablePosition, LITTLE_ENDIAN);
        copy.putLong(32, bootId, LITTLE_ENDIAN);
        copy.putInt(40, state, LITTLE_ENDIAN);
        copy.putInt(44, level == Durability.FLUSHED ? 0 : 1, LITTLE_ENDIAN);
        SmallFile.putChecksum(copy, CHECKSUM_OFFSET);
        file.buffer().putBytes((int)(counter & 1) * COPY_LENGTH, copy, 0, copy.capacity());
    }

    private void storeAndForce()
    {
        store();
        file.force(0, 2 * COPY_LENGTH);
    }
}
