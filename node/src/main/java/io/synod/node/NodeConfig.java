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
package io.synod.node;

import java.nio.file.Path;
import java.util.Properties;

import io.synod.ReplicatedStateMachine;
import io.synod.desk.DeskConfig;
import io.synod.journal.Durability;
import io.synod.journal.JournalConfig;
import io.synod.protocol.ConfigException;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.replica.ReplicaConfig;
import io.synod.role.Limits;
import io.synod.role.Timing;
import io.synod.transport.aeron.MemberAddresses;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.client.ClientIdentity;

/**
 * All that a node is told at its start.
 *
 * @param memberId         of its member.
 * @param members          all members with their addresses; the same on every member.
 * @param dataDirectory    of this member and of nothing else; made if it is not there.
 * @param clusterName      so that clusters do not mix: the same on every member and client; not empty.
 * @param timing           of the protocol.
 * @param limits           of everything that could grow.
 * @param priority         0 for members that should lead; each step more waits longer before it campaigns; to 8.
 * @param durability       before a member vouches for a command.
 * @param segmentLength    bytes of a file of the journal; kept as it was when the directory was first used.
 * @param transport        sockets, buffers, and where the media driver runs.
 * @param sessionTimeoutNs of silence, after which a client's session expires.
 * @param maxConnections   of clients at once.
 * @param idleMode         of the node's threads.
 */
