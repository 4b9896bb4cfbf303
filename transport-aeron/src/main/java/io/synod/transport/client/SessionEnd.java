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

/** Why a session is not open. */
public final class SessionEnd
{
    /** Its owner closed it. */
    public static final int CLOSED = 1;

    /** Nothing was heard of its owner for the session timeout. */
    public static final int EXPIRED = 2;

    /** The log knows no such session, or no more: it was closed, has expired, or never was. */
    public static final int UNKNOWN = 3;

    private SessionEnd()
    {
    }
}
