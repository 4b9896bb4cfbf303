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
package io.synod;

import org.agrona.DirectBuffer;

/** Gets the commands of the order, one after the other. */
@FunctionalInterface
public interface CommandHandler
{
    /**
     * The next command.
     *
     * @param sequence  its place in the order: one more than the last one's.
     * @param timeNs    replicated time, nanoseconds since 1970: the same on every member, never falling.
     * @param sessionId of the client that appended it.
     * @param buffer    where the command lies; to be read during the call only.
     * @param offset    of its first byte.
     * @param length    from 0.
     */
    void onCommand(long sequence, long timeNs, long sessionId, DirectBuffer buffer, int offset, int length);
}
