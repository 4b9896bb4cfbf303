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
package io.synod.transport.aeron;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.transport.client.LinkSink;

/** A client's transport without a client. */
final class Client implements AutoCloseable
{
    final Inbox answersInbox = new Inbox();
    final Inbox commandsInbox = new Inbox();
    final TransportDriver driver;
    final ClientChannels channels;

    /** With a driver of its own. */
    Client(final TransportConfig config, final MemberAddresses members, final String responseHost)
    {
        this(TransportDriver.launch(config, error -> {}), config, members, responseHost);
    }

    Client(
        final TransportDriver driver,
        final TransportConfig config,
        final MemberAddresses members,
        final String responseHost,
        final int... ipcMemberIds)
    {
        this.driver = driver;
        channels = new ClientChannels(driver, config, members, responseHost, ipcMemberIds);
    }

    void doWork()
    {
        driver.doWork();
        channels.pollAnswers(answersInbox::onFrame, Member.LIMIT);
        channels.pollCommands(commandsInbox::take, Member.LIMIT);
    }

    boolean send(final int memberId, final byte[] frame)
    {
        return offer(channels.link(memberId), frame);
    }

    /** A third of the frame as its head. */
    static boolean offer(final LinkSink link, final byte[] frame)
    {
        final int headLength = frame.length / 3;
        final DirectBuffer buffer = new UnsafeBuffer(frame);
        return link.offer(buffer, headLength, buffer, headLength, frame.length - headLength);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(channels, driver);
    }
}
