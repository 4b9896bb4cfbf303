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

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

import io.synod.client.ClientTimes;
import io.synod.protocol.ConfigException;
import io.synod.role.Limits;
import io.synod.role.Timing;
import io.synod.transport.aeron.TransportConfig;

/**
 * The only place where options have names: those of the records' components, with a point between a record and what is
 * in it, and without the unit that a component's name ends with: {@code timing.heartbeatInterval=50ms}.
 */
final class NodeProperties
{
    private static final String MEMBERS_EXAMPLE = "0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130";

    private NodeProperties()
    {
    }

    static Properties read(final Path file)
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            properties.load(reader);
            return properties;
        }
        catch (final NoSuchFileException ex)
        {
            throw new ConfigException("there is no file of options " + file);
        }
        catch (final IOException | IllegalArgumentException ex)
        {
            throw new ConfigException("the file of options " + file + " cannot be read: " + ex.getMessage());
        }
    }

    static NodeConfig node(final Properties properties)
    {
        final PropertyReader reader = new PropertyReader(properties);
        final String members = reader.required("members", MEMBERS_EXAMPLE);
        reader.required("memberId", "0");
        final int memberId = reader.number("memberId", 0);
        final Path dataDirectory = Path.of(reader.required("dataDirectory", "data/member-0"));
        final NodeConfig defaults = NodeConfig.defaults(memberId, members, dataDirectory);
        final NodeConfig config = new NodeConfig(
            memberId,
            defaults.members(),
            dataDirectory,
            reader.text("clusterName", defaults.clusterName()),
            timing(reader, defaults.timing()),
            limits(reader, defaults.limits()),
            reader.number("priority", defaults.priority()),
            reader.choice("durability", defaults.durability()),
            reader.number("segmentLength", defaults.segmentLength()),
            transport(reader, defaults.transport()),
            reader.durationNs("sessionTimeout", defaults.sessionTimeoutNs()),
            reader.number("maxConnections", defaults.maxConnections()),
            reader.choice("idleMode", defaults.idleMode()));
        reader.refuseUnknown();
        return config;
    }

    static ClientConfig client(final Properties properties)
    {
        final PropertyReader reader = new PropertyReader(properties);
        final ClientConfig defaults = ClientConfig.defaults(reader.required("members", MEMBERS_EXAMPLE));
        final ClientConfig config = new ClientConfig(
            defaults.members(),
            reader.text("clusterName", defaults.clusterName()),
            reader.text("responseHost", defaults.responseHost()),
            times(reader, defaults.times()),
            reader.number("maxCommandLength", defaults.maxCommandLength()),
            transport(reader, defaults.transport()));
        reader.refuseUnknown();
        return config;
    }

    /** What is not said follows from the heartbeat. */
    private static Timing timing(final PropertyReader reader, final Timing defaults)
    {
        final Timing others =
            Timing.ofHeartbeat(reader.durationNs("timing.heartbeatInterval", defaults.heartbeatIntervalNs()));
        return new Timing(
            others.heartbeatIntervalNs(),
            reader.durationNs("timing.leaderTimeout", others.leaderTimeoutNs()),
            reader.durationNs("timing.retransmitInterval", others.retransmitIntervalNs()),
            reader.durationNs("timing.diskStallLimit", others.diskStallLimitNs()),
            reader.durationNs("timing.handOverTimeout", others.handOverTimeoutNs()));
    }

    private static Limits limits(final PropertyReader reader, final Limits defaults)
    {
        return new Limits(
            reader.number("limits.windowSlots", defaults.windowSlots()),
            reader.longNumber("limits.windowBytes", defaults.windowBytes()),
            reader.number("limits.maxBatchLength", defaults.maxBatchLength()),
            reader.number("limits.maxCommandLength", defaults.maxCommandLength()),
            reader.number("limits.maxSessions", defaults.maxSessions()),
            reader.number("limits.rememberedRequests", defaults.rememberedRequests()),
            reader.number("limits.fetchSlots", defaults.fetchSlots()),
            reader.number("limits.decidedMarkSlots", defaults.decidedMarkSlots()));
    }

    private static TransportConfig transport(final PropertyReader reader, final TransportConfig defaults)
    {
        return new TransportConfig(
            reader.choice("transport.driverMode", defaults.driverMode()),
            reader.text("transport.driverDirectory", defaults.driverDirectory()),
            reader.number("transport.peerTermLength", defaults.peerTermLength()),
            reader.number("transport.requestTermLength", defaults.requestTermLength()),
            reader.number("transport.answersTermLength", defaults.answersTermLength()),
            reader.number("transport.commandsTermLength", defaults.commandsTermLength()),
            reader.number("transport.mtuLength", defaults.mtuLength()),
            reader.number("transport.loopbackMtuLength", defaults.loopbackMtuLength()),
            reader.number("transport.socketBufferLength", defaults.socketBufferLength()),
            reader.number("transport.receiverWindowLength", defaults.receiverWindowLength()));
    }

    private static ClientTimes times(final PropertyReader reader, final ClientTimes defaults)
    {
        return new ClientTimes(
            reader.durationNs("times.connectInterval", defaults.connectIntervalNs()),
            reader.durationNs("times.keepAliveInterval", defaults.keepAliveIntervalNs()),
            reader.durationNs("times.memberTimeout", defaults.memberTimeoutNs()),
            reader.durationNs("times.retryInterval", defaults.retryIntervalNs()));
    }
}
