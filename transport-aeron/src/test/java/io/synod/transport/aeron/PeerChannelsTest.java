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

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class PeerChannelsTest
{
    private static final int[] LENGTHS = { 0, 1, 47, 1375, 1376, 1377, 8160, 8161, 100_000, 1 << 20, 2 << 20 };

    private final Random random = new Random(1);

    private byte[] bytes(final int length)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Runnable both(final Member a, final Member b)
    {
        return () ->
        {
            a.doWork();
            b.doWork();
        };
    }

    private void framesPassBothWays(final String host)
    {
        final MemberAddresses members = Sockets.members(host, 2);
        try (Member a = new Member(members, 0); Member b = new Member(members, 1))
        {
            int frames = 0;
            for (final int length : LENGTHS)
            {
                final byte[] toB = bytes(length);
                final byte[] toA = bytes(length);
                Await.until("sent to b", both(a, b), () -> a.send(1, toB));
                Await.until("sent to a", both(a, b), () -> b.send(0, toA));
                final int count = ++frames;
                Await.until("arrived", both(a, b), () ->
                    a.peersInbox.frames.size() == count && b.peersInbox.frames.size() == count);
                assertArrayEquals(toB, b.peersInbox.last());
                assertArrayEquals(toA, a.peersInbox.last());
            }
            assertEquals(0, a.errors.size(), a.errors::toString);
        }
    }

    @Test
    void framesPassBothWaysOverIpv4()
    {
        framesPassBothWays("127.0.0.1");
    }
}
