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
import io.synod.protocol.ConfigException;

/** Who this member is, and whom it knows: what stands in each frame it sends, and what it demands of those it takes. */
public final class PeerIdentity
{
    /** Length of the array of digests: one place for each member id there can be. */
    public static final int DIGESTS_LENGTH = Ballot.MAX_MEMBER_ID + 1;

    private final long clusterId;
    private final int groupId;
    private final int memberId;
    private final int epoch;
    private final long members;
    private final long[] digests;

    /**
     * Checks and copies.
     *
     * @param clusterId any but 0, so that zeroed memory belongs to no cluster.
     * @param groupId   from 0.
     * @param memberId  own, from 0 to {@link Ballot#MAX_MEMBER_ID}.
     * @param epoch     number of the membership, from 1.
     * @param members   bits of all members whose frames are taken, itself included.
     * @param digests   64-bit digest of each member's incarnation, by member id; {@link #DIGESTS_LENGTH} of them, not 0
     *                  for a member.
     */
    public PeerIdentity(
        final long clusterId,
        final int groupId,
        final int memberId,
        final int epoch,
        final long members,
        final long[] digests)
    {
        requireAddress(clusterId, groupId, memberId);
        require(epoch >= 1, "epoch", epoch, "must be >= 1");
        requireOwnBit(members, memberId);
        require(digests.length == DIGESTS_LENGTH, "digests.length", digests.length, "must be " + DIGESTS_LENGTH);
        for (int i = 0; i < DIGESTS_LENGTH; i++)
        {
            require((members & 1L << i) == 0 || digests[i] != 0, "digests[" + i + "]", digests[i],
                "must not be 0 for a member of members=" + members);
        }
        this.clusterId = clusterId;
        this.groupId = groupId;
        this.memberId = memberId;
        this.epoch = epoch;
        this.members = members;
        this.digests = digests.clone();
    }

    static void requireAddress(final long clusterId, final int groupId, final int memberId)
    {
        require(clusterId != 0, "clusterId", clusterId, "must not be 0");
        require(groupId >= 0, "groupId", groupId, "must be >= 0");
        require(FieldRules.isMemberId(memberId), "memberId", memberId, "must be in [0, " + Ballot.MAX_MEMBER_ID + "]");
    }

    static void requireOwnBit(final long members, final int memberId)
    {
        require((members & 1L << memberId) != 0, "members", members, "must have the bit of memberId=" + memberId);
    }

    static void require(final boolean holds, final String option, final long value, final String limit)
    {
        if (!holds)
        {
            throw new ConfigException("transport." + option + "=" + value + " " + limit);
        }
    }

    public long clusterId()
    {
        return clusterId;
    }

    public int groupId()
    {
        return groupId;
    }

    public int memberId()
    {
        return memberId;
    }

    public int epoch()
    {
        return epoch;
    }

    /** Bits of all members, itself included. */
    long members()
    {
        return members;
    }

    /**
     * Whether frames of a member are taken at all.
     *
     * @param id any number.
     * @return true for the members, itself included.
     */
    public boolean isMember(final int id)
    {
        return FieldRules.isMemberId(id) && (members & 1L << id) != 0;
    }

    /**
     * What the incarnation of a member boils down to.
     *
     * @param id of a member.
     * @return not 0.
     */
    public long digest(final int id)
    {
        return digests[id];
    }
}
