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
package io.synod.transport;

/** What state machines of other members have come to. */
public interface StateDigests
{
    /** Digests that one message can hold. */
    int MAX_DIGESTS = 64;

    /**
     * Digests of a peer's state machine, after each of its last commands.
     *
     * @param from         the sender: of the incarnation that is known.
     * @param lastSequence that the last of the digests belongs to; 0 if there is none.
     * @param count        of digests, from 0 to {@link #MAX_DIGESTS}, not above {@code lastSequence}.
     * @param digests      valid during the call.
     */
    void onStateDigest(int from, long lastSequence, int count, Digests digests);

    /** Digests in rising order of their sequences. */
    interface Digests
    {
        /**
         * One of them.
         *
         * @param index from 0; of {@code lastSequence - count + 1 + index}.
         * @return any number.
         */
        long digest(int index);
    }
}
