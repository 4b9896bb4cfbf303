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
package io.synod.quorum;

import io.synod.protocol.ConfigException;

/**
 * Sizes of the quorums of the two phases. Any phase-1 quorum meets any phase-2 quorum because {@code q1 + q2 > n}
 * (Howard, Malkhi, Spiegelman: "Flexible Paxos", 2016, section 4).
 *
 * @param memberCount number of voters, from 1 to 64.
 * @param phase1      voters that must promise, from 1 to {@code memberCount}.
 * @param phase2      voters that must accept, from 1 to {@code memberCount}.
 */
public record Quorum(int memberCount, int phase1, int phase2)
{
    public Quorum
    {
        inRange("memberCount", memberCount, 64);
        inRange("phase1", phase1, memberCount);
        inRange("phase2", phase2, memberCount);
        if (phase1 + phase2 <= memberCount)
        {
            throw new ConfigException("quorum.phase1=" + phase1 + " + quorum.phase2=" + phase2 +
                " must be > memberCount=" + memberCount + ", or two leaders may decide differently");
        }
    }

    /**
     * Majorities in both phases.
     *
     * @param memberCount number of voters.
     * @return quorums of {@code memberCount / 2 + 1}.
     */
    public static Quorum majority(final int memberCount)
    {
        return new Quorum(memberCount, memberCount / 2 + 1, memberCount / 2 + 1);
    }

    /**
     * Voters a member must reach to become leader and then to decide.
     *
     * @return the greater of the two sizes.
     */
    public int both()
    {
        return Math.max(phase1, phase2);
    }

    private static void inRange(final String name, final int value, final int greatest)
    {
        if (value < 1 || value > greatest)
        {
            throw new ConfigException("quorum." + name + "=" + value + " must be in [1, " + greatest + "]");
        }
    }
}
