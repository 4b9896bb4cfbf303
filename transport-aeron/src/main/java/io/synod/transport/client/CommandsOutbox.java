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
package io.synod.transport.client;

import io.synod.protocol.Entry;

/** Where a member sends the commands of one client's subscriptions: a stream of its own. */
public interface CommandsOutbox
{
    /**
     * Sends a part of an entry.
     *
     * @param subscriptionId the client's.
     * @param entry          a batch.
     * @param partOffset     of the part in the entry's body.
     * @param partLength     of the part.
     * @return false if there is no room now.
     */
    boolean sendCommands(long subscriptionId, Entry entry, int partOffset, int partLength);

    /**
     * How far a subscription was sent.
     *
     * @param subscriptionId which.
     * @param nextSequence   of the next command it will send.
     * @param refusal        0, or one of {@link Refusals}: it goes no further.
     * @return false if there is no room now.
     */
    boolean sendFeedState(long subscriptionId, long nextSequence, int refusal);
}
