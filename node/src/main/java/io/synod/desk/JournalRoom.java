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
package io.synod.desk;

/**
 * Whether the leader's journal has room for commands. A next file that is only late is waited for, with the commands
 * where they are; that the disk is full is told to clients, who come again much later.
 */
final class JournalRoom
{
    /** Less than a client is silent before it takes the leader for gone: what it says waits behind its command. */
    private static final long LATE_NS = 400_000_000L;

    /** Who waits comes again in each duty cycle: after such a silence it is another wait. */
    private static final long SILENCE_NS = 200_000_000L;

    private long lackingSinceNs;
    private long lackedNs;
    private boolean isLacking;
    private boolean isFull;

    /** A command found no room; true if that has lasted. */
    boolean onLack(final long nowNs)
    {
        if (!isLacking || nowNs - lackedNs >= SILENCE_NS)
        {
            isLacking = true;
            lackingSinceNs = nowNs;
        }
        lackedNs = nowNs;
        isFull |= nowNs - lackingSinceNs >= LATE_NS;
        return isFull;
    }

    /** A command found room, or it is another leader's matter now. */
    void forget()
    {
        isLacking = false;
        isFull = false;
    }

    boolean isFull()
    {
        return isFull;
    }
}
