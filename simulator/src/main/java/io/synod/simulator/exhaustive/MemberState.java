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

import java.util.List;

import org.agrona.collections.Int2IntHashMap;

import io.synod.protocol.Role;

/**
 * A state of one member, as the search needs to know it.
 *
 * @param parent         the state before; -1 if this is the first.
 * @param input          that led here from there.
 * @param sentTo         for each receiver the messages this member has sent since the prelude, in rising order.
 * @param facts          number of the facts it has made.
 * @param campaigns      that it has begun.
 * @param crashes        that it has been through.
 * @param role           of it.
 * @param recordsToForce how many records are not known to be durable.
 * @param recordsAtStake how many records a crash may take away.
 * @param next           the states that inputs lead to, as far as they are known.
 */
record MemberState(
    int parent,
    int input,
    List<int[]> sentTo,
    int facts,
    int campaigns,
    int crashes,
    Role role,
    int recordsToForce,
    int recordsAtStake,
    Int2IntHashMap next)
{
    boolean hasToForce()
    {
        return recordsToForce > 0;
    }
}
