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

import java.util.ArrayList;
import java.util.List;

/**
 * How a member is, for people and tools. Plain fields, because it is a form that one side fills in and the other reads;
 * allocates freely: it is asked for now and then.
 */
public final class MemberStatus
{
    /** Members that one message can speak of. */
    public static final int MAX_PEERS = 64;

    /** The greatest promised. */
    public long promisedBallot;

    /** Followed or led. */
    public long leaderBallot;

    /** Last slot of its chain. */
    public long acceptedThrough;

    /** Last slot known decided. */
    public long decidedThrough;

    /** Last sequence known decided. */
    public long decidedSequence;

    /** Bytes written to the journal. */
    public long tailPosition;

    /** Bytes that survive a crash. */
    public long durablePosition;

    /** Begun since the start. */
    public long campaigns;

    /** Taken from clients since the start. */
    public long commands;

    /** Of peers and clients since the start. */
    public long refusedFrames;

    /** 0 follower, 1 candidate, 2 leader. */
    public int role;

    /** 1 flushed, 2 written. */
    public int durability;

    /** Open. */
    public int sessions;

    /** Of clients. */
    public int connections;

    /** Of clients. */
    public int subscriptions;

    /** Damaged and not brought back yet. */
    public int faultySlots;

    /** Entries are refused for want of room. */
    public boolean isJournalFull;

    /** Decided slots below the chain are missing. */
    public boolean hasHole;

    /** What it knows of each member, itself included. */
    public final List<Peer> peers = new ArrayList<>();

    /**
     * What a member knows of another.
     *
     * @param memberId        which.
     * @param isHeard         within the leader timeout.
     * @param hears           bits of the members it says it hears.
     * @param leaderBallot    it says it follows.
     * @param acceptedThrough it says it has.
     * @param decidedThrough  it says it knows decided.
     */
    public record Peer(
        int memberId, boolean isHeard, long hears, long leaderBallot, long acceptedThrough, long decidedThrough)
    {
    }
}
