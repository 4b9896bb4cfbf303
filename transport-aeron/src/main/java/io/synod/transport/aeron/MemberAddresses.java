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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import io.synod.protocol.Ballot;
import io.synod.protocol.ConfigException;

/** Where the members of a cluster are: the option {@code members}. Does not change. */
public final class MemberAddresses
{
    private static final String FORM = "must be id=host:port, with commas between";

    private final MemberAddress[] byId = new MemberAddress[Ballot.MAX_MEMBER_ID + 1];
    private final long members;

    private MemberAddresses(final Iterable<MemberAddress> addresses)
    {
        final Set<String> endpoints = new HashSet<>();
        long bits = 0;
        for (final MemberAddress address : addresses)
        {
            if (byId[address.memberId()] != null)
            {
                throw refusal(address.toString(), "repeats id " + address.memberId() + ", must have an id of its own");
            }
            if (!endpoints.add(address.endpoint().toLowerCase(Locale.ROOT)))
            {
                throw refusal(address.toString(),
                    "repeats " + address.endpoint() + ", must have an endpoint of its own");
            }
            byId[address.memberId()] = address;
            bits |= 1L << address.memberId();
        }
        if (bits == 0)
        {
            throw new ConfigException("members: is empty, " + FORM);
        }
        members = bits;
    }

    /**
     * Reads the option.
     *
     * @param text as in {@code 0=127.0.0.1:20110,1=[::1]:20120,2=host-name:20130}.
     * @return what it says.
     */
    public static MemberAddresses parse(final String text)
    {
        if (text.isBlank())
        {
            throw new ConfigException("members: is empty, " + FORM);
        }
        final List<MemberAddress> addresses = new ArrayList<>();
        for (final String part : text.split(",", -1))
        {
            addresses.add(parsePart(part.strip()));
        }
        return new MemberAddresses(addresses);
    }

    /**
     * Puts addresses together.
     *
     * @param addresses of different members, at different places.
     * @return all of them.
     */
    public static MemberAddresses of(final Iterable<MemberAddress> addresses)
    {
        return new MemberAddresses(addresses);
    }

    private static MemberAddress parsePart(final String part)
    {
        final int equals = part.indexOf('=');
        if (equals < 0)
        {
            throw refusal(part, FORM);
        }
        final String id = part.substring(0, equals);
        if (!id.matches("[0-9]{1,2}") || Integer.parseInt(id) > Ballot.MAX_MEMBER_ID)
        {
            throw refusal(part, "has id '" + id + "', must be a number in [0, " + Ballot.MAX_MEMBER_ID + "]");
        }
        final Endpoint endpoint = Endpoint.parse(part.substring(equals + 1));
        if (endpoint.problem() != null)
        {
            throw refusal(part, endpoint.problem());
        }
        return new MemberAddress(Integer.parseInt(id), endpoint.host(), endpoint.port());
    }

    private static ConfigException refusal(final String part, final String problem)
    {
        return new ConfigException("members: '" + part + "' " + problem);
    }

    /**
     * Who they are.
     *
     * @return one bit for each member id.
     */
    public long members()
    {
        return members;
    }

    /**
     * Whether there is such a member.
     *
     * @param memberId any number.
     * @return true if there is.
     */
    public boolean contains(final int memberId)
    {
        return memberId >= 0 && memberId <= Ballot.MAX_MEMBER_ID && byId[memberId] != null;
    }

    /**
     * Where a member is.
     *
     * @param memberId of the member.
     * @return its address.
     */
    public MemberAddress address(final int memberId)
    {
        if (!contains(memberId))
        {
            throw new ConfigException("members: '" + this + "' has no member " + memberId);
        }
        return byId[memberId];
    }

    /**
     * A member's endpoint as an Aeron channel.
     *
     * @param memberId of the member.
     * @return with nothing in it but the endpoint.
     */
    public String channel(final int memberId)
    {
        return Channels.udp(address(memberId).endpoint());
    }

    /**
     * Visits all of them, by rising id.
     *
     * @param visitor of each.
     */
    public void forEach(final Consumer<MemberAddress> visitor)
    {
        for (final MemberAddress address : byId)
        {
            if (address != null)
            {
                visitor.accept(address);
            }
        }
    }

    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder();
        forEach(address -> text.append(text.length() == 0 ? "" : ",").append(address));
        return text.toString();
    }
}
