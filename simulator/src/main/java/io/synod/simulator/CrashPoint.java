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
package io.synod.simulator;

/** Counts a member's calls of its ports, and makes the machine die at one of them. */
final class CrashPoint
{
    private static final int NEVER = Integer.MAX_VALUE;

    private int callsLeft = NEVER;

    /**
     * Dies at a call from now.
     *
     * @param calls which one, from 1.
     */
    void arm(final int calls)
    {
        callsLeft = calls;
    }

    void disarm()
    {
        callsLeft = NEVER;
    }

    void onCall()
    {
        if (callsLeft != NEVER && --callsLeft <= 0)
        {
            disarm();
            throw new CrashNow();
        }
    }
}
