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
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SecureRandom;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

import io.synod.journal.DiskStorage;
import io.synod.journal.Incarnation;
import io.synod.journal.MappedJournal;
import io.synod.protocol.ConfigException;
import io.synod.transport.aeron.ClientIngress;
import io.synod.transport.aeron.DriverMode;
import io.synod.transport.aeron.MemberAddress;
import io.synod.transport.aeron.PeerChannels;
import io.synod.transport.aeron.TransportDriver;

/** What a node opens, in this order, and closes in the opposite one. */
final class NodeResources implements AutoCloseable
{
    /** The journal's directory in the node's. */
    private static final String JOURNAL = "journal";

    final MappedJournal journal;
    final NodeFile file;
    final NodeCounters counters;
    final TransportDriver driver;
    final PeerChannels peers;
    final ClientIngress ingress;
    final AeronResponseLinks links;

    private NodeResources(
        final MappedJournal journal,
        final NodeFile file,
        final TransportDriver driver,
        final PeerChannels peers,
        final ClientIngress ingress,
        final AeronResponseLinks links)
    {
        this.journal = journal;
        this.file = file;
        this.counters = new NodeCounters(file);
        this.driver = driver;
        this.peers = peers;
        this.ingress = ingress;
        this.links = links;
    }

    /**
     * Opens everything, or nothing.
     *
     * @param config       of the node.
     * @param errorHandler of the media driver.
     * @return to be closed.
     */
    static NodeResources open(final NodeConfig config, final ErrorHandler errorHandler)
    {
        makeDirectory(config.dataDirectory());
        MappedJournal journal = null;
        NodeFile file = null;
        TransportDriver driver = null;
        PeerChannels peers = null;
        ClientIngress ingress = null;
        NodeResources opened = null;
        try
        {
            // The journal first: its lock keeps a second process away from all the rest.
            final SecureRandom random = new SecureRandom();
            journal = MappedJournal.open(DiskStorage.open(config.dataDirectory().resolve(JOURNAL)),
                config.journalConfig(), new Incarnation(random.nextLong(), random.nextLong()));
            if (config.transport().driverMode() != DriverMode.EXTERNAL)
            {
                checkAddress(config.members().address(config.memberId()));
            }
            file = NodeFile.create(config.dataDirectory(), config.memberId());
            driver = TransportDriver.launch(config.transport(), errorHandler);
            peers = new PeerChannels(driver, config.transport(), config.members(), config.memberId());
            ingress = new ClientIngress(driver, config.transport(), config.members(), config.memberId());
            opened = new NodeResources(journal, file, driver, peers, ingress, new AeronResponseLinks(
                ingress, config.transport(), config.clientIdentity(), config.memberId()));
            return opened;
        }
        finally
        {
            if (opened == null)
            {
                CloseHelper.quietCloseAll(ingress, peers, driver, file, journal);
            }
        }
    }

    /** A driver says the same thing later, and less plainly. */
    private static void checkAddress(final MemberAddress own)
    {
        final InetSocketAddress address = new InetSocketAddress(own.host(), own.port());
        if (address.isUnresolved())
        {
            throw new ConfigException("members: '" + own + "' has host '" + own.host() +
                "', a name that this machine cannot resolve");
        }
        try (DatagramSocket socket = new DatagramSocket(null))
        {
            socket.setReuseAddress(false);
            socket.bind(address);
        }
        catch (final SocketException ex)
        {
            final boolean isInUse = String.valueOf(ex.getMessage()).contains("already in use");
            throw new ConfigException(isInUse ?
                "address already in use: members: '" + own + "': another process has UDP port " + own.port() +
                    "; end it, or choose another port, on all members" :
                "members: '" + own + "' cannot be listened at, " + ex.getMessage() +
                    ": it must be an address of this machine");
        }
    }

    private static void makeDirectory(final Path directory)
    {
        try
        {
            DiskStorage.makeDirectory(directory);
        }
        catch (final IOException ex)
        {
            throw new ConfigException("dataDirectory=" + directory + " cannot be made: " + ex);
        }
    }

    /** When all threads have ended. */
    @Override
    public void close()
    {
        CloseHelper.closeAll(links, ingress, peers, driver, journal, file);
    }
}
