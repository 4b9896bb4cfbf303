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
 * Frames over Aeron: one {@code host:port} per member, one socket behind it, and streams on it.
 *
 * <pre>
 *   member    PeerChannels   --- PEERS ------------------------&gt; PeerChannels    member
 *   client    ClientChannels --- requests ---------------------&gt; ClientIngress   member
 *             ClientChannels &lt;-- answers --- ResponseLink ------ ClientIngress
 *             ClientChannels &lt;-- commands -- ResponseLink ------ ClientIngress
 *
 *   TransportDriver: media driver, and the Aeron client that all of them stand on
 * </pre>
 *
 * Whatever is made from one {@link io.synod.transport.aeron.TransportDriver} belongs to the thread that runs its duty
 * cycle; {@link io.synod.transport.aeron.ResponseLink} says what another thread may do.
 * <p>
 * May import: transport, client, protocol.
 */
package io.synod.transport.aeron;
