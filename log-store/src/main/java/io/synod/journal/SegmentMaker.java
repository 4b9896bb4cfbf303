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

import org.agrona.collections.Hashing;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes segments ahead of use, so that the writer never waits for the file system: the next one is ready by the time
 * the writer is half through the last (if records are not forced, the one behind the next), and twice as many are made
 * ahead each time the writer comes near the end of the last one before the next is made. (A file system that writes out
 * much can hold up whoever makes files for seconds.) A step writes one piece of a file, and no more than twice as fast
 * as the writer goes: all members come to the end of a segment at the same time, and a whole file at once would take
 * the disk and the processor from what they are there for. A segment that finds no room is tried again later. Runs on
 * the syncer's thread.
 */
final class SegmentMaker implements AutoCloseable
{
    /**
     * Linux keeps a file in pieces as large as those it was written in. A byte stored through a mapping makes its whole
     * piece dirty, and a force writes whole pieces; so where each record is forced they are pages. Where none is, they
     * are larger: the first store into a piece is a fault, and any other free. Not as large as an entry of a page table
     * can map: for those the kernel searches memory for 14 ms at times, and lets nobody else run.
     */
    private static final int FORCED_PIECE_LENGTH = 4 << 10;
    private static final int WRITTEN_PIECE_LENGTH = 64 << 10;

    private static final int STEP_LENGTH = 1 << 20;
    /** A writer that does not wait for the disk is sooner at the end than a file gets its name. */
    private static final int WRITTEN_AHEAD = 2;
    private static final int MAX_AHEAD = 8;
    private static final int FASTER = 2;

    /** A writer that is in this part of the last segment, from its end, will have to wait. */
    private static final int LATE_PART = 4;

    private static final long RETRY_NS = 100_000_000L;

    /** Members that share a disk and have taken the room from each other try again at different times. */
    private static final int RETRY_SPREAD = 16;

    private final Storage storage;
    private final Segments segments;
    private final Incarnation incarnation;
    private final int segmentLength;
    private final boolean isForced;
    private Storage.NewFile making;
    private long filled;
    private boolean isWhole;
    private long retryNs = Long.MIN_VALUE;
    private boolean isOutOfRoom;
    private long attempts;
    private int waits = 1;
    private int ahead;
    private boolean isLate;
    private boolean isRefused;

    SegmentMaker(
        final Storage storage,
        final Segments segments,
        final Incarnation incarnation,
        final int segmentLength,
        final Durability durability)
    {
        this.storage = storage;
        this.segments = segments;
        this.incarnation = incarnation;
        this.segmentLength = segmentLength;
        this.isForced = durability == Durability.FLUSHED;
        ahead = isForced ? 1 : WRITTEN_AHEAD;
    }

    /**
     * One step, if fewer segments are ready than there should be.
     *
     * @param tailPosition of the writer.
     * @param nowNs        now.
     * @return 1 if something was done.
     */
    int work(final long tailPosition, final long nowNs)
    {
        final long room = segments.nextBasePosition() - tailPosition;
        final boolean isWanted = room <= (long)ahead * segmentLength;
        isLate |= room < segmentLength / LATE_PART;
        if (!isWanted || isOutOfRoom && nowNs < retryNs || isFastEnough(room))
        {
            return 0;
        }
        isOutOfRoom = !step();
        isRefused |= isOutOfRoom;
        retryNs = nowNs + RETRY_NS * waits;
        waits = 1;
        return 1;
    }

    private boolean isFastEnough(final long room)
    {
        final long written = (long)ahead * segmentLength - room;
        final boolean isUnfinished = making != null && filled < segmentLength;
        // A long entry may need the next segment while the last one is nearly empty.
        final boolean isNeeded = room < segmentLength / LATE_PART || segments.isNextMissed();
        return isUnfinished && filled > FASTER * written && !isNeeded;
    }

    /** All steps of one segment. */
    void makeOne()
    {
        final long wanted = segments.nextBasePosition();
        while (segments.nextBasePosition() == wanted)
        {
            work(wanted, 0);
            if (isOutOfRoom)
            {
                throw new StorageFault(SegmentDescriptor.nameOf(wanted), "there is no room for a segment of " +
                    segmentLength + " bytes (" + storage.refusal() + "): make room on the disk, and start again.");
            }
        }
    }

    boolean isOutOfRoom()
    {
        return isOutOfRoom;
    }

    /** Gives up what is not finished. */
    @Override
    public void close()
    {
        if (making != null)
        {
            making.abandon();
        }
    }

    /** False if there is no room for it. */
    private boolean step()
    {
        if (isWhole)
        {
            // It has all its blocks, and lacked only a name.
            return add();
        }
        if (making == null)
        {
            if (!storage.hasRoomFor(segmentLength))
            {
                return false;
            }
            making = storage.create(
                SegmentDescriptor.NEW_NAME, segmentLength, isForced ? FORCED_PIECE_LENGTH : WRITTEN_PIECE_LENGTH);
            filled = 0;
            if (!isForced)
            {
                filled = WRITTEN_PIECE_LENGTH;
                return refuseNoRoom(making.begin(header()));
            }
        }
        if (!making.isFilled())
        {
            return fill();
        }
        finish();
        return add();
    }

    private boolean fill()
    {
        final int length = isForced ? STEP_LENGTH : WRITTEN_PIECE_LENGTH;
        filled += length;
        return refuseNoRoom(making.fill(length));
    }

    private boolean refuseNoRoom(final boolean hasRoom)
    {
        if (!hasRoom)
        {
            // It seemed to be there, and others took it.
            making = null;
            attempts++;
            waits = 1 + Math.floorMod(Hashing.hash(incarnation.digest() + attempts), RETRY_SPREAD);
        }
        return hasRoom;
    }

    private void finish()
    {
        if (isForced)
        {
            making.write(0, header());
        }
        making.finish();
        making = null;
        isWhole = true;
    }

    private UnsafeBuffer header()
    {
        return SegmentDescriptor.header(segments.nextBasePosition(), segmentLength, incarnation);
    }

    private boolean add()
    {
        final String name = SegmentDescriptor.nameOf(segments.nextBasePosition());
        if (!storage.rename(SegmentDescriptor.NEW_NAME, name))
        {
            return false;
        }
        isWhole = false;
        // Before anything in it is vouched for its name must be durable, or a crash takes the file away.
        storage.forceDirectory();
        segments.add(new Segment(name, storage.open(name)));
        if (isLate && !isRefused)
        {
            // The disk was slow. That it was full would be another matter.
            ahead = Math.min(MAX_AHEAD, 2 * ahead);
        }
        isLate = false;
        isRefused = false;
        return true;
    }
}
