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
 * The words of the protocol: what a ballot, a slot, an entry is, as plain numbers and reusable records.
 *
 * <pre>
 *   ballot  = round &lt;&lt; 8 | memberId          the only ordering of leaders
 *   slot    = place in the replicated log     1, 2, 3, ...
 *   entry   = slot + ballot + kind + batch    what one slot holds
 *   command = a client's opaque bytes         numbered by sequence 1, 2, 3, ...
 *
 *   accepted   an acceptor has the entry in its chain, durably
 *   decided    this member knows that a phase-2 quorum has it
 * </pre>
 *
 * May import: nothing of Synod.
 */
package io.synod.protocol;
