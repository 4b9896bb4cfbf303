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
 * What clients and members say to each other: the words as interfaces, and their bytes.
 *
 * <pre>
 *   client   RequestOutbox --- frames, requests stream --&gt; RequestInbox    member
 *            AnswerInbox   &lt;-- frames, answers stream ---- AnswerOutbox
 *            CommandsInbox &lt;-- frames, commands stream --- CommandsOutbox
 *
 *   xOutbox --- sendX ---&gt; xEncoder --- head, body ---&gt; LinkSink ~ ~ ~ network ~ ~ ~ +
 *                                                                                    v
 *   xInbox &lt;--- onX --- xReader &lt;--- xAdapter &lt;-------------------- onFrame(buffer, offset, length)
 *                                       | ClientFrameCheck: length, version, checksum, addresses, layout
 *                                       + Refusal: one counter each
 * </pre>
 *
 * May import: codecs, protocol, and of transport what is the same in all frames.
 */
package io.synod.transport.client;