public record NodeConfig(
    int memberId,
    MemberAddresses members,
    Path dataDirectory,
    String clusterName,
    Timing timing,
    Limits limits,
    int priority,
    Durability durability,
    int segmentLength,
    TransportConfig transport,
    long sessionTimeoutNs,
    int maxConnections,
    IdleMode idleMode)
{
    /** Name of a cluster that was given none. */
    public static final String DEFAULT_CLUSTER_NAME = "synod";

    /** Bytes of a frame around what it carries, rounded up. */
    private static final int FRAME_ROOM = 1024;

    private static final int GROUP_ID = 0;
    private static final long DEFAULT_SESSION_TIMEOUT_NS = 10_000_000_000L;
    private static final int DEFAULT_MAX_CONNECTIONS = 1024;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public NodeConfig
    {
        if (!members.contains(memberId))
        {
            throw new ConfigException("memberId=" + memberId + " must be one of members=" + members);
        }
        if (dataDirectory.toString().isEmpty())
        {
            throw new ConfigException("dataDirectory must not be empty: name a directory for this member alone");
        }
        if (clusterName.isEmpty())
        {
            throw new ConfigException("clusterName must not be empty");
        }
        transport.checkApartFrom("dataDirectory", dataDirectory);
        checkFrame("transport.peerTermLength", transport.peerTermLength(), "limits.maxBatchLength",
            limits.maxBatchLength());
        checkFrame("transport.requestTermLength", transport.requestTermLength(), "limits.maxCommandLength",
            limits.maxCommandLength());
        checkFrame("transport.answersTermLength", transport.answersTermLength(), "a state machine's longest answer",
            ReplicatedStateMachine.Reply.MAX_LENGTH);
        checkFrame("transport.commandsTermLength", transport.commandsTermLength(), "a part of a batch",
            NodeThreads.MAX_PART_LENGTH);
        // Each part says what is wrong with it, before anything is opened.
        toReplicaConfig(memberId, members, timing, limits, priority);
        toJournalConfig(clusterName, memberId, segmentLength, durability).checkHolds(limits.maxBatchLength());
        toDeskConfig(durability, sessionTimeoutNs, maxConnections, limits);
    }

    private static void checkFrame(
        final String option, final int termLength, final String what, final int length)
    {
        final int room = TransportConfig.maxFrameLength(termLength) - FRAME_ROOM;
        if (length > room)
        {
            throw new ConfigException(option + "=" + termLength + " lets one frame hold " + room +
                " bytes, and must hold " + what + "=" + length + ": make it at least " +
                8L * (length + FRAME_ROOM) + ", a power of two");
        }
    }

    /**
     * What suits a machine with few cores: forced to disk, a heartbeat of 50 ms, a leader is given up after 250 ms.
     *
     * @param memberId      of this member.
     * @param members       as {@code 0=host:port,1=host:port,...}: one address a member.
     * @param dataDirectory of this member and of nothing else.
     * @return a configuration.
     * @throws ConfigException naming the option, the value and what is right.
     */
    public static NodeConfig defaults(final int memberId, final String members, final Path dataDirectory)
    {
        return new NodeConfig(
            memberId,
            MemberAddresses.parse(members),
            dataDirectory,
            DEFAULT_CLUSTER_NAME,
            Timing.defaults(),
            new Limits(1024, 16L << 20, (1 << 20) + 4096, 1 << 20, 1024, 1024, 256, 1024),
            0,
            Durability.FLUSHED,
            JournalConfig.DEFAULT_SEGMENT_LENGTH,
            TransportConfig.defaults(),
            DEFAULT_SESSION_TIMEOUT_NS,
            DEFAULT_MAX_CONNECTIONS,
            IdleMode.BACKOFF);
    }

    /**
     * Reads a file of options, {@code name=value} in each line.
     *
     * @param properties of the node: {@code memberId}, {@code members} and {@code dataDirectory} must be in it.
     * @return a configuration.
     * @throws ConfigException naming the option, the value and what is right; unknown options are refused.
     */
    public static NodeConfig load(final Path properties)
    {
        return load(NodeProperties.read(properties));
    }

    /**
     * Reads options.
     *
     * @param properties by the names of the components: {@code timing.heartbeatInterval=50ms}.
     * @return a configuration.
     * @throws ConfigException naming the option, the value and what is right; unknown options are refused.
     */
    public static NodeConfig load(final Properties properties)
    {
        return NodeProperties.node(properties);
    }

    public NodeConfig withClusterName(final String newClusterName)
    {
        return new NodeConfig(memberId, members, dataDirectory, newClusterName, timing, limits, priority, durability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withTiming(final Timing newTiming)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, newTiming, limits, priority, durability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withLimits(final Limits newLimits)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, newLimits, priority, durability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withPriority(final int newPriority)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, newPriority, durability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withDurability(final Durability newDurability)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, newDurability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withSegmentLength(final int newSegmentLength)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, durability,
            newSegmentLength, transport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withTransport(final TransportConfig newTransport)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, durability,
            segmentLength, newTransport, sessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withSessionTimeoutNs(final long newSessionTimeoutNs)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, durability,
            segmentLength, transport, newSessionTimeoutNs, maxConnections, idleMode);
    }

    public NodeConfig withMaxConnections(final int newMaxConnections)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, durability,
            segmentLength, transport, sessionTimeoutNs, newMaxConnections, idleMode);
    }

    public NodeConfig withIdleMode(final IdleMode newIdleMode)
    {
        return new NodeConfig(memberId, members, dataDirectory, clusterName, timing, limits, priority, durability,
            segmentLength, transport, sessionTimeoutNs, maxConnections, newIdleMode);
    }

    /**
     * The number that stands for the cluster in every frame and in the journal: FNV-1a of its name.
     *
     * @param clusterName not empty.
     * @return not 0.
     */
    public static long clusterIdOf(final String clusterName)
    {
        long hash = FNV_BASIS;
        for (int i = 0; i < clusterName.length(); i++)
        {
            hash = (hash ^ clusterName.charAt(i)) * FNV_PRIME;
        }
        return hash == 0 ? 1 : hash;
    }

    /**
     * How clients and members of this cluster know each other.
     *
     * @return identity.
     */
    public ClientIdentity clientIdentity()
    {
        return new ClientIdentity(clusterIdOf(clusterName), GROUP_ID);
    }

    /**
     * What the core is told.
     *
     * @return with a seed of this member's own.
     */
    public ReplicaConfig replicaConfig()
    {
        return toReplicaConfig(memberId, members, timing, limits, priority);
    }

    /**
     * What the journal is told.
     *
     * @return for this member.
     */
    public JournalConfig journalConfig()
    {
        return toJournalConfig(clusterName, memberId, segmentLength, durability);
    }

    /**
     * What clients are allowed.
     *
     * @return limits.
     */
    public DeskConfig deskConfig()
    {
        return toDeskConfig(durability, sessionTimeoutNs, maxConnections, limits);
    }

    private static ReplicaConfig toReplicaConfig(
        final int memberId,
        final MemberAddresses members,
        final Timing timing,
        final Limits limits,
        final int priority)
    {
        final Membership membership =
            new Membership(1, members.members(), 0, Quorum.majority(Long.bitCount(members.members())));
        return new ReplicaConfig(memberId, membership, timing, limits, priority, memberId);
    }

    private static JournalConfig toJournalConfig(
        final String clusterName, final int memberId, final int segmentLength, final Durability durability)
    {
        return JournalConfig.defaults(clusterIdOf(clusterName), memberId)
            .withSegmentLength(segmentLength)
            .withDurability(durability);
    }

    private static DeskConfig toDeskConfig(
        final Durability durability, final long sessionTimeoutNs, final int maxConnections, final Limits limits)
    {
        return new DeskConfig(durability == Durability.FLUSHED ? 1 : 2, sessionTimeoutNs, maxConnections,
            limits.maxCommandLength(), limits.rememberedRequests());
    }
}
