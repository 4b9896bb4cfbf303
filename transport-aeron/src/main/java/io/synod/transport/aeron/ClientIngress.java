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

import java.util.ArrayList;
import java.util.List;

import io.aeron.Aeron;
import org.agrona.CloseHelper;

/**
 * A member's side towards clients: what they request arrives at the member's own address, or in shared memory if they
 * share its media driver, and is answered on streams that they ask for.
 */
public final class ClientIngress implements AutoCloseable
{
    private final List<ResponseLink> pending = new ArrayList<>();
    private final Aeron aeron;
    private final TransportConfig config;
    private final SubscriptionPair requests;

    /**
     * Binds the own address.
     *
     * @param driver   of this thread.
     * @param config   of the streams.
     * @param members  all of them.
     * @param memberId this one.
     */
    public ClientIngress(
        final TransportDriver driver, final TransportConfig config, final MemberAddresses members, final int memberId)
    {
        aeron = driver.aeron();
        this.config = config;
        final MemberAddress own = members.address(memberId);
        final String option = "members: '" + own + "'";
        requests = new SubscriptionPair(
            new FrameSubscription(
                aeron, Channels.subscription(own.endpoint()), Channels.REQUESTS_STREAM_ID, option),
            new FrameSubscription(aeron, Channels.IPC, Channels.ipcRequestsStreamId(own), option));
    }

    /**
     * Hands over what clients sent, and goes on with opening links to them.
     *
     * @param taker         of whole frames. One it has no room for comes again; that client's later ones wait.
     * @param fragmentLimit pieces to read at most.
     * @return pieces read.
     */
    public int poll(final FrameTaker taker, final int fragmentLimit)
    {
        if (!pending.isEmpty())
        {
            openPending();
        }
        return requests.poll(taker, fragmentLimit);
    }

    private void openPending()
    {
        for (int i = pending.size() - 1; i >= 0; i--)
        {
            if (pending.get(i).advance())
            {
                pending.remove(i);
            }
        }
    }

    /**
     * Begins to open a stream to a client. The client's words are not trusted: of the channel only the endpoint is
     * taken, and it must not be anybody's but a client's.
     *
     * @param channel    {@code aeron:udp?endpoint=host:port} or {@code aeron:ipc}, as {@link ClientChannels} says it.
     * @param streamId   of the client's stream.
     * @param termLength one of those of the configuration.
     * @return to be asked later whether it is connected; null if the channel or the stream is refused.
     */
    public ResponseLink openResponse(final String channel, final int streamId, final int termLength)
    {
        final String publication = Channels.responsePublication(channel, termLength, config);
        return publication == null || !Channels.isClientsStreamId(streamId) ?
            null : new ResponseLink(aeron, pending, publication, streamId, termLength);
    }

    /** Closes the subscriptions. Links are closed by who opened them. */
    @Override
    public void close()
    {
        CloseHelper.close(requests);
    }
}
