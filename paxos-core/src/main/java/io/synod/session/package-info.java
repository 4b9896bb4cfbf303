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
 * At most once: which requests of which sessions are in the log, and where. A deterministic function of the log, so
 * every member holds the same table at the same slot.
 *
 * <pre>
 *   decided entries ---&gt; SessionTable (decided)            on every member
 *   + leader's chain --&gt; SessionTable (chain)              on the leader, answers retries
 * </pre>
 *
 * May import: protocol.
 */
package io.synod.session;
