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
 * What must hold, watched from outside: an independent reading of journals and messages, with its own small model of
 * each acceptor's durable state. Names of invariants are those of {@code docs/PROTOCOL.md} 9.
 *
 * <pre>
 *   records appended, made durable --&gt; DurableMirror (one a member) --votes--&gt; ChosenLog (the truth)
 *   messages sent                  --&gt; MemberChecker  vouched only for what is durable
 *   slots decided, commands        --&gt; ChosenLog, OrderChecker
 * </pre>
 *
 * May import: testkit, replica, role, session, port, quorum, protocol.
 */
package io.synod.simulator.check;
