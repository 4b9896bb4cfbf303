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
 * What hosts an application's state machine, free of threads and clocks: it gets the order entry by entry, has timers
 * in replicated time, and its digests are compared with those of other members.
 *
 * <pre>
 *   Applier ---&gt; ReplicatedStateMachine        DigestHistory &lt;--- DigestJudge &lt;--- what peers say
 *       \---&gt; ReplicatedTimers, DigestHistory
 * </pre>
 *
 * May import: io.synod's interfaces, feed, protocol.
 */
package io.synod.host;
