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

/**
 * A place of a journal that is not as it was written.
 *
 * @param file     name of the file in the journal's directory.
 * @param kind     what that means.
 * @param position where it begins.
 * @param limit    where it ends, exclusive.
 * @param meaning  for people.
 */
public record JournalDamage(String file, Kind kind, long position, long limit, String meaning)
{
    /** What follows from a damage. */
    public enum Kind
    {
        /** What a crash leaves: nothing there was vouched for, and the next start cuts it off. */
        TORN_TAIL,

        /** One entry cannot be read: it comes back from the peers. */
        ENTRY_LOST,

        /** One entry could not be read, and came back from the peers: a later record has it. */
        ENTRY_REPLACED,

        /** What the member vouched for is not known any more: it must be replaced. */
        MEMBER_LOST
    }

    /**
     * Whether nothing but the body of one entry is concerned.
     *
     * @return true if so.
     */
    public boolean isOfOneEntry()
    {
        return kind == Kind.ENTRY_LOST || kind == Kind.ENTRY_REPLACED;
    }
}
