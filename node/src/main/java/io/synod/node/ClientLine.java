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
import org.agrona.concurrent.AgentTerminationException;

import io.synod.transport.aeron.ClientChannels;
import io.synod.transport.aeron.DriverMode;
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

/**
 * One client's connection to all members: its part of a media driver, its channels, its number. Where its part of the
 * driver has ended, because its thread stood still for so long that it was taken for dead, it is opened anew, under
 * another number: what members know of the old one leads nowhere. One thread at a time.
 */
final class ClientLine implements AutoCloseable
{
    private static final int FRAGMENT_LIMIT = 64;

    private final TransportConfig config;
    private final MemberAddresses members;
    private final ClientIdentity identity;
    private final String responseHost;
    private final ErrorHandler errorHandler;
    private final int[] ipcMemberIds;
    private final AeronMemberLinks links;
    private final long seed = newConnectionId();
    private AnswerInbox answersInbox;
    private CommandsInbox commandsInbox;
    /** What is open; driver and channels are null if it could not be opened again. */
    private TransportDriver driver;
    private ClientChannels channels;
    private long connectionId;
    private FrameHandler answers;
    private FrameTaker commands;

    private ClientLine(
        final TransportConfig config,
        final MemberAddresses members,
        final ClientIdentity identity,
        final String responseHost,
        final ErrorHandler errorHandler,
        final int... ipcMemberIds)
    {
        this.config = config;
        this.members = members;
        this.identity = identity;
        this.responseHost = responseHost;
        this.errorHandler = errorHandler;
        this.ipcMemberIds = ipcMemberIds;
        links = new AeronMemberLinks(members, config);
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
        final ClientLine line = new ClientLine(config, members, identity, responseHost, errorHandler, ipcMemberIds);
        line.open();
        return line;
    }

    private void open()
    {
        final TransportDriver launched = TransportDriver.launch(config, errorHandler);
        try
        {
            channels = new ClientChannels(launched, config, members, responseHost, ipcMemberIds);
            driver = launched;
        }
        finally
        {
            if (driver == null)
            {
                CloseHelper.quietClose(launched);
            }
        }
        connectionId = newConnectionId();
        links.use(channels, identity, connectionId);
        hear(answersInbox, commandsInbox);
    }

    /**
     * What members say goes there.
     *
     * @param newAnswersInbox  of answers.
     * @param newCommandsInbox of commands; null without subscriptions.
     */
    void hear(final AnswerInbox newAnswersInbox, final CommandsInbox newCommandsInbox)
    {
        answersInbox = newAnswersInbox;
        commandsInbox = newCommandsInbox;
        answers = new AnswerAdapter(identity, connectionId, answersInbox)::onFrame;
        commands = new CommandsAdapter(identity, connectionId, commandsInbox)::onFrame;
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
        return seed;
    }

    /**
     * Its part of the media driver does its work, or is opened anew if it has ended.
     *
     * @return things done.
     * @throws AgentTerminationException if this thread was interrupted, or the driver is another's and not running.
     */
    int work()
    {
        if (driver != null)
        {
            try
            {
                return driver.doWork();
            }
            catch (final AgentTerminationException ex)
            {
                if (Thread.currentThread().isInterrupted())
                {
                    throw ex;
                }
                CloseHelper.quietCloseAll(channels, driver);
                channels = null;
                driver = null;
            }
        }
        if (config.driverMode() == DriverMode.EXTERNAL && !TransportDriver.isRunning(config.driverDirectory()))
        {
            throw new AgentTerminationException("transport.driverDirectory=" + config.driverDirectory() +
                " has no running media driver any more: start it again, or close this and use another node");
        }
        open();
        return 1;
    }

    /** As {@link #work}, for the last time: what has ended stays so. */
    int workOut()
    {
        return driver == null ? 0 : driver.doWork();
    }

    int pollAnswers()
    {
        return channels == null ? 0 : channels.pollAnswers(answers, FRAGMENT_LIMIT);
    }

    int pollCommands()
    {
        return channels == null ? 0 : channels.pollCommands(commands, FRAGMENT_LIMIT);
    }

    @Override
    public void close()
    {
        final ClientChannels openChannels = channels;
        final TransportDriver openDriver = driver;
        channels = null;
        driver = null;
        CloseHelper.closeAll(openChannels, openDriver);
    }
}
