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
 * Turns bytes into calls of the core, and the core's messages into bytes.
 *
 * <pre>
 *   Replica --- sendX ---&gt; PeerEncoder --- head, body ---&gt; FrameSink ~ ~ ~ network ~ ~ ~ +
 *                                                                                      v
 *   Inbox &lt;--- onX --- MessageReader &lt;--- PeerAdapter &lt;---------------- onFrame(buffer, offset, length)
 *                                            | FrameCheck: length, version, checksum, addresses, layout
 *                                            + Refusal: one counter each
 * </pre>
 *
 * What nodes say to each other around the core has an encoder and an adapter of its own: {@code Greeting} and
 * {@code Digest}. {@link io.synod.transport.PeerAdapter#templateId} tells whose a frame is. {@link
 * io.synod.transport.WholeCheck} and what it stands on serve the frames of clients too.
 *
 * May import: codecs, port, protocol.
 */
package io.synod.transport;
