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
package io.synod.simulator.exhaustive;

/** What can happen to a member, as one int. */
final class Input
{
    /** It campaigns. */
    static final int CAMPAIGN = 0;
    /** All that it has appended becomes durable. */
    static final int DISK = 1;
    /** The first of the inputs that offer a command. */
    private static final int OFFER = 2;
    /** The first of the inputs that crash it: so many records are left of those that were not durable. */
    private static final int CRASH = OFFER + Scope.MAX_COMMANDS;
    private static final int MAX_LEFT = 24;
    /** The first of the inputs that make a part of what it has appended durable: so many records. */
    private static final int FORCE = CRASH + MAX_LEFT;
    /** The first of the inputs that are messages. */
    private static final int MESSAGE = FORCE + MAX_LEFT;

    private Input()
    {
    }

    static int offer(final int command)
    {
        return OFFER + command - 1;
    }

    static int crash(final int recordsLeft)
    {
        return CRASH + counted(recordsLeft);
    }

    static int force(final int records)
    {
        return FORCE + counted(records);
    }

    private static int counted(final int records)
    {
        if (records >= MAX_LEFT)
        {
            throw new IllegalArgumentException("more records at stake than there are inputs for: " + records);
        }
        return records;
    }

    static int message(final int id)
    {
        return MESSAGE + id;
    }

    static boolean isOffer(final int input)
    {
        return input >= OFFER && input < CRASH;
    }

    static boolean isCrash(final int input)
    {
        return input >= CRASH && input < FORCE;
    }

    static boolean isForce(final int input)
    {
        return input >= FORCE && input < MESSAGE;
    }

    static int recordsForced(final int input)
    {
        return input - FORCE;
    }

    static int command(final int input)
    {
        return input - OFFER + 1;
    }

    static int recordsLeft(final int input)
    {
        return input - CRASH;
    }

    static int messageId(final int input)
    {
        return input - MESSAGE;
    }

    static String describe(final int memberId, final int input, final Messages messages)
    {
        if (input == CAMPAIGN)
        {
            return "member " + memberId + " campaigns";
        }
        if (input == DISK)
        {
            return "all that member " + memberId + " has appended becomes durable";
        }
        if (isOffer(input))
        {
            return "a client offers command " + command(input) + " at member " + memberId;
        }
        if (isForce(input))
        {
            return "the first " + recordsForced(input) + " records of member " + memberId +
                " that were not durable become so";
        }
        if (isCrash(input))
        {
            return "member " + memberId + " crashes and starts again; of what was not durable, " +
                recordsLeft(input) + " records are left";
        }
        return "member " + memberId + " gets " + messages.get(messageId(input));
    }
}
