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
 * A reading of the trace against the rules of {@code docs/spec/Synod.tla}, written from the model and not from the
 * code: what a run did, line by line, has to be something that the model allows.
 *
 * <pre>
 *   line --&gt; TraceLine --&gt; TraceChecker: is the action enabled? --&gt; TracedCluster
 *   TracedCluster --&gt; TracedMember --&gt; AcceptorState   in memory, and the same on disk
 *                 --&gt; TracedBallot --&gt; PromiseSearch   owner, promises, fence, proposals, votes
 *                 --&gt; DecidedSlots                     what anyone took to be decided
 * </pre>
 *
 * May import: protocol (ballots only).
 */
package io.synod.simulator.trace;
