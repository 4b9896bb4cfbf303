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

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Every entry that anyone ever took to be decided: the model's {@code taken}. */
final class DecidedSlots
{
    private final Map<Long, Held> first = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> ballots = new HashMap<>();

    void take(final int memberId, final long slot, final Held held)
    {
        TraceDeviation.unless(held != null, "KnownHeld: what is known decided is held", "member", memberId, "slot",
            slot);
        final Held before = first.putIfAbsent(slot, held);
        TraceDeviation.unless(before == null || before.isSameValue(held), "Agreement: one value per slot", "slot", slot,
            "first", before, "member", memberId, "takes", held);
        ballots.computeIfAbsent(slot, key -> new TreeSet<>()).add(held.ballot());
    }

    /** Whether someone took just this. */
    boolean contains(final long slot, final Held held)
    {
        return held.isSameValue(first.get(slot)) && ballots.get(slot).contains(held.ballot());
    }

    /** Whether someone took the same at this ballot or a lower one. */
    boolean isHeld(final long slot, final Held held)
    {
        return held != null && held.isSameValue(first.get(slot)) && ballots.get(slot).first() <= held.ballot();
    }

    /** A leader does not propose another value for what was chosen below its ballot. */
    void checkProposed(final long slot, final Held held)
    {
        final Held before = first.get(slot);
        TraceDeviation.unless(before == null || ballots.get(slot).first() >= held.ballot() || before.isSameValue(held),
            "LaterProposesSame: a later leader proposes the chosen value", "slot", slot, "chosen", before, "proposed",
            held);
    }
}
