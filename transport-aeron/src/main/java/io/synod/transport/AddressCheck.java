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

import io.synod.codecs.peer.FrameHeaderDecoder;

/** Whether a peer's frame is for this member, and from another one: all of the addresses but the incarnation. */
final class AddressCheck
{
    private final long clusterId;
    private final int groupId;
    private final int memberId;
    private final long members;

    AddressCheck(final long clusterId, final int groupId, final int memberId, final long members)
    {
        this.clusterId = clusterId;
        this.groupId = groupId;
        this.memberId = memberId;
        this.members = members;
    }

    /**
     * In the order of {@link Refusal}.
     *
     * @param header of a frame that is whole.
     * @return {@link Refusal#NONE} if its sender is a member and not this one.
     */
    Refusal check(final FrameHeaderDecoder header)
    {
        if (header.clusterId() != clusterId)
        {
            return Refusal.FOREIGN_CLUSTER;
        }
        if (header.groupId() != groupId)
        {
            return Refusal.FOREIGN_GROUP;
        }
        if (header.receiverId() != memberId)
        {
            return Refusal.MISROUTED;
        }
        final int senderId = header.senderId();
        if (!FieldRules.isMemberId(senderId) || (members & 1L << senderId) == 0)
        {
            return Refusal.UNKNOWN_SENDER;
        }
        return senderId == memberId ? Refusal.OWN_FRAME : Refusal.NONE;
    }
}
