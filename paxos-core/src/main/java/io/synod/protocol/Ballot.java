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
package io.synod.protocol;

/**
 * The number that orders leaders: {@code round << 8 | memberId}, compared as a plain {@code long}.
 * Lamport, "Paxos Made Simple" 2.2 calls it the proposal number; distinct members draw from disjoint sets because the
 * member id is part of it.
 */
public final class Ballot
{
    /** No ballot: lower than every real one. */
    public static final long NONE = 0;

    /** Greatest round that still fits beside a member id in a positive {@code long}. */
    public static final long MAX_ROUND = Long.MAX_VALUE >> 8;

    /** Greatest member id. Sets of members are kept as the bits of one {@code long}. */
    public static final int MAX_MEMBER_ID = 63;

    private Ballot()
    {
    }

    /**
     * The ballot of a round and a member.
     *
     * @param round    from 1 to {@link #MAX_ROUND}.
     * @param memberId from 0 to {@link #MAX_MEMBER_ID}.
     * @return the packed ballot, greater than {@link #NONE}.
     */
    public static long pack(final long round, final int memberId)
    {
        return round << 8 | memberId;
    }

    public static long round(final long ballot)
    {
        return ballot >> 8;
    }

    /**
     * The member that alone may propose at this ballot.
     *
     * @param ballot a ballot other than {@link #NONE}.
     * @return the member id.
     */
    public static int memberId(final long ballot)
    {
        return (int)(ballot & 0xFF);
    }

    /**
     * The least ballot of a member above another ballot's round.
     *
     * @param seen     the greatest ballot seen so far, {@link #NONE} if none.
     * @param memberId of the member that wants a ballot of its own.
     * @return a ballot greater than {@code seen}.
     */
    public static long nextAbove(final long seen, final int memberId)
    {
        return pack(round(seen) + 1, memberId);
    }

    /**
     * Whether a number from outside can be a ballot at all.
     *
     * @param ballot any number.
     * @return true if it has a round and a member id in range.
     */
    public static boolean isValid(final long ballot)
    {
        return ballot > NONE && round(ballot) > 0 && (ballot & 0xFF) <= MAX_MEMBER_ID;
    }

    /**
     * For people.
     *
     * @param ballot any ballot.
     * @return {@code "round.member"}, or {@code "none"}.
     */
    public static String toString(final long ballot)
    {
        return ballot == NONE ? "none" : round(ballot) + "." + memberId(ballot);
    }
}
