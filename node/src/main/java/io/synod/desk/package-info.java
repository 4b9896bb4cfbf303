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
 * A member's side of its clients, free of threads, sockets and clocks: requests go to the replica, and what became of
 * them is told from the table of sessions at {@code decidedThrough}.
 *
 * <pre>
 *   ClientDesk (requests) ----&gt; Replica
 *       |    \---&gt; SessionWatch ---&gt; Replica (expiry)
 *       v
 *   Answers (from what is decided) ---&gt; AnswerOutbox of each Connection
 * </pre>
 *
 * May import: replica, session, protocol, transport's words for clients.
 */
package io.synod.desk;
