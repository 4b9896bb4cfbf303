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
package io.synod.simulator.scenario;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One message of a type is lost, once, in a story in which all types occur: everyone gets there all the same. */
final class OneLostMessageTest
{
    private static final String STORY = """
        cluster 3
        campaign a
        flow
        open a p
        flow
        ----

        # c misses x and y, a and b have them without knowing them decided.
        offer a p x
        offer a p y
        deliver accept a->b all
        durable a b
        drop all a->c
        drop all b->a
        lose %1$s
        ----

        # b leads, and c comes back with a hole and a promise of its own.
        crash a
        start a
        campaign b
        run 300 b a
        campaign c
        run 100 b a
        run 1000
        ----

        # Whoever leads is asked to hand over.
        transfer a b
        transfer b c
        transfer c a
        run 2000
        ----

        crash b keep 0
        run 1500 a c
        start b
        run 2000
        ----

        state
        ----
        """;

    @ParameterizedTest
    @ValueSource(strings = {
        "prepare", "promise", "accept", "re-accept", "accepted", "gap", "nack", "heartbeat", "fetch", "fill"})
    void everyoneGetsThere(final String type)
    {
        final String played = Scenario.play(STORY.formatted(type));

        final List<String> states = played.substring(played.lastIndexOf("----")).lines().skip(1).toList();
        assertTrue(played.contains("lost: "), () -> "the story has no " + type + ":\n" + played);
        assertFalse(played.contains("!!"), played);
        assertEquals(3, states.size(), played);
        assertEquals(1, states.stream().map(state -> state.substring(state.indexOf(';'))).distinct().count(), played);
        assertTrue(states.get(0).contains(":x@1.a") && states.get(0).contains(":y@1.a"), played);
        assertTrue(states.get(0).endsWith("|"), played);
        assertEquals(1, states.stream().filter(state -> state.contains(": leads ")).count(), played);
    }
}
