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
 * The replica: the only public door of the core. It carries values from one role to the next; the roles do not know
 * each other.
 *
 * <pre>
 *   peers --- onX ----&gt; PeerInputs ---&gt; FollowerSide  promise, accept, learn, back-fill
 *   host  --- offer --&gt; Replica    ---&gt; LeaderSide    campaign, recover, step down
 *         --- doWork -&gt;            ---&gt; Leadership    propose, replicate, decide, hand over
 *                                  ---&gt; Heartbeats    who is alive
 *                                       Rooms         the roles that these share
 * </pre>
 *
 * May import: role, session, port, quorum, protocol.
 */
package io.synod.replica;
