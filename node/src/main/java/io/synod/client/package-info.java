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
 * A client's thinking, free of threads, sockets and clocks: who leads, what was sent and is not answered, where a
 * subscription stands.
 *
 * <pre>
 *   AppenderCore ----&gt; SessionWish, RequestWindow, Outcomes        SubscriberCore
 *          \                                                         /
 *           +---------------&gt;  Members, MemberLinks  &lt;--------------+
 * </pre>
 *
 * May import: io.synod's handlers, feed, transport's words for clients, protocol.
 */
package io.synod.client;
