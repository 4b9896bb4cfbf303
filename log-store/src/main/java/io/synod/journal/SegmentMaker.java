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

/**
 * Makes segments ahead of use, so that the writer never waits for the file system: one is always ready behind the one
 * that is being written. A step writes one piece of a file; a segment that finds no room is tried again later. Runs on
 * the syncer's thread.
 */
final class SegmentMaker
{
    /**
     * Linux keeps a file in pieces as large as those it was written in. A byte stored through a mapping makes its whole
     * piece dirty, and a force writes whole pieces; so where each record is forced they are pages. Where none is, they
     * are as large as one entry of a page table can map: the first store into a piece is a fault, and any other free.
     */
    private static final int FORCED_PIECE_LENGTH = 4 << 10;
    private static final int WRITTEN_PIECE_LENGTH = 2 << 20;

    private static final int STEP_LENGTH = 1 << 20;
    private static final long RETRY_NS = 100_000_000L;

    private final Storage storage;
    private final Segments segments;
    private final Incarnation incarnation;
    private final int segmentLength;
    private final int pieceLength;
    private Storage.NewFile making;
    private long retryNs = Long.MIN_VALUE;
    private boolean isOutOfRoom;

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
        this.pieceLength = durability == Durability.FLUSHED ? FORCED_PIECE_LENGTH : WRITTEN_PIECE_LENGTH;
    }

    /**
     * One step, if the writer has come into the last segment that is ready.
     *
     * @param tailPosition of the writer.
     * @param nowNs        now.
     * @return 1 if something was done.
     */
    int work(final long tailPosition, final long nowNs)
    {
        if (making == null)
        {
            if (segments.nextBasePosition() - tailPosition > segmentLength || isOutOfRoom && nowNs < retryNs)
            {
                return 0;
            }
            making = storage.create(SegmentDescriptor.NEW_NAME, segmentLength, pieceLength);
        }
        if (!making.isFilled())
        {
            fill(nowNs);
        }
        else
        {
            finish();
        }
        return 1;
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
                    segmentLength + " bytes: make room on the disk, and start again.");
            }
        }
    }

    boolean isOutOfRoom()
    {
        return isOutOfRoom;
    }

    private void fill(final long nowNs)
    {
        isOutOfRoom = !making.fill(Math.max(STEP_LENGTH, pieceLength));
        if (isOutOfRoom)
        {
            making = null;
            retryNs = nowNs + RETRY_NS;
        }
    }

    private void finish()
    {
        final long basePosition = segments.nextBasePosition();
        final String name = SegmentDescriptor.nameOf(basePosition);
        making.write(0, SegmentDescriptor.header(basePosition, segmentLength, incarnation));
        making.finish();
        making = null;
        storage.rename(SegmentDescriptor.NEW_NAME, name);
        // Before anything in it is vouched for its name must be durable, or a crash takes the file away.
        storage.forceDirectory();
        segments.add(new Segment(name, storage.open(name)));
    }
}
