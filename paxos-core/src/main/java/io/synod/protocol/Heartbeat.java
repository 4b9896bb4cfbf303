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
package io.synod.protocol;

/**
 * What each member tells each other member every {@code heartbeatInterval}: who it hears, whom it follows, how far it
 * is. A reusable record. The rules are in {@code docs/PROTOCOL.md} 6.
 */
public final class Heartbeat
{
    private long promisedBallot;
    private long leaderBallot;
    private long heard;
    private boolean leaderAlive;
    private boolean quorumConnected;
    private long chainBallot;
    private long acceptedThrough;
    private long decidedThrough;

    /**
     * What the sender thinks of leaders and links.
     *
     * @param newPromisedBallot  greatest ballot it has promised.
     * @param newLeaderBallot    ballot it follows or leads, {@link Ballot#NONE} if none.
     * @param newHeard           bits of the members it has heard within {@code leaderTimeout}, itself included.
     * @param newLeaderAlive     whether it takes that leader to be alive.
     * @param newQuorumConnected whether its good links reach the quorums it needs.
     * @return this.
     */
    public Heartbeat links(
        final long newPromisedBallot,
        final long newLeaderBallot,
        final long newHeard,
        final boolean newLeaderAlive,
        final boolean newQuorumConnected)
    {
        promisedBallot = newPromisedBallot;
        leaderBallot = newLeaderBallot;
        heard = newHeard;
        leaderAlive = newLeaderAlive;
        quorumConnected = newQuorumConnected;
        return this;
    }

    /**
     * How far the sender's log is.
     *
     * @param newChainBallot     ballot of its chain.
     * @param newAcceptedThrough last slot of its chain.
     * @param newDecidedThrough  last slot up to which it holds the decided values.
     * @return this.
     */
    public Heartbeat log(final long newChainBallot, final long newAcceptedThrough, final long newDecidedThrough)
    {
        chainBallot = newChainBallot;
        acceptedThrough = newAcceptedThrough;
        decidedThrough = newDecidedThrough;
        return this;
    }

    public long promisedBallot()
    {
        return promisedBallot;
    }

    public long leaderBallot()
    {
        return leaderBallot;
    }

    public long heard()
    {
        return heard;
    }

    public boolean leaderAlive()
    {
        return leaderAlive;
    }

    public boolean quorumConnected()
    {
        return quorumConnected;
    }

    public long chainBallot()
    {
        return chainBallot;
    }

    public long acceptedThrough()
    {
        return acceptedThrough;
    }

    public long decidedThrough()
    {
        return decidedThrough;
    }
}
