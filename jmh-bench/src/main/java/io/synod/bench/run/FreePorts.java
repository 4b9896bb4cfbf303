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
package io.synod.bench.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

import io.synod.protocol.ConfigException;

/** Ports of the loopback address, one behind the other, that nobody has, for UDP and for TCP. */
final class FreePorts
{
    private static final int FIRST = 10_000;
    private static final int LIMIT = 32_000;
    private static final int ATTEMPTS = 1000;

    private FreePorts()
    {
    }

    static int find(final int count)
    {
        for (int i = 0; i < ATTEMPTS; i++)
        {
            final int first = ThreadLocalRandom.current().nextInt(FIRST, LIMIT - count);
            if (areFree(first, count))
            {
                return first;
            }
        }
        throw new ConfigException(
            "no " + count + " free ports in a row on 127.0.0.1 in [" + FIRST + ", " + LIMIT + "): end what has them");
    }

    private static boolean areFree(final int first, final int count)
    {
        for (int port = first; port < first + count; port++)
        {
            final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (DatagramSocket udp = new DatagramSocket(null); ServerSocket tcp = new ServerSocket())
            {
                udp.bind(address);
                tcp.bind(address);
            }
            catch (final IOException ex)
            {
                return false;
            }
        }
        return true;
    }
}
