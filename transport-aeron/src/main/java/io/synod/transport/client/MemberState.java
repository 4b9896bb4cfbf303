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

import io.synod.protocol.Ballot;

/** Who leads as far as a member knows, and its limits. Mutable, filled in place. */
public final class MemberState
{
    private long leaderBallot;
    private boolean isLeader;
    private int durability;
    private long decidedSequence;
    private long sessionTimeoutNs;
    private int maxCommandLength;
    private int maxInFlight;
    private boolean isJournalFull;
    private int refusal;

    /**
     * Who leads.
     *
     * @param newLeaderBallot followed, or led; {@link Ballot#NONE} if none.
     * @param leads           whether the member itself leads it.
     * @return this.
     */
    public MemberState leader(final long newLeaderBallot, final boolean leads)
    {
        leaderBallot = newLeaderBallot;
        isLeader = leads;
        return this;
    }

    /**
     * The limits of the cluster.
     *
     * @param newSessionTimeoutNs of silence, after which a session expires.
     * @param newMaxCommandLength bytes of one command.
     * @param newMaxInFlight      requests of a session without an answer.
     * @return this.
     */
    public MemberState limits(
        final long newSessionTimeoutNs, final int newMaxCommandLength, final int newMaxInFlight)
    {
        sessionTimeoutNs = newSessionTimeoutNs;
        maxCommandLength = newMaxCommandLength;
        maxInFlight = newMaxInFlight;
        return this;
    }

    /**
     * How the log is.
     *
     * @param newDurability      of acknowledgements: 1 flushed, 2 written.
     * @param newDecidedSequence last one known decided.
     * @param journalFull        whether entries are refused for want of room.
     * @return this.
     */
    public MemberState log(final int newDurability, final long newDecidedSequence, final boolean journalFull)
    {
        durability = newDurability;
        decidedSequence = newDecidedSequence;
        isJournalFull = journalFull;
        return this;
    }

    /**
     * Whether the member serves the client.
     *
     * @param newRefusal one of {@link Refusals}.
     * @return this.
     */
    public MemberState refusal(final int newRefusal)
    {
        refusal = newRefusal;
        return this;
    }

    public long leaderBallot()
    {
        return leaderBallot;
    }

    public boolean isLeader()
    {
        return isLeader;
    }

    public int durability()
    {
        return durability;
    }

    public long decidedSequence()
    {
        return decidedSequence;
    }

    public long sessionTimeoutNs()
    {
        return sessionTimeoutNs;
    }

    public int maxCommandLength()
    {
        return maxCommandLength;
    }

    public int maxInFlight()
    {
        return maxInFlight;
    }

    public boolean isJournalFull()
    {
        return isJournalFull;
    }

    public int refusal()
    {
        return refusal;
    }
}
