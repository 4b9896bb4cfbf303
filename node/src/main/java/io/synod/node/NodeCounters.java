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
package io.synod.node;

import java.nio.charset.StandardCharsets;

import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;

/** A node's counters: each has one writer, and any number of readers, in this process and in others. */
final class NodeCounters
{
    /** Type of all of Synod's counters. */
    static final int TYPE_ID = 2011;

    final AtomicCounter role;
    final AtomicCounter leaderBallot;
    final AtomicCounter promisedBallot;
    final AtomicCounter acceptedThrough;
    final AtomicCounter decidedThrough;
    final AtomicCounter decidedSequence;
    final AtomicCounter tailPosition;
    final AtomicCounter durablePosition;
    final AtomicCounter campaigns;
    final AtomicCounter commands;
    final AtomicCounter connections;
    final AtomicCounter sessions;
    final AtomicCounter subscriptions;
    final AtomicCounter refusedSubscriptions;
    final AtomicCounter refusedFrames;
    final AtomicCounter appliedSequence;
    final AtomicCounter errors;

    NodeCounters(final NodeFile file)
    {
        final CountersManager manager =
            new CountersManager(file.countersMetadata(), file.countersValues(), StandardCharsets.US_ASCII);
        role = manager.newCounter("role: 0 follower, 1 candidate, 2 leader", TYPE_ID);
        leaderBallot = manager.newCounter("leaderBallot", TYPE_ID);
        promisedBallot = manager.newCounter("promisedBallot", TYPE_ID);
        acceptedThrough = manager.newCounter("acceptedThrough", TYPE_ID);
        decidedThrough = manager.newCounter("decidedThrough", TYPE_ID);
        decidedSequence = manager.newCounter("decidedSequence", TYPE_ID);
        tailPosition = manager.newCounter("tailPosition", TYPE_ID);
        durablePosition = manager.newCounter("durablePosition", TYPE_ID);
        campaigns = manager.newCounter("campaigns", TYPE_ID);
        commands = manager.newCounter("commands", TYPE_ID);
        connections = manager.newCounter("connections", TYPE_ID);
        sessions = manager.newCounter("sessions", TYPE_ID);
        subscriptions = manager.newCounter("subscriptions", TYPE_ID);
        refusedSubscriptions = manager.newCounter("refusedSubscriptions", TYPE_ID);
        refusedFrames = manager.newCounter("refusedFrames", TYPE_ID);
        appliedSequence = manager.newCounter("appliedSequence", TYPE_ID);
        errors = manager.newCounter("errors", TYPE_ID);
    }
}
