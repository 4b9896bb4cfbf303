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

import java.security.SecureRandom;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

import io.synod.transport.aeron.ClientChannels;
import io.synod.transport.aeron.FrameHandler;
import io.synod.transport.aeron.FrameTaker;
import io.synod.transport.aeron.MemberAddresses;
import io.synod.transport.aeron.TransportConfig;
import io.synod.transport.aeron.TransportDriver;
import io.synod.transport.client.AnswerAdapter;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.ClientIdentity;
import io.synod.transport.client.CommandsAdapter;
import io.synod.transport.client.CommandsInbox;

/** One client's connection to all members: its part of a media driver, its channels, its number. One thread. */
final class ClientLine implements AutoCloseable
{
    private static final int FRAGMENT_LIMIT = 64;

    private final TransportDriver driver;
    private final ClientChannels channels;
    private final AeronMemberLinks links;
    private final ClientIdentity identity;
    private final long connectionId;

    private ClientLine(
        final TransportDriver driver,
        final ClientChannels channels,
        final MemberAddresses members,
        final ClientIdentity identity)
    {
        this.driver = driver;
        this.channels = channels;
        this.identity = identity;
        connectionId = newConnectionId();
        links = new AeronMemberLinks(channels, members, identity, connectionId);
    }

    /**
     * Opens a line.
     *
     * @param config       of the transport, and where its media driver is.
     * @param members      of the cluster.
     * @param identity     of the cluster.
     * @param responseHost at which members reach this machine.
     * @param errorHandler of the media driver.
     * @param ipcMemberIds members that share the media driver.
     * @return open; connects as it is polled.
     */
    static ClientLine open(
        final TransportConfig config,
        final MemberAddresses members,
        final ClientIdentity identity,
        final String responseHost,
        final ErrorHandler errorHandler,
        final int... ipcMemberIds)
    {
        final TransportDriver driver = TransportDriver.launch(config, errorHandler);
        ClientLine line = null;
        try
        {
            line = new ClientLine(
                driver, new ClientChannels(driver, config, members, responseHost, ipcMemberIds), members, identity);
            return line;
        }
        finally
        {
            if (line == null)
            {
                CloseHelper.quietClose(driver);
            }
        }
    }

    private static long newConnectionId()
    {
        long drawn = 0;
        while (drawn == 0)
        {
            drawn = new SecureRandom().nextLong();
        }
        return drawn;
    }

    AeronMemberLinks links()
    {
        return links;
    }

    /** A number that other clients do not have. */
    long seed()
    {
        return connectionId;
    }

    /** What takes the frames of answers, for an inbox. */
    FrameHandler answersTo(final AnswerInbox inbox)
    {
        return new AnswerAdapter(identity, connectionId, inbox)::onFrame;
    }

    /** What takes the frames of commands, for an inbox. */
    FrameTaker commandsTo(final CommandsInbox inbox)
    {
        return new CommandsAdapter(identity, connectionId, inbox)::onFrame;
    }

    int work()
    {
        return driver.doWork();
    }

    int pollAnswers(final FrameHandler answers)
    {
        return channels.pollAnswers(answers, FRAGMENT_LIMIT);
    }

    int pollCommands(final FrameTaker commands)
    {
        return channels.pollCommands(commands, FRAGMENT_LIMIT);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(channels, driver);
    }
}
