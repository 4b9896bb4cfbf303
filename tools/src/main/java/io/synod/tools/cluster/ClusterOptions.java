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

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

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

    /** What the routing table says: nothing is sent. */
    private static String ownAddressTowards(final MemberAddresses members)
    {
        final AtomicReference<MemberAddress> target = new AtomicReference<>();
        members.forEach(member -> target.updateAndGet(found ->
            found == null || found.isLoopback() && !member.isLoopback() ? member : found));
        try (DatagramSocket socket = new DatagramSocket())
        {
            final InetSocketAddress address = new InetSocketAddress(target.get().host(), target.get().port());
            if (address.isUnresolved())
            {
                throw new ConfigException("members: '" + target.get() + "' has host '" + target.get().host() +
                    "', a name that this machine cannot resolve");
            }
            socket.connect(address);
            final InetAddress own = socket.getLocalAddress();
            return own.getHostAddress();
        }
        catch (final SocketException ex)
        {
            throw new ConfigException("members: '" + target.get() + "' cannot be reached from here, " +
                ex.getMessage() + ": --response-host names an address of this machine");
        }
    }
}
