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

/** Why a member does not serve a client, or a subscription, any further. */
public final class Refusals
{
    /** It serves. */
    public static final int NONE = 0;

    /** As many connections as it takes. */
    public static final int CONNECTION_LIMIT = 1;

    /** As many subscriptions as it takes. */
    public static final int SUBSCRIPTION_LIMIT = 2;

    /** Connections that say nothing are forgotten, or this one was never made: connect again. */
    public static final int NOT_CONNECTED = 3;

    /** The member is shutting down. */
    public static final int CLOSING = 4;

    /** What is wanted is not in the log any more. */
    public static final int TRUNCATED = 5;

    private Refusals()
    {
    }
}
