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

/**
 * How much may happen, and how the machine under test is.
 *
 * @param members   from 3 on; the numbers of their states share the bits of a long, so 3 is the most that is of use.
 * @param campaigns that may begin, of all members together, on top of the one of the prelude. Only so many members,
 *                  those with the lowest ids, campaign: after the prelude all members are alike, and ids only break
 *                  ties between ballots and say whom to ask first, so others would bring the same stories under other
 *                  names.
 * @param commands  that clients offer, each at any leader, at any time, again and again.
 * @param crashes   of all members together. A member that is down is one that nothing reaches, so a crash is also the
 *                  restart.
 * @param disk      of every member.
 */
public record Scope(int members, int campaigns, int commands, int crashes, Disk disk)
{
    /** What disks do. */
    public enum Disk
    {
        /** Writes are forced in order, some at a time, sooner or later; a crash leaves any prefix of the rest. */
        SLOW,
        /** Each write is forced before the next input: fewer states, so the search gets further. */
        PROMPT,
        /** Says that a write is forced when it is not: the core cannot stand that, and the search has to see it. */
        LYING
    }

    /** The most commands that have an input of their own. */
    static final int MAX_COMMANDS = 6;

    public Scope
    {
        if (members != 3 || commands > MAX_COMMANDS)
        {
            throw new IllegalArgumentException("out of scope: " + members + " members, " + commands + " commands");
        }
    }

    /**
     * Three members, two campaigns, two commands, one crash.
     *
     * @param disk of every member.
     * @return a scope.
     */
    public static Scope of(final Disk disk)
    {
        return new Scope(3, 2, 2, 1, disk);
    }
}
