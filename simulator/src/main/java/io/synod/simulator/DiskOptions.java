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
package io.synod.simulator;

import io.synod.journal.Durability;
import io.synod.quorum.Membership;

/**
 * What a seed draws for the disks.
 *
 * @param segmentLength bytes of a journal's file.
 * @param durability    of the journals: with {@code WRITTEN} only processes die, not machines.
 * @param rotten        members whose disks lose what was durable, as bits: few enough for the others to be a quorum.
 * @param rots          how often that happens.
 */
public record DiskOptions(int segmentLength, Durability durability, long rotten, int rots)
{
    static DiskOptions draw(final SimRandom random, final Membership membership)
    {
        final int voters = membership.quorum().memberCount();
        final int spare = voters - membership.quorum().both();
        final boolean isRotten = spare > 0 && random.chance(0.4);
        long rotten = 0;
        while (isRotten && Long.bitCount(rotten) < random.between(1, spare))
        {
            rotten |= Membership.bit(random.between(0, voters - 1));
        }
        return new DiskOptions(
            random.pick(4096, 8192, 16384),
            random.chance(0.2) ? Durability.WRITTEN : Durability.FLUSHED,
            rotten,
            rotten == 0 ? 0 : random.between(1, 6));
    }

    /**
     * The same disks, none of them rotten.
     *
     * @return new options.
     */
    public DiskOptions withoutRot()
    {
        return new DiskOptions(segmentLength, durability, 0, 0);
    }
}
