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
package io.synod.transport;

/**
 * Why a frame was dropped. In the order of the checks up to {@link #MALFORMED_BODY}: a later one says that all earlier
 * ones held. What follows was added later, and may come wherever fields are checked.
 */
public enum Refusal
{
    /** Not refused: counts the frames that were accepted. */
    NONE(0),

    /** Shorter than a header, or longer than the buffer it is said to lie in. */
    SHORT_FRAME(1),

    /** The length in the header is not that of the frame. */
    FRAME_LENGTH(2),

    /** Another schema's bytes. */
    FOREIGN_SCHEMA(3),

    /** A message this version does not know: a newer peer's. */
    UNKNOWN_TEMPLATE(4),

    /** The body does not lie inside the frame. */
    BODY_LENGTH(5),

    /** Damaged on the way. */
    FRAME_CHECKSUM(6),

    /** Of another cluster. */
    FOREIGN_CLUSTER(7),

    /** Of another group: another log. */
    FOREIGN_GROUP(8),

    /** Meant for another member: an address is wrong somewhere. */
    MISROUTED(9),

    /** The sender is not in this member's membership. */
    UNKNOWN_SENDER(10),

    /** The sender bears this member's own id. */
    OWN_FRAME(11),

    /** The sender's data directory is not the one the membership names: wiped, replaced or another's. */
    FOREIGN_INCARNATION(12),

    /** The sender's membership has no number. */
    EPOCH(13),

    /** A block of the message is not as long as its version says. */
    BLOCK_LENGTH(14),

    /** More in a group than there may be, or than lies in the frame. */
    GROUP_COUNT(15),

    /** Bytes behind the message that its version does not know. */
    TRAILING_BYTES(16),

    /** Not a ballot, or none where there has to be one. */
    BALLOT(17),

    /** The ballot is not that of the member that would have to own it. */
    BALLOT_OWNER(18),

    /** A ballot is above one that it cannot be above, or not above one that it has to be above. */
    BALLOT_ORDER(19),

    /** Not a slot, or none where there has to be one. */
    SLOT(20),

    /** Slots in an impossible order. */
    SLOT_ORDER(21),

    /** A flag that its version does not know, or that is neither 0 nor 1. */
    FLAGS(22),

    /** Not a kind of entry. */
    KIND(23),

    /** Sequence, time, epoch or command count of an entry out of range. */
    ENTRY_FIELD(24),

    /** The value is not what its leader made. */
    ENTRY_CHECKSUM(25),

    /** The body is not what its kind and command count say. */
    MALFORMED_BODY(26),

    /** Of no connection, or not of this client's. */
    CONNECTION(27),

    /** Not a session id, or none where there has to be one. */
    SESSION(28),

    /** Not a request id, or none where there has to be one. */
    REQUEST_ID(29),

    /** Not a sequence, or none where there has to be one. */
    SEQUENCE(30),

    /** Not a subscription id. */
    SUBSCRIPTION(31),

    /** Not a channel: empty, too long, or not ASCII. */
    CHANNEL(32),

    /** Acknowledged requests that are none, do not follow each other, or whose sequences fall. */
    RUNS(33),

    /** A part that does not lie inside its entry. */
    PART(34),

    /** Not one of the codes that may stand there. */
    CODE(35),

    /** A member id that cannot be one, or a list of members that does not rise. */
    MEMBER(36),

    /** No digest where there has to be one. */
    DIGEST(37),

    /** A count, a length or a time that is too small. */
    RANGE(38);

    /** How many reasons there are, {@link #NONE} included. */
    public static final int COUNT = values().length;

    private final int id;

    Refusal(final int id)
    {
        this.id = id;
    }

    /**
     * The number of the reason's counter.
     *
     * @return from 0 to {@link #COUNT}, exclusive.
     */
    public int id()
    {
        return id;
    }
}
