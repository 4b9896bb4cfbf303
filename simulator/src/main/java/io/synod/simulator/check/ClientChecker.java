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
package io.synod.simulator.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What clients do, against the order: a command is sent under one name only, nothing is in the order that was not sent,
 * and a session that was said to have ended has ended (I14).
 */
public final class ClientChecker
{
    private final OrderChecker order;
    private final Map<Long, long[]> nameOf = new HashMap<>();
    private final Set<Long> sessionsEnded = new HashSet<>();

    public ClientChecker(final OrderChecker order)
    {
        this.order = order;
    }

    /**
     * A client sends a command, for the first time or again.
     *
     * @param sessionId whose request it is.
     * @param requestId the session's number of it.
     * @param command   a number that no other has.
     */
    public void onSent(final long sessionId, final long requestId, final long command)
    {
        final long[] name = nameOf.putIfAbsent(command, new long[]{ sessionId, requestId });
        Violation.check(name == null || name[0] == sessionId && name[1] == requestId, "I14",
            "a command is sent under a second name", command, sessionId, requestId);
        Violation.check(!sessionsEnded.contains(sessionId), "I14", "sent in a session that has ended", command,
            sessionId);
    }

    public void onSessionBegun(final long sessionId)
    {
        Violation.check(!sessionsEnded.contains(sessionId), "I14", "a session that has ended begins again", sessionId);
    }

    /**
     * A client was told that its session is not open.
     *
     * @param sessionId which.
     */
    public void onSessionEnded(final long sessionId)
    {
        sessionsEnded.add(sessionId);
        Violation.check(
            order.isClosed(sessionId), "I14", "told that a session has ended that is open", sessionId);
    }

    /** All that is in the order was sent. */
    public void checkOrder()
    {
        for (long sequence = 1; sequence <= order.commandCount(); sequence++)
        {
            final long command = order.commandAt(sequence);
            final long[] name = nameOf.get(command);
            Violation.check(name != null, "I14", "in the order though it was never sent", command, sequence);
        }
    }
}
