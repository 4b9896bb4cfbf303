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
 * Stories about members, written as text: commands that campaign, deliver, lose, force and crash one by one, and the
 * transcript that is expected. The checkers watch every step.
 *
 * <pre>
 *   a text --&gt; Scenario --line by line--&gt; ScriptedCluster --&gt; ScriptedMember, letters on their way
 *          &lt;-- the same text, with the transcript that came of it
 * </pre>
 *
 * May import: simulator.check, testkit, replica, role, session, port, quorum, protocol.
 */
package io.synod.simulator.scenario;
