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
package io.synod.host;

import org.agrona.DirectBuffer;

/** Where the answers of a state machine go. */
public interface ResultSink
{
    /**
     * Whether the next answer will find room: asked before each command. As long as there is none, nothing is applied.
     *
     * @return false if the last one has not left yet.
     */
    boolean hasRoom();

    /**
     * An answer to a command, when there was room for it.
     *
     * @param sessionId whose command it was.
     * @param requestId the session's number of it.
     * @param sequence  of the command.
     * @param buffer    copied before the call returns.
     * @param offset    of the answer.
     * @param length    from 0.
     */
    void onResult(long sessionId, long requestId, long sequence, DirectBuffer buffer, int offset, int length);
}
