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

import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;

/**
 * Where a member is reached, by peers and clients alike.
 *
 * @param memberId from 0 to {@link Ballot#MAX_MEMBER_ID}.
 * @param host     name, IPv4 address or IPv6 address; without brackets here.
 * @param port     from 1 to 65535.
 */
public record MemberAddress(int memberId, String host, int port)
{
    public MemberAddress
    {
        if (memberId < 0 || memberId > Ballot.MAX_MEMBER_ID)
        {
            throw new ConfigException("members: id " + memberId + " must be in [0, " + Ballot.MAX_MEMBER_ID + "]");
        }
        final String problem = Endpoint.problemOfHost(host);
        if (problem != null)
        {
            throw new ConfigException("members: '" + memberId + "=" + host + ":" + port + "' " + problem);
        }
        if (port < 1 || port > Endpoint.MAX_PORT)
        {
            throw new ConfigException("members: '" + memberId + "=" + host + ":" + port +
                "' has port " + port + ", must be in [1, " + Endpoint.MAX_PORT + "]");
        }
    }

    /**
     * Host and port in one.
     *
     * @return an IPv6 address in brackets.
     */
    public String endpoint()
    {
        return Endpoint.text(host, port);
    }

    /**
     * Whether it can only be this machine.
     *
     * @return true for {@code localhost} and the addresses of loopback.
     */
    public boolean isLoopback()
    {
        return Endpoint.isLoopback(host);
    }

    @Override
    public String toString()
    {
        return memberId + "=" + endpoint();
    }
}
