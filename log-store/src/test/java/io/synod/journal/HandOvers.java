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
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

import io.synod.journal.testkit.BlockStorage;

/**
 * What one thread hands over to another: each time the second thread must see nothing, or all that belongs to it.
 * {@link HandOverTest} runs them.
 */
final class HandOvers
{
    private static final int NOTHING = 0;
    private static final int ALL = 1;
    private static final int TORN = 2;
    private static final long BALLOT = 7L << 8;
    private static final int LENGTH = 4096;
    private static final int END = SegmentDescriptor.HEADER_LENGTH + RecordDescriptor.HEADER_LENGTH;
    private static final Incarnation INCARNATION = new Incarnation(1, 2);

    private HandOvers()
    {
    }

    /** Bytes of the heap; a force leaves its trace in a plain field. */
    private static final class HeapFile implements Storage.MappedFile
    {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
        private int forced;

        @Override
        public UnsafeBuffer buffer()
        {
            return buffer;
        }

        @Override
        public void force(final int offset, final int length)
        {
            forced = ALL;
        }

        @Override
        public void touch(final int offset, final int length)
        {
            PageToucher.touch(buffer, offset, length);
        }

        @Override
        public void rewrite(final int offset, final int length)
        {
            throw new UnsupportedOperationException("nothing is recovered here");
        }

        @Override
        public void readThrough(final long position)
        {
            throw new UnsupportedOperationException("nothing is recovered here");
        }

        @Override
        public void close()
        {
            throw new UnsupportedOperationException("nothing is closed here");
        }
    }

    private static Segment segment(final HeapFile file, final long basePosition)
    {
        return new Segment(SegmentDescriptor.nameOf(basePosition), file);
    }

    /** The journal's own, over one segment. */
    private static Syncer syncer(final HeapFile file, final Watermark tail, final Durability durability)
    {
        final Segments segments = new Segments(0, LENGTH);
        segments.add(segment(file, 0));
        final BlockStorage storage = new BlockStorage();
        Mark.create(storage, 0);
        return new Syncer(
            segments, new SegmentMaker(storage, segments, INCARNATION, LENGTH, durability), Mark.open(storage), tail,
            new Watermark(), durability);
    }

    /** A record, from the writer to whoever looks at the tail. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, and whole")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "there, and not whole")
    @State
    public static class TailToReaders
    {
        private final Segments segments = new Segments(0, LENGTH);
        private final RecordEncoder encoder = new RecordEncoder(INCARNATION, 0, 1);
        private final Watermark tailMark = new Watermark();
        private final JournalTail tail;

        public TailToReaders()
        {
            segments.add(segment(new HeapFile(), 0));
            tailMark.setRelease(SegmentDescriptor.HEADER_LENGTH);
            tail = new JournalTail(segments, encoder, tailMark, new Watermark());
        }

        @Actor
        public void append()
        {
            encoder.mark(BALLOT, 9).body(tail.position());
            tail.commit(RecordDescriptor.PROMISE, RecordDescriptor.HEADER_LENGTH);
        }

        @Actor
        public void look(final I_Result seen)
        {
            final int at = SegmentDescriptor.HEADER_LENGTH;
            if (tailMark.getAcquire() == at)
            {
                seen.r1 = NOTHING;
                return;
            }
            final UnsafeBuffer buffer = segments.at(at).buffer();
            seen.r1 = RecordDescriptor.ballot(buffer, at) == BALLOT && RecordDescriptor.slot(buffer, at) == 9 ?
                ALL : TORN;
        }
    }

    /** Where a slot lies, from the writer to readers. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, with its page and its record")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "there, and not whole")
    @State
    public static class IndexToReaders
    {
        private final HeapFile file = new HeapFile();
        private final SlotIndex index = new SlotIndex(length -> new UnsafeBuffer(new byte[length]), 2);

        @Actor
        public void place()
        {
            file.buffer.putLong(64, BALLOT);
            index.set(5, 64);
        }

        @Actor
        public void look(final I_Result seen)
        {
            final long position = index.position(5);
            seen.r1 = position == 0 ? NOTHING : file.buffer.getLong((int)position) == BALLOT ? ALL : TORN;
        }
    }

    /** A segment, from the thread that makes it to the writer. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not ready yet")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "ready, with what is in it")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "ready, and not whole")
    @State
    public static class SegmentToWriter
    {
        private final Segments segments = new Segments(0, LENGTH);

        @Actor
        public void make()
        {
            final HeapFile file = new HeapFile();
            file.buffer.putLong(0, BALLOT);
            segments.add(segment(file, 0));
        }

        @Actor
        public void look(final I_Result seen)
        {
            final Segment found = segments.at(64);
            seen.r1 = found == null ? NOTHING : found.buffer().getLong(0) == BALLOT ? ALL : TORN;
        }
    }

    /** That something is durable, from the syncer to the member. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not durable yet")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "durable, and forced before")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "durable, and not forced")
    @State
    public static class DurableToMember
    {
        private final HeapFile file = new HeapFile();
        private final Watermark tail = new Watermark();
        private final Syncer syncer = syncer(file, tail, Durability.FLUSHED);

        public DurableToMember()
        {
            tail.setRelease(END);
        }

        @Actor
        public void force()
        {
            syncer.force();
        }

        @Actor
        public void look(final I_Result seen)
        {
            seen.r1 = syncer.vouchablePosition(END) == 0 ? NOTHING : file.forced == ALL ? ALL : TORN;
        }
    }

    /** That a promise is durable, from the syncer to the member, where nothing else is waited for. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not durable yet")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "durable, and forced before")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "vouched for, and not forced")
    @State
    public static class PromiseToMember
    {
        private final HeapFile file = new HeapFile();
        private final Watermark tail = new Watermark();
        private final Syncer syncer = syncer(file, tail, Durability.WRITTEN);

        @Actor
        public void promise(final I_Result seen)
        {
            tail.setRelease(END);
            syncer.onPromise(SegmentDescriptor.HEADER_LENGTH, END);
            seen.r1 = syncer.vouchablePosition(END) < END ? NOTHING : file.forced == ALL ? ALL : TORN;
        }

        @Actor
        public void force()
        {
            syncer.force();
        }
    }

    /** Pages are touched while the writer stores into them: nothing it stores is lost. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "what was stored is there")
    @Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "a store was undone")
    @State
    public static class TouchBesideStores
    {
        private final HeapFile file = new HeapFile();

        @Actor
        public void touch()
        {
            file.touch(0, LENGTH);
        }

        @Actor
        public void store(final I_Result seen)
        {
            file.buffer.putLong(0, BALLOT);
            seen.r1 = file.buffer.getLong(0) == BALLOT ? ALL : TORN;
        }
    }
}
