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
package io.synod.port;

/** Takes the records of a journal at a start, one call a record, in the order of appending. */
public interface RecordHandler
{
    /**
     * An accept or re-accept.
     *
     * @param ballot    at which it was accepted.
     * @param slot      of the entry.
     * @param chainFrom first slot of the stream it came in.
     * @param fence     last recovered slot of that ballot.
     */
    void onAcceptRecord(long ballot, long slot, long chainFrom, long fence);

    /**
     * An entry that was known to be decided.
     *
     * @param ballot at which the giver had accepted it.
     * @param slot   of the entry.
     */
    void onDecidedEntryRecord(long ballot, long slot);

    /**
     * A promise.
     *
     * @param ballot promised.
     */
    void onPromiseRecord(long ballot);

    /**
     * A decided mark.
     *
     * @param decidedThrough inclusive.
     */
    void onDecidedMarkRecord(long decidedThrough);
}
