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
import java.util.Arrays;
import java.util.List;

import org.agrona.DirectBuffer;

/** Keeps copies of what arrives. */
final class Inbox
{
    final List<byte[]> frames = new ArrayList<>();

    /** How many frames it may hold: more are refused. */
    int capacity = Integer.MAX_VALUE;
    int refusals;

    void onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        frames.add(copy);
    }

    boolean take(final DirectBuffer buffer, final int offset, final int length)
    {
        if (frames.size() >= capacity)
        {
            refusals++;
            return false;
        }
        onFrame(buffer, offset, length);
        return true;
    }

    boolean holds(final byte[] frame)
    {
        return frames.stream().anyMatch(candidate -> Arrays.equals(candidate, frame));
    }

    byte[] last()
    {
        return frames.get(frames.size() - 1);
    }
}
