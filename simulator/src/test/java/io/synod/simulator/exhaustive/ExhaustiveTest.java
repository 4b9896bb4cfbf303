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
package io.synod.simulator.exhaustive;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.synod.simulator.check.Violation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Three members, two campaigns, two commands, one crash; loss, copies and reorder. How far it goes:
 * {@code -Dsynod.short=true}, {@code -Dsynod.long=true}, {@code -Dsynod.states=N}.
 */
final class ExhaustiveTest
{
    private static final long LEAST = Boolean.getBoolean("synod.short") ? 100_000 : 1_000_000;
    private static final long LIMIT = Long.getLong(
        "synod.states", Boolean.getBoolean("synod.long") ? 20_000_000 : LEAST);

    @Test
    void holdsInEveryStateWhenDisksTakeTheirTime()
    {
        assertHolds(Scope.of(Scope.Disk.SLOW));
    }

    @Test
    void holdsInEveryStateFurtherOnWhenDisksArePrompt()
    {
        assertHolds(Scope.of(Scope.Disk.PROMPT));
    }

    @Test
    void findsWhatALyingDiskDoesToOthers()
    {
        final SearchReport report = new Search(Scope.of(Scope.Disk.LYING), LIMIT).run();
        System.out.println(report);
        assertInstanceOf(Violation.class, report.violation(), report::toString);
        assertTrue(((Violation)report.violation()).invariant().matches("I1|I5"), report::toString);
        assertEquals(report.depth(), report.path().size(), "the shortest path");
    }

    private static void assertHolds(final Scope scope)
    {
        final Search search = new Search(scope, LIMIT);
        final SearchReport report = search.run();
        System.out.println(report);
        assertNull(report.violation(), report::toString);
        assertTrue(report.states() >= LIMIT || report.isExhausted(), report::toString);
        assertEquals(Set.of(), search.unusedNames(), "left out of the digests, but not there");
        assertTrue(report.meetings() > 0, report::toString);
    }
}
