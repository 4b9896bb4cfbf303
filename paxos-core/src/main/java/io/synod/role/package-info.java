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
 * The roles a member plays, each a room of its own with its own state. No role changes another one or sees the replica:
 * some are given another one to read, and what one finds the replica's sides carry to the next. (A gate has its stream
 * of promises, an elector its links: parts of one role.)
 *
 * <pre>
 *   Acceptor        what was promised and accepted (the chain)     DurabilityGate  replies held until durable
 *   PromiseStream   headers of a promise, part by part             Learner         what is decided, applied to sessions
 *   Campaign        phase 1 and the recovered slots                Elector, Links  who is alive, when to campaign
 *   Proposer        commands to batches                            Pipeline        window and votes of phase 2
 *   PeerCursor      what one peer has been sent and has vouched for
 *   CatchUp         fills this member's hole                       FillSource      fills that of others
 *   HandOver        leadership transfer                            Jitter          seeded chance
 * </pre>
 *
 * May import: session, port, quorum, protocol.
 */
package io.synod.role;
