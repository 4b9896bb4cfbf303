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
package io.synod.tools.cluster;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.synod.node.ClientConfig;
import io.synod.protocol.ConfigException;
import io.synod.transport.aeron.MemberAddress;
import io.synod.transport.aeron.MemberAddresses;

/** How a command finds the cluster that it is a client of. */
public final class ClusterOptions
{
    @Option(
        names = "--members",
        paramLabel = "ID=HOST:PORT,...",
        description = "All members, as they were told: 0=127.0.0.1:20110,1=127.0.0.1:20120,...")
    private String members;

    @Option(names = "--cluster-name", paramLabel = "NAME", description = "As the members have it. Default: synod.")
    private String clusterName;

    @Option(
        names = "--response-host",
        paramLabel = "HOST",
        description = "This machine, as the members reach it. Default: the address it has towards them.")
    private String responseHost;

    @Mixin
    private OptionSettings settings = new OptionSettings();

    /**
     * The client's configuration.
     *
     * @return checked.
     * @throws ConfigException naming the option and what is right.
     */
    public ClientConfig toConfig()
    {
        final Map<String, String> given = new HashMap<>();
        given.put("members", members);
        given.put("clusterName", clusterName);
        given.put("responseHost", responseHost);
        final Properties properties = settings.with(given);
        if (properties.getProperty("members") == null)
        {
            throw new ConfigException("--members is missing: give it as the members have it, as in " +
                "--members 0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130");
        }
        final ClientConfig config = ClientConfig.load(properties);
        return properties.getProperty("responseHost") == null ?
            config.withResponseHost(ownAddressTowards(config.members())) : config;
    }

    /** What the routing table says: nothing is sent. Any member will do; other machines before this one. */
    private static String ownAddressTowards(final MemberAddresses members)
    {
        final List<MemberAddress> targets = new ArrayList<>();
        members.forEach(targets::add);
        targets.sort(Comparator.comparing(MemberAddress::isLoopback));
        final StringJoiner problems = new StringJoiner("; ");
        for (final MemberAddress target : targets)
        {
            try
            {
                return ownAddressTowards(target);
            }
            catch (final IOException ex)
            {
                problems.add("'" + target + "' " + ex.getMessage());
            }
        }
        throw new ConfigException("members: " + problems + ": --response-host names an address of this machine");
    }

    private static String ownAddressTowards(final MemberAddress target) throws IOException
    {
        final InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved())
        {
            throw new IOException("has a host name that this machine cannot resolve");
        }
        try (DatagramSocket socket = new DatagramSocket())
        {
            socket.connect(address);
            return socket.getLocalAddress().getHostAddress();
        }
        catch (final IOException ex)
        {
            throw new IOException("cannot be reached from here, " + ex.getMessage(), ex);
        }
    }
}
