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

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;

/** Channels and streams: all that appears in a channel is put there here, and nothing of anybody else's text. */
final class Channels
{
    /** Between members. */
    static final int PEERS_STREAM_ID = 1;

    /** From clients to a member. */
    static final int REQUESTS_STREAM_ID = 2;

    static final String IPC = CommonContext.IPC_CHANNEL;
    private static final String UDP_PREFIX = "aeron:udp?endpoint=";

    /** Marks streams to members in shared memory; a client draws the ids of its own without this bit. */
    private static final int IPC_REQUESTS_BIT = 1 << 30;

    private Channels()
    {
    }

    static String udp(final String endpoint)
    {
        return UDP_PREFIX + endpoint;
    }

    /**
     * The requests of one member in shared memory. Several members may share a driver: there an id alone would not tell
     * members of two clusters apart, but on one machine no two have one port. The host is left out, because it can be
     * spelled in many ways.
     */
    static int ipcRequestsStreamId(final MemberAddress address)
    {
        return IPC_REQUESTS_BIT | address.memberId() << 16 | address.port();
    }

    /** Whether answers may be sent there: not if members listen to it. */
    static boolean isClientsStreamId(final int streamId)
    {
        return streamId > REQUESTS_STREAM_ID && (streamId & IPC_REQUESTS_BIT) == 0;
    }

    /** An id in the clients' range. */
    static int clientsStreamId(final int random)
    {
        final int streamId = random & (IPC_REQUESTS_BIT - 1);
        return isClientsStreamId(streamId) ? streamId : streamId + REQUESTS_STREAM_ID + 1;
    }

    static String publication(final String host, final int port, final int termLength, final TransportConfig config)
    {
        return udp(host, port, termLength, config).sparse(true).build();
    }

    static String ipcPublication(final int termLength, final TransportConfig config)
    {
        return ipc(termLength, config).sparse(true).build();
    }

    private static ChannelUriStringBuilder udp(
        final String host, final int port, final int termLength, final TransportConfig config)
    {
        return new ChannelUriStringBuilder()
            .media(CommonContext.UDP_MEDIA)
            .endpoint(Endpoint.text(host, port))
            .termLength(termLength)
            .mtu(mtuLength(termLength, Endpoint.isLoopback(host) ? config.loopbackMtuLength() : config.mtuLength()));
    }

    private static ChannelUriStringBuilder ipc(final int termLength, final TransportConfig config)
    {
        return new ChannelUriStringBuilder()
            .media(CommonContext.IPC_MEDIA)
            .termLength(termLength)
            .mtu(mtuLength(termLength, config.loopbackMtuLength()));
    }

    /** Aeron has no datagrams that are longer than the longest message. */
    private static int mtuLength(final int termLength, final int configured)
    {
        return Math.min(configured, TransportConfig.maxFrameLength(termLength));
    }

    static String subscription(final String endpoint)
    {
        return new ChannelUriStringBuilder()
            .media(CommonContext.UDP_MEDIA)
            .endpoint(endpoint)
            .sparse(true)
            .build();
    }

    /** With a tag, so that a second subscription finds the port that the first was given. */
    static String ephemeralSubscription(final String host, final long tag)
    {
        return new ChannelUriStringBuilder()
            .media(CommonContext.UDP_MEDIA)
            .endpoint(Endpoint.text(host, 0))
            .tags(tag, null)
            .sparse(true)
            .build();
    }

    /**
     * Reads what a client asked to be answered on; null if it is anything but one endpoint or shared memory. Its terms
     * are written once when they are made: where there is no room for them the client is refused, and the member does
     * not stumble over a page that cannot be had when it sends.
     */
    static String responsePublication(final String channel, final int termLength, final TransportConfig config)
    {
        if (IPC.equals(channel))
        {
            return ipc(termLength, config).sparse(false).build();
        }
        if (channel == null || !channel.startsWith(UDP_PREFIX))
        {
            return null;
        }
        final Endpoint endpoint = Endpoint.parse(channel.substring(UDP_PREFIX.length()));
        if (endpoint.problem() != null || Endpoint.isNobodys(endpoint.host()))
        {
            return null;
        }
        return udp(endpoint.host(), endpoint.port(), termLength, config).sparse(false).build();
    }
}
