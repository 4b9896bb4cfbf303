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

import java.util.List;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The directory that holds a journal. Names are plain file names in it. Every failure is a {@link StorageFault} but for
 * one: a file that gets no name or no blocks ({@link NewFile#fill}, {@link #rename}), which is an answer.
 */
public interface Storage extends AutoCloseable
{
    /**
     * The files that are there.
     *
     * @return names, in any order.
     */
    List<String> list();

    /**
     * Makes a file, or empties the one of that name.
     *
     * @param name        of the file.
     * @param length      that it is to have.
     * @param pieceLength by which its zeros are written. A system may keep a file in such pieces for good: small ones
     *                    make a force write less, large ones make stores into new pages cheaper.
     * @return without blocks, and without a name until the first of them: that takes room too.
     */
    NewFile create(String name, int length, int pieceLength);

    /**
     * Maps a whole file.
     *
     * @param name of a file that is there.
     * @return mapped.
     */
    MappedFile open(String name);

    /**
     * Gives a file another name, in place of whatever has that now. Survives a crash after {@link #forceDirectory}.
     *
     * @param from its name.
     * @param to   its new name.
     * @return false if there is no room for the name: it may be tried again.
     */
    boolean rename(String from, String to);

    /**
     * Whether a file of some length would find room, as far as can be said without making it: others may be faster.
     *
     * @param length in bytes.
     * @return false if not.
     */
    boolean hasRoomFor(int length);

    /**
     * Why there was no room when there was none the last time.
     *
     * @return for people; for the thread that makes files.
     */
    String refusal();

    /**
     * Removes a file. Survives a crash after {@link #forceDirectory}.
     *
     * @param name of a file that is there.
     */
    void delete(String name);

    /** Makes names durable. */
    void forceDirectory();

    /**
     * Which start of the machine this is.
     *
     * @return another number after each.
     */
    long bootId();

    /**
     * Memory beside the files.
     *
     * @param length in bytes.
     * @return zeros.
     */
    UnsafeBuffer memory(int length);

    @Override
    void close();

    /** A file that is being made. Used by one thread. */
    interface NewFile
    {
        /**
         * Gives the file its length and its first bytes for good, before it has its blocks. What is filled after that
         * is not forced any more, nor by {@link #finish}: if the machine fails the file may lack blocks, and reads as
         * zeros there. For files whose bytes are not forced either: most zeros never reach the disk.
         *
         * @param head the first bytes; no longer than a piece.
         * @return false if there is no room: the file is removed then, and this is of no use any more.
         */
        boolean begin(UnsafeBuffer head);

        /**
         * Writes zeros to the end of what is filled, so that the file system gives real blocks.
         *
         * @param length bytes, cut to what the file still lacks.
         * @return false if there is no room: the file is removed then, and this is of no use any more.
         */
        boolean fill(int length);

        /**
         * Whether every block is there.
         *
         * @return true if so.
         */
        boolean isFilled();

        /**
         * Writes bytes over zeros.
         *
         * @param offset in the file.
         * @param bytes  from their begin to their capacity.
         */
        void write(int offset, UnsafeBuffer bytes);

        /** Forces the whole file, unless it was begun by {@link #begin}, and closes it. */
        void finish();

        /** Gives the file up: removes and closes it, unless that was done or it is finished. */
        void abandon();
    }

    /** A file in memory. Stores and loads from any thread; {@link #force} from one at a time. */
    interface MappedFile
    {
        /**
         * All bytes of the file.
         *
         * @return the same each time.
         */
        UnsafeBuffer buffer();

        /**
         * Makes bytes durable. What was stored before by this thread, or seen by it, is covered.
         *
         * @param offset in the file.
         * @param length in bytes.
         */
        void force(int offset, int length);

        /**
         * Has the pages of a range ready to be stored into, so that the thread which does is not held up by them. May
         * run beside stores of other threads into the same bytes.
         *
         * @param offset in the file.
         * @param length in bytes.
         */
        void touch(int offset, int length);

        /**
         * Has bytes written by the next force even if they look as if they had been: after a force that failed, the
         * pages it was to write count as clean though the disk never got them.
         *
         * @param offset in the file.
         * @param length in bytes.
         */
        void rewrite(int offset, int length);

        /**
         * Reads every byte once, but not from the mapping: a sector that the disk cannot read is a {@link StorageFault}
         * here, and where a load finds it an error of the JVM or its end (SIGBUS).
         *
         * @param position in the journal of the first byte, or {@link StorageFault#NO_POSITION}.
         */
        void readThrough(long position);

        /** Unmaps: nobody may look at the buffer any more. */
        void close();
    }
}
