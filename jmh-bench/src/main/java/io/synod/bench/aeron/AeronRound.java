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
package io.synod.bench.aeron;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;
import io.synod.bench.system.Member;

/**
 * No replicated system, but the limit of all that are built on Aeron: a command takes the hops that it takes in each of
 * them, from the client to the leader, to the followers, back to the leader, and when a majority has it back to the
 * client. Nothing is written, nobody is elected, member 0 leads. One thread in each process.
 */
public final class AeronRound implements Contender
{
    /** From the client to the leader: the command. */
    static final int COMMANDS_STREAM_ID = 1;
    /** From the leader to a follower: its number in the leader's order, and the command. */
    static final int COPIES_STREAM_ID = 2;
    /** From a follower to the leader: who it is, and the number through which it has all copies. */
    static final int RECEIPTS_STREAM_ID = 3;
    /** From the leader to the client: how many of its commands a majority has. */
    static final int ACKS_STREAM_ID = 4;

    static final int NUMBER_LENGTH = Long.BYTES;
    static final int LEADER_ID = 0;
    private static final int TERM_LENGTH = 8 << 20;

    @Override
    public String name()
    {
        return "aeron";
    }

    @Override
    public boolean survivesItsLeader()
    {
        return false;
    }

    @Override
    public String settings(final ClusterSetup setup)
    {
        return "no protocol and no disk; one thread with the media driver in it per process, yields when idle; UDP " +
            "unicast, MTU " + setup.mtuLength() + ", terms of 8 MiB, windows and socket buffers of 2 MiB";
    }

    @Override
    public Member startMember(final ClusterSetup setup, final int memberId)
    {
        return RoundMember.start(setup, memberId);
    }

    @Override
    public Client connect(final ClusterSetup setup)
    {
        return RoundClient.connect(setup);
    }

    static String channel(final ClusterSetup setup, final int seatId)
    {
        return new ChannelUriStringBuilder()
            .media(CommonContext.UDP_MEDIA)
            .endpoint("127.0.0.1:" + setup.port(seatId))
            .termLength(TERM_LENGTH)
            .mtu(setup.mtuLength())
            .build();
    }

    static boolean isTaken(final long position)
    {
        if (position == ExclusivePublication.CLOSED || position == ExclusivePublication.MAX_POSITION_EXCEEDED)
        {
            throw new IllegalStateException("the stream has ended: " + ExclusivePublication.errorString(position));
        }
        return position > 0;
    }
}
