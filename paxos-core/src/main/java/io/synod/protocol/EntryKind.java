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
package io.synod.protocol;

/** What an entry is. The numbers stand in journals and on the wire and never change their meaning. */
public final class EntryKind
{
    /** In a promise only: something lies in this slot, but it cannot be read any more. */
    public static final byte FAULTY = 0;

    /** A batch of commands. */
    public static final byte BATCH = 1;

    /** Nothing to deliver: a leader's first entry, so that it soon has one of its own ballot decided. */
    public static final byte NO_OP = 2;

    /** Opens the session whose id is the number of this slot. */
    public static final byte SESSION_OPEN = 3;

    /** Closes a session, by its owner or because it expired. */
    public static final byte SESSION_CLOSE = 4;

    /** Replaces the membership. */
    public static final byte MEMBERSHIP = 5;

    private EntryKind()
    {
    }

    /**
     * Whether an entry from outside may be of this kind.
     *
     * @param kind any number.
     * @return true for the kinds that can be stored in a slot.
     */
    public static boolean isStorable(final int kind)
    {
        return kind >= BATCH && kind <= MEMBERSHIP;
    }
}
