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
package io.synod.client;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A window of 4 requests and 64 bytes. */
final class RequestWindowTest
{
    private final RequestWindow window = new RequestWindow(4, 64);
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);

    private long add(final int length, final byte with)
    {
        bytes.setMemory(0, 64, with);
        return window.add(bytes, 0, length);
    }

    @Test
    void holdsSoManyRequestsAndNoMore()
    {
        for (int i = 1; i <= 4; i++)
        {
            assertEquals(i, add(1, (byte)i));
        }
        assertEquals(0, add(1, (byte)5));
        window.removeFirst();
        assertEquals(5, add(1, (byte)5));
    }

    @Test
    void holdsSoManyBytesAndNoMore()
    {
        assertEquals(1, add(40, (byte)1));
        assertEquals(0, add(25, (byte)2));
        assertEquals(2, add(24, (byte)2));
    }

    @Test
    void keepsARequestInOnePieceAtTheEndOfTheRing()
    {
        add(30, (byte)1);
        add(20, (byte)2);
        window.removeFirst();
        assertEquals(3, add(30, (byte)3));

        assertEquals(0, window.offset(3));
        assertEquals(2, window.buffer().getByte(window.offset(2)));
        assertEquals(3, window.buffer().getByte(window.offset(3) + 29));
        assertEquals(0, add(1, (byte)4));
    }

    @Test
    void anEmptyWindowHasAllItsRoomAgain()
    {
        for (int i = 0; i < 100; i++)
        {
            assertTrue(add(33, (byte)i) > 0, "round " + i);
            window.removeFirst();
        }
        assertTrue(window.isEmpty());
    }

    @Test
    void aLongRequestFitsAnEmptyWindowWhereverTheLastOneLay()
    {
        assertEquals(1, add(40, (byte)1));
        window.removeFirst();
        assertEquals(2, add(50, (byte)2));
        assertEquals(2, window.buffer().getByte(window.offset(2) + 49));
    }
}
