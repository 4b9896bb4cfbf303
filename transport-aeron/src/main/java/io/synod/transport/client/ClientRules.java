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
package io.synod.transport.client;

import io.synod.protocol.Proposal;
import io.synod.protocol.Role;
import io.synod.transport.FieldRules;

/** What a number of the client schema has to be like before anybody sees it. */
final class ClientRules
{
    /** At its most negative, what {@link Proposal} answers. */
    static final long LEAST_CODE = Proposal.NOT_A_VOTER;

    private static final int FLUSHED = 1;
    private static final int WRITTEN = 2;

    private ClientRules()
    {
    }

    /** Ids of sessions (they are slots), of requests and subscriptions, and sequences: from 1, far from overflow. */
    static boolean isId(final long id)
    {
        return FieldRules.isSlot(id);
    }

    static boolean isIdOrNone(final long id)
    {
        return FieldRules.isSlotOrNone(id);
    }

    /** What {@link Proposal} answers when nothing was done. */
    static boolean isCode(final long result)
    {
        return result < 0 && result >= LEAST_CODE;
    }

    static boolean isFlag(final int flag)
    {
        return flag == 0 || flag == 1;
    }

    static boolean isDurability(final int durability)
    {
        return durability == FLUSHED || durability == WRITTEN;
    }

    static boolean isRefusal(final int refusal)
    {
        return refusal >= Refusals.NONE && refusal <= Refusals.TRUNCATED;
    }

    static boolean isSessionEnd(final int reason)
    {
        return reason >= SessionEnd.CLOSED && reason <= SessionEnd.UNKNOWN;
    }

    static boolean isRole(final int role)
    {
        return role >= Role.FOLLOWER.ordinal() && role <= Role.LEADER.ordinal();
    }

    /** Printable: nothing else can stand in a channel. */
    static boolean isAscii(final int character)
    {
        return character >= ' ' && character <= '~';
    }
}
