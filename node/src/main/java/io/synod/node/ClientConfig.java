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

import io.synod.client.ClientTimes;
import io.synod.protocol.ConfigException;
import io.synod.transport.aeron.MemberAddresses;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.client.ClientIdentity;

/**
 * All that a remote client is told.
 *
 * @param members          all members with their addresses.
 * @param clusterName      as the members have it.
 * @param responseHost     name or address of this machine at which the members reach it.
 * @param times            of the client.
 * @param maxCommandLength bytes of one command, until the cluster says its own limit.
 * @param transport        sockets, buffers, and where the media driver runs.
 */
public record ClientConfig(
    MemberAddresses members,
    String clusterName,
    String responseHost,
    ClientTimes times,
    int maxCommandLength,
    TransportConfig transport)
{
    public ClientConfig
    {
        if (clusterName.isEmpty())
        {
            throw new ConfigException("clusterName must not be empty");
        }
        if (responseHost.isEmpty())
        {
            throw new ConfigException("responseHost must not be empty: name an address of this machine that the " +
                "members can reach");
        }
        if (maxCommandLength < 0)
        {
            throw new ConfigException("maxCommandLength=" + maxCommandLength + " must be >= 0");
        }
    }

    /**
     * For members on this machine: they answer on the loopback address.
     *
     * @param members as {@code 0=host:port,1=host:port,...}.
     * @return a configuration.
     */
    public static ClientConfig defaults(final String members)
    {
        return new ClientConfig(
            MemberAddresses.parse(members), NodeConfig.DEFAULT_CLUSTER_NAME, "127.0.0.1", ClientTimes.defaults(),
            1 << 20, TransportConfig.defaults());
    }

    /**
     * Reads a file of options, {@code name=value} in each line.
     *
     * @param properties of the client: {@code members} must be in it.
     * @return a configuration.
     * @throws ConfigException naming the option, the value and what is right; unknown options are refused.
     */
    public static ClientConfig load(final Path properties)
    {
        return load(NodeProperties.read(properties));
    }

    /**
     * Reads options.
     *
     * @param properties by the names of the components: {@code times.keepAliveInterval=200ms}.
     * @return a configuration.
     * @throws ConfigException naming the option, the value and what is right; unknown options are refused.
     */
    public static ClientConfig load(final Properties properties)
    {
        return NodeProperties.client(properties);
    }

    public ClientConfig withClusterName(final String newClusterName)
    {
        return new ClientConfig(members, newClusterName, responseHost, times, maxCommandLength, transport);
    }

    public ClientConfig withResponseHost(final String newResponseHost)
    {
        return new ClientConfig(members, clusterName, newResponseHost, times, maxCommandLength, transport);
    }

    public ClientConfig withTimes(final ClientTimes newTimes)
    {
        return new ClientConfig(members, clusterName, responseHost, newTimes, maxCommandLength, transport);
    }

    public ClientConfig withTransport(final TransportConfig newTransport)
    {
        return new ClientConfig(members, clusterName, responseHost, times, maxCommandLength, newTransport);
    }

    /**
     * How clients and members of this cluster know each other.
     *
     * @return identity.
     */
    public ClientIdentity clientIdentity()
    {
        return new ClientIdentity(NodeConfig.clusterIdOf(clusterName), 0);
    }
}
