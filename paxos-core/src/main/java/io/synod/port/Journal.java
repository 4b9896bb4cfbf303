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
package io.synod.port;

import org.agrona.MutableDirectBuffer;

import io.synod.protocol.Entry;

/**
 * Where a member keeps what it vouches for: an append-only sequence of records, and an index from slots to them. It
 * stores and finds; which record counts for a slot is said by the core ({@link #place}, {@link #stage},
 * {@link #adopt}), from the records alone, so that {@link #replay} after a crash ends in the very state that the
 * records were written in. Single writer: the replica thread.
 * <p>
 * An append is in the index, and can be read, at once. It is <em>durable</em> when the host says so by
 * {@code Replica.onDurable} with a position at or above the end of its record.
 */
public interface Journal
{
    /** Answer of an append: there is no room. Nothing was written. */
    long FULL = -1;

    /** Answer of {@link #openBody}: there is no room. */
    int NO_ROOM = -1;

    /**
     * Reserves room for the body of an entry at the tail, so that it is built in place.
     *
     * @param maxLength bytes that may be written.
     * @return offset in {@link #bodyBuffer()}, or {@link #NO_ROOM}.
     */
    int openBody(int maxLength);

    /**
     * Where the open body is to be written.
     *
     * @return valid until the next append.
     */
    MutableDirectBuffer bodyBuffer();

    /**
     * Ends the open body and appends the record that it belongs to. Computes the checksum of the value and sets it in
     * the entry.
     *
     * @param chainFrom first slot of the chain the entry is accepted in.
     * @param fence     last recovered slot of that chain.
     * @param entry     all but body and checksum filled; {@code length} of the body is taken from it.
     * @return end position of the record.
     */
    long closeBody(long chainFrom, long fence, Entry entry);

    /**
     * Appends an accepted entry with its body.
     *
     * @param chainFrom first slot of the stream it came in.
     * @param fence     last recovered slot of that ballot.
     * @param entry     whole, checksum included.
     * @return end position of the record, or {@link #FULL}.
     */
    long appendAccept(long chainFrom, long fence, Entry entry);

    /**
     * Appends that the value a slot holds already was accepted again at a later ballot.
     *
     * @param ballot    the later ballot.
     * @param chainFrom first slot of the stream it came in.
     * @param fence     last recovered slot of that ballot.
     * @param slot      that holds the value, in the index.
     * @return end position of the record, or {@link #FULL}.
     */
    long appendReAccept(long ballot, long chainFrom, long fence, long slot);

    /**
     * Appends an entry that is known to be decided, with the ballot at which the giver had accepted it.
     *
     * @param entry whole, checksum included.
     * @return end position of the record, or {@link #FULL}.
     */
    long appendDecidedEntry(Entry entry);

    /**
     * Appends a promise.
     *
     * @param ballot promised.
     * @return end position of the record, or {@link #FULL}.
     */
    long appendPromise(long ballot);

    /**
     * Appends a hint for the next start: every slot up to this one is held and known decided.
     *
     * @param decidedThrough inclusive.
     * @return end position of the record, or {@link #FULL}.
     */
    long appendDecidedMark(long decidedThrough);

    /**
     * Makes the last record appended (or replayed) the one that counts for its slot.
     *
     * @param slot of that record.
     */
    void place(long slot);

    /**
     * Keeps the last record appended (or replayed) aside for its slot: what counted before counts on.
     *
     * @param slot of that record.
     */
    void stage(long slot);

    /**
     * Makes the records kept aside count, for each slot of a range, and forgets all others kept aside.
     *
     * @param fromSlot    inclusive.
     * @param throughSlot inclusive; lower than {@code fromSlot} if there is none.
     */
    void adopt(long fromSlot, long throughSlot);

    /** Forgets all records kept aside. */
    void dropStaged();

    /**
     * Empties the slots above one that hold an entry of a lower ballot. Entries of this ballot or a higher one are
     * there only if they are known to be decided, and stay.
     *
     * @param slot   the last that stays whatever it holds.
     * @param ballot entries accepted below it go.
     */
    void dropAbove(long slot, long ballot);

    /**
     * Reads the entry that counts for a slot.
     *
     * @param slot any.
     * @param into filled; its body stays valid until the next append.
     * @return false if the slot holds nothing, or nothing that can be read.
     */
    boolean read(long slot, Entry into);

    /**
     * Reads the record kept aside for a slot.
     *
     * @param slot any.
     * @param into filled; its body stays valid until the next append.
     * @return false if there is none.
     */
    boolean readStaged(long slot, Entry into);

    /**
     * Reads all but the body of the entry that counts for a slot, also where the body was damaged.
     *
     * @param slot any.
     * @param into filled, without a body.
     * @return false if the slot holds nothing.
     */
    boolean readHeader(long slot, Entry into);

    /**
     * Whether a slot holds an entry whose body was damaged and cannot be read.
     *
     * @param slot any.
     * @return true if it was damaged.
     */
    boolean isFaulty(long slot);

    /**
     * First slot that is not truncated.
     *
     * @return from 1.
     */
    long firstSlotKept();

    /**
     * Greatest slot with an entry that counts.
     *
     * @return {@code firstSlotKept() - 1} if there is none.
     */
    long lastSlot();

    /**
     * End of the last record.
     *
     * @return position in bytes.
     */
    long tailPosition();

    /**
     * Hands every record to a handler, in the order of appending. The handler places and stages as it did when they
     * were written. Called once, before anything else.
     *
     * @param handler of the records.
     */
    void replay(RecordHandler handler);
}
