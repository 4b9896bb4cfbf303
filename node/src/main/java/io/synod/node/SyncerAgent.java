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

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

import io.synod.journal.Syncer;

/** The thread that makes the journal durable and its files ahead. */
final class SyncerAgent implements Agent
{
    private final Syncer syncer;
    private final NanoClock clock;
    private final int memberId;

    SyncerAgent(final Syncer syncer, final NanoClock clock, final int memberId)
    {
        this.syncer = syncer;
        this.clock = clock;
        this.memberId = memberId;
    }

    @Override
    public int doWork()
    {
        return syncer.doWork(clock.nanoTime());
    }

    @Override
    public String roleName()
    {
        return "synod-syncer-" + memberId;
    }
}
