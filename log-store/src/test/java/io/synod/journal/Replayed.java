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
package io.synod.journal;

import io.synod.port.RecordHandler;

/** Takes up the records of a journal as a member does that accepts everything, and notes its greatest promise. */
final class Replayed implements RecordHandler
{
    private final MappedJournal journal;
    private long promisedBallot;

    Replayed(final MappedJournal journal)
    {
        this.journal = journal;
    }

    long promisedBallot()
    {
        return promisedBallot;
    }

    @Override
    public void onAcceptRecord(final long ballot, final long slot, final long chainFrom, final long fence)
    {
        journal.place(slot);
    }

    @Override
    public void onDecidedEntryRecord(final long ballot, final long slot)
    {
        journal.place(slot);
    }

    @Override
    public void onPromiseRecord(final long ballot)
    {
        promisedBallot = Math.max(promisedBallot, ballot);
    }

    @Override
    public void onDecidedMarkRecord(final long decidedThrough)
    {
        // Nothing that counts.
    }
}
