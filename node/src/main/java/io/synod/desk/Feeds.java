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
package io.synod.desk;

/** The subscriptions of clients: what the desk hands on, to wherever they are served. */
public interface Feeds
{
    /**
     * A client wants the order from a command on. Of a subscription that there is already: goes on from there.
     *
     * @param connectionId   of the client.
     * @param subscriptionId the client's number.
     * @param fromSequence   from 1.
     */
    void subscribe(long connectionId, long subscriptionId, long fromSequence);

    /**
     * A client wants no more of one.
     *
     * @param connectionId   of the client.
     * @param subscriptionId the client's number.
     */
    void unsubscribe(long connectionId, long subscriptionId);
}
