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

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A member's transport without a member. */
final class Member implements AutoCloseable
{
    /** Pieces a poll reads. */
    static final int LIMIT = 100;

    final Inbox peersInbox = new Inbox();
    final Inbox requestsInbox = new Inbox();
    final List<Throwable> errors = new ArrayList<>();
    final TransportDriver driver;
    final PeerChannels peers;
    final ClientIngress ingress;

    /** Whether the duty cycle reads what peers sent. */
    boolean isReading = true;

    Member(final MemberAddresses members, final int memberId)
    {
        this(TransportConfig.defaults(), members, memberId);
    }

    Member(final TransportConfig config, final MemberAddresses members, final int memberId)
    {
        driver = TransportDriver.launch(config, this::onError);
        peers = new PeerChannels(driver, config, members, memberId);
        ingress = new ClientIngress(driver, config, members, memberId);
    }

    private synchronized void onError(final Throwable error)
    {
        errors.add(error);
    }

    void doWork()
    {
        driver.doWork();
        if (isReading)
        {
            peers.poll(peersInbox::onFrame, LIMIT);
        }
        ingress.poll(requestsInbox::take, LIMIT);
    }

    /** Half of the frame as its head. */
    boolean send(final int to, final byte[] frame)
    {
        final int headLength = frame.length / 2;
        final DirectBuffer buffer = new UnsafeBuffer(frame);
        return peers.offer(to, buffer, headLength, buffer, headLength, frame.length - headLength);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(ingress, peers, driver);
    }
}
