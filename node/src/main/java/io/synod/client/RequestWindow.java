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

import java.nio.ByteBuffer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The requests that are not acknowledged yet, with their bytes, oldest first. All room is taken at construction.
 * <pre>
 *    firstRequestId                      nextRequestId
 *    v                                   v
 *    [ request | request | ... | request | free
 * </pre>
 */
final class RequestWindow
{
    private final int requestMask;
    private final int byteMask;
    private final long[] positions;
    private final int[] lengths;
    private final UnsafeBuffer bytes;
    private long firstRequestId = 1;
    private long nextRequestId = 1;
    private long headPosition;
    private long tailPosition;

    /**
     * An empty window.
     *
     * @param maxRequests a power of two.
     * @param maxBytes    a power of two.
     */
    RequestWindow(final int maxRequests, final int maxBytes)
    {
        requestMask = maxRequests - 1;
        byteMask = maxBytes - 1;
        positions = new long[maxRequests];
        lengths = new int[maxRequests];
        bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(maxBytes));
    }

    /**
     * Adds a request.
     *
     * @return its id, or 0 if there is no room.
     */
    long add(final DirectBuffer buffer, final int offset, final int length)
    {
        if (nextRequestId - firstRequestId > requestMask)
        {
            return 0;
        }
        if (isEmpty())
        {
            // Else a long request would not fit behind the place of one that is gone, and never would.
            headPosition = 0;
            tailPosition = 0;
        }
        // A request's bytes lie in one piece: what is left at the end of the ring is stepped over.
        final int rest = byteMask + 1 - (int)(tailPosition & byteMask);
        final long position = length <= rest ? tailPosition : tailPosition + rest;
        if (position + length - headPosition > byteMask + 1L)
        {
            return 0;
        }
        final int i = (int)nextRequestId & requestMask;
        positions[i] = position;
        lengths[i] = length;
        bytes.putBytes((int)(position & byteMask), buffer, offset, length);
        tailPosition = position + length;
        return nextRequestId++;
    }

    /** Removes the oldest. */
    void removeFirst()
    {
        firstRequestId++;
        headPosition = isEmpty() ? tailPosition : positions[(int)firstRequestId & requestMask];
    }

    boolean isEmpty()
    {
        return firstRequestId == nextRequestId;
    }

    int size()
    {
        return (int)(nextRequestId - firstRequestId);
    }

    long firstRequestId()
    {
        return firstRequestId;
    }

    long nextRequestId()
    {
        return nextRequestId;
    }

    DirectBuffer buffer()
    {
        return bytes;
    }

    int offset(final long requestId)
    {
        return (int)(positions[(int)requestId & requestMask] & byteMask);
    }

    int length(final long requestId)
    {
        return lengths[(int)requestId & requestMask];
    }
}
