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

import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;

/**
 * Who takes part: voters count for quorums, learners only listen.
 *
 * @param epoch    number of this membership, from 1.
 * @param voters   bits of the voting members.
 * @param learners bits of the members that listen.
 * @param quorum   sizes that fit the voters.
 */
public record Membership(int epoch, long voters, long learners, Quorum quorum)
{
    public Membership
    {
        if (epoch < 1)
        {
            throw new ConfigException("membership.epoch=" + epoch + " must be >= 1");
        }
        if ((voters & learners) != 0)
        {
            throw new ConfigException("membership.voters=" + Long.toBinaryString(voters) +
                " and learners=" + Long.toBinaryString(learners) + " must not share a member");
        }
        if (Long.bitCount(voters) != quorum.memberCount())
        {
            throw new ConfigException("membership.voters=" + Long.toBinaryString(voters) +
                " must be as many as quorum.memberCount=" + quorum.memberCount());
        }
    }

    /**
     * The membership of members 0 to {@code memberCount - 1}, all voters, with majorities.
     *
     * @param memberCount from 1 to 64.
     * @return epoch 1.
     */
    public static Membership ofVoters(final int memberCount)
    {
        final Quorum quorum = Quorum.majority(memberCount);
        return new Membership(1, -1L >>> (Long.SIZE - memberCount), 0, quorum);
    }

    public static long bit(final int memberId)
    {
        return 1L << memberId;
    }

    public boolean isVoter(final int memberId)
    {
        return isIn(voters, memberId);
    }

    /**
     * Whether a number names a voter or a learner.
     *
     * @param memberId any number.
     * @return true if it does.
     */
    public boolean isMember(final int memberId)
    {
        return isIn(voters | learners, memberId);
    }

    /**
     * How many of a set are voters.
     *
     * @param members bits.
     * @return from 0 to the number of voters.
     */
    public int countVoters(final long members)
    {
        return Long.bitCount(members & voters);
    }

    private static boolean isIn(final long members, final int memberId)
    {
        return memberId >= 0 && memberId <= Ballot.MAX_MEMBER_ID && (members >>> memberId & 1) != 0;
    }
}
