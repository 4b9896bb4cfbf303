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

/**
 * A {@code host:port} that was written by a person, or by a client that need not be a friend: what comes out of here
 * can stand in an Aeron channel without meaning anything else there.
 *
 * @param host    name, IPv4 address or IPv6 address without brackets; empty if there is a problem.
 * @param port    from 1 to 65535; 0 if there is a problem.
 * @param problem what is wrong and what is right; null if nothing is.
 */
record Endpoint(String host, int port, String problem)
{
    static final int MAX_PORT = 65535;
    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_PORT_DIGITS = 5;

    static Endpoint parse(final String text)
    {
        final int colon = text.lastIndexOf(':');
        if (colon < 0)
        {
            return wrong("has no port, must be host:port");
        }
        final String hostPart = text.substring(0, colon);
        final String hostProblem = hostPart.startsWith("[") ? problemOfBracketed(hostPart) : problemOfName(hostPart);
        if (hostProblem != null)
        {
            return wrong(hostProblem);
        }
        final int port = portOf(text.substring(colon + 1));
        if (port == 0)
        {
            return wrong("has port '" + text.substring(colon + 1) + "', must be a number in [1, " + MAX_PORT + "]");
        }
        final boolean isBracketed = hostPart.startsWith("[");
        return new Endpoint(isBracketed ? hostPart.substring(1, hostPart.length() - 1) : hostPart, port, null);
    }

    /** As it stands in a channel: an IPv6 address in brackets. */
    static String text(final String host, final int port)
    {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    /** What is wrong with a host without brackets, an IPv6 address included; null if nothing is. */
    static String problemOfHost(final String host)
    {
        return host.indexOf(':') < 0 ? problemOfName(host) : problemOfBracketed("[" + host + "]");
    }

    /** Whether it can only be this machine: where datagrams may be long. */
    static boolean isLoopback(final String host)
    {
        return "localhost".equalsIgnoreCase(host) || "::1".equals(host) || isDotted(host) && host.startsWith("127.");
    }

    /** Whether it is an address of many, or of none: nothing that a client can be reached at. */
    static boolean isNobodys(final String host)
    {
        if (host.indexOf(':') >= 0)
        {
            return "::".equals(host) || host.regionMatches(true, 0, "ff", 0, 2);
        }
        if (!isDotted(host))
        {
            return false;
        }
        final int first = Integer.parseInt(host.substring(0, host.indexOf('.')));
        return first == 0 || first >= 224;
    }

    private static boolean isDotted(final String host)
    {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static Endpoint wrong(final String problem)
    {
        return new Endpoint("", 0, problem);
    }

    private static String problemOfName(final String host)
    {
        if (host.indexOf(':') >= 0)
        {
            return "has host '" + host + "', an IPv6 address must be in brackets: [::1]:20110";
        }
        if (host.isEmpty() || host.length() > MAX_HOST_LENGTH || !host.matches("[A-Za-z0-9._-]+"))
        {
            return "has host '" + host + "', must be a name or an address of letters, digits, '.', '-' and '_'";
        }
        if (host.matches("[0-9.]+") && !isIpv4(host))
        {
            return "has host '" + host + "', must be four numbers up to 255 if it is an IPv4 address";
        }
        return null;
    }

    private static boolean isIpv4(final String host)
    {
        if (!isDotted(host))
        {
            return false;
        }
        for (final String number : host.split("\\.", -1))
        {
            if (Integer.parseInt(number) > 255)
            {
                return false;
            }
        }
        return true;
    }

    private static String problemOfBracketed(final String host)
    {
        final boolean isGood = host.matches("\\[[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?]") && host.contains(":");
        return isGood ? null : "has host '" + host + "', must be an IPv6 address in brackets: [::1]:20110";
    }

    private static int portOf(final String text)
    {
        if (text.isEmpty() || text.length() > MAX_PORT_DIGITS || !text.matches("[0-9]+"))
        {
            return 0;
        }
        final int port = Integer.parseInt(text);
        return port <= MAX_PORT ? port : 0;
    }
}
