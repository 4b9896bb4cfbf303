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
package io.synod.port;

import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/**
 * What peers say to a member: the same words as in {@link Outbox}, seen from the other end. {@code from} is the sender,
 * already known to be the member of the frame's incarnation. Records given are read during the call only.
 */
public interface Inbox
{
    void onPrepare(int from, long ballot, long fromSlot);

    void onPromise(int from, long ballot, PromisePart part);

    void onAccept(int from, long ballot, long chainFrom, long fence, long decidedThrough, Entry entry);

    void onReAccept(int from, long ballot, long chainFrom, long fence, long decidedThrough, Entry entry);

    void onAccepted(int from, long ballot, long acceptedThrough);

    void onGap(int from, long ballot, long expectedSlot);

    void onNack(int from, long ballot, long promisedBallot);

    void onHeartbeat(int from, Heartbeat heartbeat);

    void onFetch(int from, long fromSlot, long slotLimit);

    void onFill(int from, long decidedThrough, Entry entry);

    void onHandOver(int from, long ballot);
}
