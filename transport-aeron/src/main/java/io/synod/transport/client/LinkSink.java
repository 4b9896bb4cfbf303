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
package io.synod.transport.client;

import org.agrona.DirectBuffer;

/** Where the frames for one client, or for one member, go: as {@code FrameSink} is for peers. */
public interface LinkSink
{
    /**
     * Sends a frame, or nothing at all. Both pieces are copied before the call returns.
     *
     * @param head       from its offset 0 on.
     * @param headLength bytes of it.
     * @param body       what follows the head; any buffer if there is nothing.
     * @param bodyOffset in {@code body}.
     * @param bodyLength from 0.
     * @return false if there is no room now, or nobody there.
     */
    boolean offer(DirectBuffer head, int headLength, DirectBuffer body, int bodyOffset, int bodyLength);
}
