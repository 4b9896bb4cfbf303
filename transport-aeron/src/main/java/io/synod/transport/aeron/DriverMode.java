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
package io.synod.transport.aeron;

/** On whose thread datagrams are sent and received. */
public enum DriverMode
{
    /**
     * On the thread that calls {@link TransportDriver#doWork()}: no hand-over, the fastest where cores are few. Each
     * call sends one datagram of a stream at most. The JDK makes new objects of a sender's address, 144 bytes, when a
     * datagram comes from another sender than the one before it: on this thread too.
     */
    INVOKER,

    /** On one thread of its own. */
    SHARED,

    /** On three: one sends, one receives, one does the rest. For machines with cores to spare. */
    DEDICATED,

    /** In another process that was started before. */
    EXTERNAL
}
