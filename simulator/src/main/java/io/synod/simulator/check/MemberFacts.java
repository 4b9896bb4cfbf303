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

import io.synod.testkit.MemoryRecord;

/**
 * All that one member ever did that others must agree with. Facts are never taken back, so what must hold between
 * members can be checked from their facts alone, in any order: see {@link FactsChecker}.
 */
public final class MemberFacts
{
    /** A value at a ballot. */
    record Accepted(long ballot, long slot, long originBallot)
    {
    }

    /** A leadership as it began. */
    record Led(long ballot, long firstUndecided, long fence)
    {
    }

    /** A slot that the leader of a ballot took as decided. */
    record LeaderDecided(long ballot, long slot)
    {
    }

    final Set<Accepted> accepted = new HashSet<>();
    final Set<Accepted> votes = new HashSet<>();
    final Set<Led> led = new HashSet<>();
    final Set<LeaderDecided> leaderDecided = new HashSet<>();
    /** Slots whose value it spoke of without a vote of its own: they must be chosen. */
    final Set<Long> toldOf = new HashSet<>();
    final Map<Long, MemoryRecord> decided = new HashMap<>();
    final Map<Long, Long> sessionDigests = new HashMap<>();
}
