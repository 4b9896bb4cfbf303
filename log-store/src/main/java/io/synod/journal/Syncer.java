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
 * Makes a journal durable and keeps a segment ready ahead. Each force takes everything that was appended while the one
 * before it ran, so forces grow with the load instead of multiplying: group commit. Runs on a thread of its own, but
 * for {@link #onPromise} and {@link #vouchablePosition}, which the writer calls.
 */
public final class Syncer
{
    private final Segments segments;
    private final SegmentMaker maker;
    private final PageToucher toucher;
    private final Mark mark;
    private final Watermark tail;
    private final Watermark durable;
    private final Watermark promised = new Watermark();
    private final Durability durability;
    private boolean isFailed;
    private long forces;

    private long promiseFrom = Long.MAX_VALUE;

    Syncer(
        final Segments segments,
        final SegmentMaker maker,
        final Mark mark,
        final Watermark tail,
        final Watermark durable,
        final Durability durability)
    {
        this.segments = segments;
        this.maker = maker;
        this.toucher = new PageToucher(segments);
        this.mark = mark;
        this.tail = tail;
        this.durable = durable;
        this.durability = durability;
    }

    /**
     * One force, if there is something to force, and one step of making a segment, if one is wanted.
     *
     * @param nowNs now.
     * @return things done.
     * @throws StorageFault if the disk fails. It must not be called again: what the disk has nobody knows then.
     */
    public int doWork(final long nowNs)
    {
        final boolean wasForced = force();
        return makeSegment(nowNs) + toucher.work(tail.getAcquire()) + (wasForced ? 1 : 0);
    }

    /**
     * One step of making a segment, if one is wanted.
     *
     * @param nowNs now.
     * @return things done.
     * @throws StorageFault if the disk fails.
     */
    public int makeSegment(final long nowNs)
    {
        refuseAfterFailure();
        // A file whose force failed must not be forced again and then taken for whole.
        isFailed = true;
        final int workCount = maker.work(tail.getAcquire(), nowNs);
        isFailed = false;
        return workCount;
    }

    /**
     * One force, if there is something that has to be forced at this journal's durability.
     *
     * @return true if there was.
     * @throws StorageFault if the disk fails.
     */
    public boolean force()
    {
        refuseAfterFailure();
        // First the tail, then the force: what is appended meanwhile waits for the next one.
        final long position = tail.getAcquire();
        final long from = durable.getPlain();
        final long wanted = durability == Durability.FLUSHED ? position : promised.getAcquire();
        if (wanted <= from)
        {
            return false;
        }
        force(from, position);
        return true;
    }

    /**
     * Whether the file system has no room for the next segment.
     *
     * @return true if so; it is tried again.
     */
    public boolean isOutOfRoom()
    {
        return maker.isOutOfRoom();
    }

    /**
     * How often the disk was forced.
     *
     * @return since the journal was opened. For the thread that runs this.
     */
    public long forces()
    {
        return forces;
    }

    /** The writer has appended a promise. */
    void onPromise(final long from, final long end)
    {
        promiseFrom = Math.min(promiseFrom, from);
        promised.setRelease(end);
    }

    /** What the writer may vouch for. */
    long vouchablePosition(final long tailPosition)
    {
        final long forced = durable.getAcquire();
        if (durability == Durability.FLUSHED)
        {
            return forced;
        }
        if (promised.getPlain() <= forced)
        {
            promiseFrom = Long.MAX_VALUE;
        }
        return Math.max(forced, Math.min(tailPosition, promiseFrom));
    }

    void forceAll()
    {
        refuseAfterFailure();
        force(durable.getPlain(), tail.getAcquire());
    }

    /** Gives up a segment that is not finished. Its thread must have stopped. */
    void close()
    {
        maker.close();
    }

    private void force(final long from, final long limit)
    {
        isFailed = true;
        segments.force(from, limit);
        isFailed = false;
        forces++;
        durable.setRelease(limit);
        mark.durable(limit);
    }

    private void refuseAfterFailure()
    {
        if (isFailed)
        {
            throw new StorageFault(Mark.NAME, "a force has failed before: what the disk has is not known, and no " +
                "second force can tell. Start the member again.");
        }
    }
}
