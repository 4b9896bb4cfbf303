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
package io.synod.tools;

import java.util.Map;

import io.synod.journal.RecordDescriptor;
import io.synod.protocol.EntryKind;

/** What the numbers in a journal are called. */
final class JournalWords
{
    private static final Map<Byte, String> RECORD_KINDS = Map.of(
        RecordDescriptor.ACCEPT, "accept",
        RecordDescriptor.RE_ACCEPT, "re-accept",
        RecordDescriptor.DECIDED_ENTRY, "decided-entry",
        RecordDescriptor.PROMISE, "promise",
        RecordDescriptor.DECIDED_MARK, "decided-mark",
        RecordDescriptor.PADDING, "padding");

    private static final Map<Byte, String> ENTRY_KINDS = Map.of(
        EntryKind.BATCH, "batch",
        EntryKind.NO_OP, "no-op",
        EntryKind.SESSION_OPEN, "session-open",
        EntryKind.SESSION_CLOSE, "session-close",
        EntryKind.MEMBERSHIP, "membership");

    private JournalWords()
    {
    }

    static String recordKind(final byte kind)
    {
        return RECORD_KINDS.getOrDefault(kind, "kind-" + kind);
    }

    static String entryKind(final byte kind)
    {
        return ENTRY_KINDS.getOrDefault(kind, "kind-" + kind);
    }

    static boolean hasEntry(final byte kind)
    {
        return isAccepted(kind) || kind == RecordDescriptor.DECIDED_ENTRY;
    }

    /** Whether the record says that its ballot was promised, too. */
    static boolean isAccepted(final byte kind)
    {
        return kind == RecordDescriptor.ACCEPT || kind == RecordDescriptor.RE_ACCEPT;
    }
}
