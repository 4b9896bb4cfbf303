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
package io.synod.tools.demo;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.synod.protocol.ConfigException;

/** UDP ports of the loopback address that nobody has; below those that systems give away by themselves. */
final class FreePorts
{
    private static final int FIRST = 20_000;
    private static final int LIMIT = 32_000;

    private FreePorts()
    {
    }

    static List<Integer> find(final int count)
    {
        final List<Integer> found = new ArrayList<>();
        final int start = ThreadLocalRandom.current().nextInt(LIMIT - FIRST);
        for (int i = 0; i < LIMIT - FIRST && found.size() < count; i++)
        {
            final int port = FIRST + (start + i) % (LIMIT - FIRST);
            if (isFree(port))
            {
                found.add(port);
            }
        }
        if (found.size() < count)
        {
            throw new ConfigException("no " + count + " free UDP ports on 127.0.0.1 in [" + FIRST + ", " + LIMIT + ")");
        }
        return found;
    }

    private static boolean isFree(final int port)
    {
        try (DatagramSocket socket = new DatagramSocket(null))
        {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        }
        catch (final SocketException ex)
        {
            return false;
        }
    }
}
