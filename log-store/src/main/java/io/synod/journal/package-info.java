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
/**
 * The journal on disk: mapped segments, forced in groups, recovered after any crash.
 *
 * <pre>
 *   replica's thread          MappedJournal ----&gt; JournalTail ----&gt; tail ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ +
 *                                         | place, read                                               v
 *                                         +--&gt; SlotRecords  Segments &lt;--- SegmentMaker &lt;--- Syncer, its thread
 *                                                 ^            ^                                      |
 *   readers' threads               JournalReader -+------------+        durable &lt; ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ +
 *
 *   at the start    JournalDirectory: Identity, Mark, Recovery with its RecordScanner, Replay
 *   below           Storage: a directory; DiskStorage is a real one
 *   beside          JournalInspection: looks at a journal, of whatever process, and changes nothing
 * </pre>
 *
 * May import: port, protocol.
 */
package io.synod.journal;
