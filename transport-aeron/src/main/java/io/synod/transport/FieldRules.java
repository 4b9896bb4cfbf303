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

import io.synod.protocol.Ballot;
import io.synod.protocol.Slot;

/** What a number from outside has to be like before the core sees it. */
public final class FieldRules
{
    /** Greatest slot, and greatest sequence: so far from overflow that sums of two need no care. */
    public static final long MAX_SLOT = 1L << 62;

    private FieldRules()
    {
    }

    public static boolean isSlot(final long slot)
    {
        return slot >= Slot.FIRST && slot <= MAX_SLOT;
    }

    /**
     * A slot, or none: a watermark may stand before the first slot.
     *
     * @param slot any number.
     * @return true if it is one of the two.
     */
    public static boolean isSlotOrNone(final long slot)
    {
        return slot >= Slot.NONE && slot <= MAX_SLOT;
    }

    public static boolean isMemberId(final int memberId)
    {
        return memberId >= 0 && memberId <= Ballot.MAX_MEMBER_ID;
    }

    public static boolean isBallotOrNone(final long ballot)
    {
        return ballot == Ballot.NONE || Ballot.isValid(ballot);
    }

    /**
     * A ballot that only one member can speak of in this way.
     *
     * @param ballot   any number.
     * @param memberId that has to own it.
     * @return {@link Refusal#NONE} if it does.
     */
    static Refusal checkOwned(final long ballot, final int memberId)
    {
        if (!Ballot.isValid(ballot))
        {
            return Refusal.BALLOT;
        }
        return Ballot.memberId(ballot) == memberId ? Refusal.NONE : Refusal.BALLOT_OWNER;
    }

    /**
     * A ballot and the ballot whose leader made the value: the value is never younger than its acceptance.
     *
     * @param ballot       valid.
     * @param originBallot any number.
     * @return {@link Refusal#NONE} if they go together.
     */
    static Refusal checkOrigin(final long ballot, final long originBallot)
    {
        if (!Ballot.isValid(originBallot))
        {
            return Refusal.BALLOT;
        }
        return originBallot <= ballot ? Refusal.NONE : Refusal.BALLOT_ORDER;
    }

    /**
     * What a leader says of its stream with each accept.
     *
     * @param slot           any number.
     * @param chainFrom      any number.
     * @param fence          any number.
     * @param decidedThrough any number.
     * @return {@link Refusal#NONE} if they are slots, and the slot lies in the stream.
     */
    static Refusal checkStream(final long slot, final long chainFrom, final long fence, final long decidedThrough)
    {
        if (!isSlot(slot) || !isSlot(chainFrom) || !isSlotOrNone(fence) || !isSlotOrNone(decidedThrough))
        {
            return Refusal.SLOT;
        }
        return chainFrom <= slot ? Refusal.NONE : Refusal.SLOT_ORDER;
    }
}
