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

import org.agrona.DirectBuffer;

/** Takes whole frames, if it has room for them. */
@FunctionalInterface
public interface FrameTaker
{
    /**
     * A frame came.
     *
     * @param buffer valid during the call.
     * @param offset of the frame.
     * @param length from 0.
     * @return false if there is no room now: nothing was done, and the same frame comes again with a later poll. What
     *     its sender sent after it waits behind it; frames of others do not.
     */
    boolean onFrame(DirectBuffer buffer, int offset, int length);
}
