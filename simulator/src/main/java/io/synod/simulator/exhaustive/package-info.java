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

/**
 * Breadth-first search over the real core in a small scope: what the simulator samples, done whole.
 *
 * <p>The search runs one member at a time. A member is deterministic and shares nothing, so what an input does to it
 * depends on its own state only, and is found out once, by the real core; the states of the cluster are then triples of
 * numbers:
 * <pre>
 *    Search          (a, b, c) --- each input of each member ---&gt; (a', b, c)         millions of triples of ints
 *      | asks                                                     | FactsChecker on what is new
 *    MemberStates    a, input ---&gt; a'                             thousands, each worked out once
 *      | replays the inputs that lead to a, adds one
 *    LiveMember      the real Replica on a MemoryJournal, watched by LocalChecker
 * </pre>
 *
 * <p>May import: simulator.check, the core, its test kit.
 */
package io.synod.simulator.exhaustive;
