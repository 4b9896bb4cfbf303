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
package io.synod.role;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.ConfigException;

/**
 * How much of everything there may be; all room is taken at construction.
 *
 * @param windowSlots        slots that may be undecided at a leader, a power of two, from 1 to 65,536.
 * @param windowBytes        bytes of bodies that may be undecided at a leader; at least one batch.
 * @param maxBatchLength     bytes of one batch.
 * @param maxCommandLength   bytes of one command; with its header it fits a batch.
 * @param maxSessions        sessions that may be open at once.
 * @param rememberedRequests requests of each session whose sequence is kept for retries, a power of two.
 * @param fetchSlots         slots that are asked for at once to fill a hole.
 * @param decidedMarkSlots   decided slots between two marks in the journal.
 */
public record Limits(
    int windowSlots,
    long windowBytes,
    int maxBatchLength,
    int maxCommandLength,
    int maxSessions,
    int rememberedRequests,
    int fetchSlots,
    int decidedMarkSlots)
{
    public Limits
    {
        powerOfTwo("windowSlots", windowSlots, 1 << 16);
        inRange("maxBatchLength", maxBatchLength, BatchDescriptor.HEADER_LENGTH, 1 << 28);
        inRange("windowBytes", windowBytes, maxBatchLength, Long.MAX_VALUE);
        inRange("maxCommandLength", maxCommandLength, 0, maxBatchLength - BatchDescriptor.alignedLength(0));
        if (BatchDescriptor.alignedLength(maxCommandLength) > maxBatchLength)
        {
            throw new ConfigException("limits.maxCommandLength=" + maxCommandLength +
                " must fit with its header into maxBatchLength=" + maxBatchLength);
        }
        inRange("maxSessions", maxSessions, 1, 1 << 20);
        powerOfTwo("rememberedRequests", rememberedRequests, 1 << 16);
        inRange("fetchSlots", fetchSlots, 1, 1 << 16);
        inRange("decidedMarkSlots", decidedMarkSlots, 1, 1 << 30);
    }

    /**
     * What suits a server: a window of 1,024 slots and 16 MiB, batches of 2 MiB, commands of 1 MiB, 1,024 sessions.
     *
     * @return new limits.
     */
    public static Limits defaults()
    {
        return new Limits(1024, 16L << 20, 2 << 20, 1 << 20, 1024, 64, 256, 1024);
    }

    private static void inRange(final String name, final long value, final long least, final long greatest)
    {
        if (value < least || value > greatest)
        {
            throw new ConfigException("limits." + name + "=" + value + " must be in [" + least + ", " + greatest + "]");
        }
    }

    private static void powerOfTwo(final String name, final int value, final int greatest)
    {
        inRange(name, value, 1, greatest);
        if (Integer.bitCount(value) != 1)
        {
            throw new ConfigException("limits." + name + "=" + value + " must be a power of two");
        }
    }
}
