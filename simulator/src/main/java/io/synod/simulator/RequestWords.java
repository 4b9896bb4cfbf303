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
package io.synod.simulator;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.simulator.check.ClientChecker;
import io.synod.transport.client.RequestOutbox;

/** A client's requests to one member, each as a call to be made there. */
final class RequestWords implements RequestOutbox
{
    private final SimLink link;
    private final ClientChecker checker;
    private final long id;

    RequestWords(final SimLink link, final ClientChecker checker)
    {
        this.link = link;
        this.checker = checker;
        id = link.connectionId();
    }

    @Override
    public boolean sendConnect(final int answersStreamId, final int commandsStreamId, final String responseChannel)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onConnect(id, answersStreamId, commandsStreamId, responseChannel);
            return true;
        });
    }

    @Override
    public boolean sendDisconnect()
    {
        return link.sendRequest(inbox ->
        {
            inbox.onDisconnect(id);
            return true;
        });
    }

    @Override
    public boolean sendKeepAlive(final long sessionId, final long ackedThrough)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onKeepAlive(id, sessionId, ackedThrough);
            return true;
        });
    }

    @Override
    public boolean sendOpenSession(final long nonce)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onOpenSession(id, nonce);
            return true;
        });
    }

    @Override
    public boolean sendAppend(
        final long sessionId, final long requestId, final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final UnsafeBuffer command = new UnsafeBuffer(bytes);
        final boolean isSent =
            link.sendRequest(inbox -> inbox.onAppend(id, sessionId, requestId, command, 0, bytes.length));
        if (isSent)
        {
            checker.onSent(sessionId, requestId, command);
        }
        return isSent;
    }

    @Override
    public boolean sendCloseSession(final long sessionId)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onCloseSession(id, sessionId);
            return true;
        });
    }

    @Override
    public boolean sendAskOutcome(final long sessionId, final long requestId)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onAskOutcome(id, sessionId, requestId);
            return true;
        });
    }

    @Override
    public boolean sendSubscribe(final long subscriptionId, final long fromSequence)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onSubscribe(id, subscriptionId, fromSequence);
            return true;
        });
    }

    @Override
    public boolean sendUnsubscribe(final long subscriptionId)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onUnsubscribe(id, subscriptionId);
            return true;
        });
    }

    @Override
    public boolean sendAskStatus(final long nonce)
    {
        return link.sendRequest(inbox ->
        {
            inbox.onAskStatus(id, nonce);
            return true;
        });
    }
}
