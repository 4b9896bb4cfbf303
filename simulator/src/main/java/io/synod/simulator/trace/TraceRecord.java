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
package io.synod.simulator.trace;

/**
 * A record of a member's journal, as its line tells of it.
 *
 * @param type   what it is.
 * @param ballot of a promise, accept or fill.
 * @param slot   of an accept, fill or mark.
 * @param held   of an accept or fill: what it stores.
 * @param from   of an accept: where the stream starts.
 * @param fence  of an accept: last recovered slot.
 */
record TraceRecord(Type type, long ballot, long slot, Held held, long from, long fence)
{
    /** What a record does to the state of the acceptor. */
    enum Type
    {
        CAMPAIGN,
        PROMISE,
        ACCEPT,
        FILL,
        MARK
    }

    static TraceRecord of(final TraceLine line)
    {
        return switch (line.action())
        {
            case "Campaign" -> new TraceRecord(Type.CAMPAIGN, line.ballot(), 0, null, 0, 0);
            case "Promise" -> new TraceRecord(Type.PROMISE, line.ballot(), 0, null, 0, 0);
            case "Mark" -> new TraceRecord(Type.MARK, 0, line.slot(), null, 0, 0);
            case "Fill" -> new TraceRecord(Type.FILL, line.ballot(), line.slot(), heldIn(line), 0, 0);
            default -> new TraceRecord(
                Type.ACCEPT, line.ballot(), line.slot(), heldIn(line), line.get("from"), line.get("fence"));
        };
    }

    private static Held heldIn(final TraceLine line)
    {
        return new Held(line.ballot(), line.get("origin"), line.get("value"));
    }
}
