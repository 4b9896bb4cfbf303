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

/** The digests after the last commands: what members compare. One thread. */
public final class DigestHistory
{
    private static final int CAPACITY = 1 << 16;

    private final long[] digests = new long[CAPACITY];
    private long lastSequence;

    void onApplied(final long sequence, final long digest)
    {
        digests[(int)sequence & CAPACITY - 1] = digest;
        lastSequence = sequence;
    }

    /**
     * The last command that was applied.
     *
     * @return 0 if none was.
     */
    public long lastSequence()
    {
        return lastSequence;
    }

    /**
     * Whether the digest after a command is known here.
     *
     * @param sequence of the command.
     * @return false if it was not applied yet, or long ago.
     */
    public boolean has(final long sequence)
    {
        return sequence >= 1 && sequence <= lastSequence && sequence > lastSequence - CAPACITY;
    }

    /**
     * The digest after a command.
     *
     * @param sequence of a command that {@link #has}.
     * @return any number.
     */
    public long digest(final long sequence)
    {
        return digests[(int)sequence & CAPACITY - 1];
    }
}
