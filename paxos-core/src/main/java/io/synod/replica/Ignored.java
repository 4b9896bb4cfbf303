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
package io.synod.replica;

/** Why an input changed nothing. Each is a normal event of the protocol, counted and not logged. */
public enum Ignored
{
    /** The sender is no member. */
    STRANGER,
    /** The sender is not the member that may use this ballot. */
    FOREIGN_BALLOT,
    /** Below the promise: answered with a nack. */
    BELOW_PROMISE,
    /** For a ballot that this member does not lead or campaign at. */
    OTHER_BALLOT,
    /** The journal has no room. */
    JOURNAL_FULL,
    /** Too much waits for the disk. */
    GATE_FULL,
    /** A slot that is here already. */
    DUPLICATE,
    /** Slots before it are missing. */
    GAP,
    /** An entry that nobody asked for, or not the next one. */
    UNWANTED_FILL,
    /** A request to lead from a member that is not followed, or that cannot be met now. */
    UNWANTED_HAND_OVER
}
